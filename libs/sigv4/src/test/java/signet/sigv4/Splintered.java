package signet.sigv4;

import java.io.InputStream;
import java.util.Random;

/** Bytes that come in pieces of random length, as they do from a network. */
final class Splintered extends InputStream {
    private final byte[] bytes;
    private final Random random;
    private final int longest;
    private int at;

    Splintered(byte[] bytes, Random random, int longest) {
        this.bytes = bytes;
        this.random = random;
        this.longest = longest;
    }

    @Override
    public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) {
        if (at == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(size, bytes.length - at), 1 + random.nextInt(longest));
        System.arraycopy(bytes, at, buffer, offset, count);
        at += count;
        return count;
    }
}
