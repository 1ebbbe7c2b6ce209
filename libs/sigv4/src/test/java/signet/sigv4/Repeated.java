package signet.sigv4;

import java.io.InputStream;
import java.util.Arrays;

/** A stream of so many letters a, made while it is read. */
final class Repeated extends InputStream {
    private long left;

    Repeated(long length) {
        this.left = length;
    }

    @Override
    public int read() {
        return left-- > 0 ? 'a' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) {
        if (left <= 0) {
            return -1;
        }
        int count = (int) Math.min(size, left);
        Arrays.fill(buffer, offset, offset + count, (byte) 'a');
        left -= count;
        return count;
    }
}
