package signet.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;
import signet.functions.BadCodeException;
import signet.functions.CodeArchive;
import signet.model.Body;

/** The archives of functions' code, a file each. A file is never changed: new code is a new file. */
final class CodeStore {
    private static final long LARGEST = 50L << 20;
    private static final int BLOCK = 64 * 1024;

    private final Path directory;
    private final Supplier<String> ids;

    /** @param ids makes the files' names */
    CodeStore(Path directory, Supplier<String> ids) {
        this.directory = directory;
        this.ids = ids;
    }

    /**
     * Keeps code, once it was looked through.
     *
     * @throws signet.model.AwsError if it is no archive that can be taken
     */
    StoredCode keep(Body zip) {
        String id = ids.get();
        try {
            StoredCode kept = write(id, zip);
            if (kept.size() == 0) {
                throw Errors.invalid("Uploaded file must be a non-empty zip");
            }
            CodeArchive.check(file(id));
            return kept;
        } catch (BadCodeException e) {
            remove(id);
            throw switch (e.reason()) {
                case NOT_READABLE ->
                    Errors.invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
                case EMPTY -> Errors.invalid("Uploaded file must be a non-empty zip");
                case TOO_LARGE ->
                    Errors.invalid("Unzipped size must be smaller than " + CodeArchive.LARGEST + " bytes");
            };
        } catch (RuntimeException e) {
            remove(id);
            throw e;
        } catch (IOException e) {
            remove(id);
            throw new UncheckedIOException(e);
        }
    }

    private StoredCode write(String id, Body zip) throws IOException {
        MessageDigest digest = sha256();
        Files.createDirectories(directory);
        long size = 0;
        try (InputStream in = zip.open();
                OutputStream out = Files.newOutputStream(file(id))) {
            byte[] block = new byte[BLOCK];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                size += n;
                if (size > LARGEST) {
                    throw Errors.notImplemented("An archive of more than 50 MB");
                }
                digest.update(block, 0, n);
                out.write(block, 0, n);
            }
        }
        return new StoredCode(id, Base64.getEncoder().encodeToString(digest.digest()), size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Path path(StoredCode code) {
        return file(code.id());
    }

    void remove(StoredCode code) {
        remove(code.id());
    }

    private Path file(String id) {
        return directory.resolve(id + ".zip");
    }

    private void remove(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            System.getLogger(CodeStore.class.getName())
                    .log(System.Logger.Level.WARNING, "the code " + id + " could not be removed", e);
        }
    }
}
