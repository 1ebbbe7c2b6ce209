package signet.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;
import signet.functions.BadCodeException;
import signet.functions.CodeArchive;

/** The archives of functions' code, a file each. A file is never changed: new code is a new file. */
final class CodeStore {
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
    StoredCode keep(byte[] zip) {
        if (zip.length == 0) {
            throw Errors.invalid("Uploaded file must be a non-empty zip");
        }
        String id = ids.get();
        Path file = file(id);
        try {
            Files.createDirectories(directory);
            Files.write(file, zip);
            CodeArchive.check(file);
        } catch (BadCodeException e) {
            remove(id);
            throw switch (e.reason()) {
                case NOT_READABLE ->
                    Errors.invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
                case EMPTY -> Errors.invalid("Uploaded file must be a non-empty zip");
                case TOO_LARGE ->
                    Errors.invalid("Unzipped size must be smaller than " + CodeArchive.LARGEST + " bytes");
            };
        } catch (IOException e) {
            remove(id);
            throw new UncheckedIOException(e);
        }
        return new StoredCode(id, sha256(zip), zip.length);
    }

    /** The digest of an archive that is not kept. */
    static String sha256(byte[] zip) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(zip));
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
