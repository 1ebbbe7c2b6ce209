package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import signet.sigv4.PayloadHash.Kind;

/** Whatever bytes arrive in a signed upload, they are refused unless they are the ones signed. */
class ChunkedBodyFuzzTest {
    private static final byte[] EXAMPLE = new byte[65 * 1024];

    static {
        Arrays.fill(EXAMPLE, (byte) 'a');
    }

    @Test
    void randomBytesAreNeverMoreThanRefused() throws Exception {
        Random random = new Random(20_260_101);
        Upload upload = Upload.of(Kind.STREAMING_SIGNED_TRAILER, EXAMPLE, 8192, ChecksumAlgorithm.CRC32);
        byte[] alphabet = Upload.ascii("0123456789abcdef;chunk-signature=\r\n\r\n:x");
        for (int round = 0; round < 3000; round++) {
            byte[] wire = round % 2 == 0
                    ? new byte[random.nextInt(300)]
                    : upload.wire().clone();
            for (int change = 0; change < (round % 2 == 0 ? wire.length : 1 + random.nextInt(3)); change++) {
                int at = round % 2 == 0 ? change : random.nextInt(wire.length);
                wire[at] = (byte) (alphabet[random.nextInt(alphabet.length)] ^ (round % 2));
            }
            assertThrows(PayloadMismatchException.class, () -> upload.open(wire).readAllBytes());
        }
    }
}
