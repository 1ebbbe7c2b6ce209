package signet.acceptance;

import java.io.InputStream;

/** So many bytes, made up as they are read: each is the low byte of its offset's seventeenth part. */
final class MadeUpBytes extends InputStream {
    private final long length;
    private long position;

    MadeUpBytes(long length) {
        this.length = length;
    }

    @Override
    public int read() {
        return position >= length ? -1 : at(position++) & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        if (position >= length) {
            return count == 0 ? 0 : -1;
        }
        int read = (int) Math.min(count, length - position);
        for (int i = 0; i < read; i++) {
            target[offset + i] = at(position + i);
        }
        position += read;
        return read;
    }

    private static byte at(long offset) {
        return (byte) (offset / 17);
    }
}
