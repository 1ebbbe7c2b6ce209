package signet.managedpolicies;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads numbers (seven bits a byte, the lowest first, the high bit set on all but the last) and texts. */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[at++];
            number |= (next & 127L) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalStateException("a number has at most ten bytes");
    }

    int length() {
        return Math.toIntExact(number());
    }

    String text() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    byte[] take(int length) {
        byte[] taken = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return taken;
    }
}
