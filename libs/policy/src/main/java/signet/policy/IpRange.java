package signet.policy;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address or CIDR range, read without any name lookup. */
final class IpRange {
    private final byte[] address;
    private final int prefix;
    /** Of an IPv4 address. */
    private final int bits;

    private IpRange(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
        this.bits = address.length == 4 ? ByteBuffer.wrap(address).getInt() : 0;
    }

    /** Parses an address or a range; null when it is neither. */
    static @Nullable IpRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = address.length * 8;
        int prefix = slash < 0 ? bits : number(text.substring(slash + 1), 10, 3);
        return prefix < 0 || prefix > bits ? null : new IpRange(address, prefix);
    }

    /** Whether the range holds every bit of the other; ranges of different IP versions never do. */
    boolean contains(IpRange other) {
        if (address.length != other.address.length || other.prefix < prefix) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += 8) {
            int mask = prefix - bit >= 8 ? 0xff : 0xff << (8 - (prefix - bit)) & 0xff;
            if (((address[bit / 8] ^ other.address[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether an IPv4 address is in the range. */
    boolean contains(int v4) {
        return address.length == 4 && (prefix == 0 || (v4 ^ bits) >>> (32 - prefix) == 0);
    }

    private static byte @Nullable [] address(String text) {
        return text.indexOf(':') >= 0 ? v6(text) : v4(text);
    }

    private static byte @Nullable [] v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            int part = number(parts[i], 10, 3);
            if (part < 0 || part > 255) {
                return null;
            }
            address[i] = (byte) part;
        }
        return address;
    }

    private static byte @Nullable [] v6(String text) {
        int gap = text.indexOf("::");
        byte[] left = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        byte[] right = gap < 0 ? new byte[0] : groups(text.substring(gap + 2), true);
        if (left == null || right == null) {
            return null;
        }
        int length = left.length + right.length;
        if (gap < 0 ? length != 16 : length > 14) {
            return null;
        }
        byte[] address = new byte[16];
        System.arraycopy(left, 0, address, 0, left.length);
        System.arraycopy(right, 0, address, 16 - right.length, right.length);
        return address;
    }

    /** Colon-separated groups; the last may be a dotted IPv4 address. */
    private static byte @Nullable [] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] v4 = last && parts[parts.length - 1].indexOf('.') >= 0 ? v4(parts[parts.length - 1]) : null;
        int plain = v4 == null ? parts.length : parts.length - 1;
        if (plain > 8) {
            return null;
        }
        byte[] bytes = new byte[plain * 2 + (v4 == null ? 0 : 4)];
        for (int i = 0; i < plain; i++) {
            int group = number(parts[i], 16, 4);
            if (group < 0) {
                return null;
            }
            bytes[2 * i] = (byte) (group >> 8);
            bytes[2 * i + 1] = (byte) group;
        }
        if (v4 != null) {
            System.arraycopy(v4, 0, bytes, plain * 2, 4);
        }
        return bytes;
    }

    private static int number(String text, int radix, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
