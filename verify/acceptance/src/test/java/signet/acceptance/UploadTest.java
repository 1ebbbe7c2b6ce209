package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Bodies stream: an object is larger than the server's memory. {@code -Dsignet.upload.mebibytes=5120} is the promise
 * for a heap of 256 MiB.
 */
class UploadTest {
    private static final long MEBIBYTES = Long.getLong("signet.upload.mebibytes", 300);
    private static final long LENGTH = MEBIBYTES << 20;
    private static final String BUCKET = "large-things";

    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension(MEBIBYTES > 1024 ? "-Xmx256m" : "-Xmx128m");

    @BeforeAll
    static void aBucket() {
        SERVER.asRoot().s3().createBucket(create -> create.bucket(BUCKET));
    }

    @Test
    @Tag("slow")
    void anObjectLargerThanTheHeapGoesInAndComesOutWhole() throws IOException {
        S3Client s3 = SERVER.asRoot().s3();
        s3.putObject(
                put -> put.bucket(BUCKET).key("large"),
                RequestBody.fromContentProvider(() -> new MadeUpBytes(LENGTH), LENGTH, "application/octet-stream"));
        assertEquals(
                LENGTH, s3.headObject(head -> head.bucket(BUCKET).key("large")).contentLength());
        try (InputStream expected = new MadeUpBytes(LENGTH);
                InputStream found = s3.getObject(get -> get.bucket(BUCKET).key("large"))) {
            assertSame(expected, found);
        }
        assertFalse(
                SERVER.server().said().contains("OutOfMemory"), SERVER.server().said());
    }

    private static void assertSame(InputStream expected, InputStream found) throws IOException {
        long position = 0;
        for (byte[] wanted = expected.readNBytes(1 << 20); wanted.length > 0; wanted = expected.readNBytes(1 << 20)) {
            byte[] got = found.readNBytes(wanted.length);
            if (!Arrays.equals(wanted, got)) {
                throw new AssertionError("another content after byte " + position);
            }
            position += wanted.length;
        }
        assertEquals(-1, found.read());
    }
}
