package signet.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import signet.model.AwsError;
import signet.model.Body;

/** Reads the bodies of the query protocols, which are forms and small. */
final class QueryBodies {
    private static final int LARGEST = 1 << 20;

    private QueryBodies() {}

    /**
     * @throws AwsError if the body is larger than one mebibyte; when it says so itself, it is not read
     */
    static byte[] read(Body body) {
        if (body.length() > LARGEST) {
            throw tooLarge();
        }
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsError tooLarge() {
        return AwsError.of("RequestEntityTooLarge", 413, "The request is larger than 1 MiB.");
    }
}
