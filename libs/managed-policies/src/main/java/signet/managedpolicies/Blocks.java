package signet.managedpolicies;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The coding of the resources, whose other half is src/main/node/policies.mjs. */
final class Blocks {
    private Blocks() {}

    static byte[] inflate(byte[] block) {
        Inflater inflater = new Inflater(true);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(block), inflater)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }

    /** Steps of: offset and length to copy from the source, then length and bytes to add. */
    static byte[] edit(byte[] source, byte[] script) {
        ByteReader steps = new ByteReader(script);
        ByteArrayOutputStream edited = new ByteArrayOutputStream(source.length);
        while (steps.hasMore()) {
            int offset = steps.length();
            edited.write(source, offset, steps.length());
            edited.writeBytes(steps.take(steps.length()));
        }
        return edited.toByteArray();
    }
}
