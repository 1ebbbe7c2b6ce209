package signet.lint;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address or CIDR range. */
record AddressRange(InetAddress address, int prefix) {
    private static final Pattern FORM = Pattern.compile(
            "((?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!/|$)|(?=/|$))){4}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

    private static final List<AddressRange> PRIVATE = List.of(
            known("10.0.0.0/8"),
            known("172.16.0.0/12"),
            known("192.168.0.0/16"),
            known("fc00::/7"),
            known("127.0.0.0/8"));

    private static AddressRange known(String text) {
        AddressRange range = parse(text);
        if (range == null) {
            throw new IllegalArgumentException(text);
        }
        return range;
    }

    /** The range, or null when the text is none. No name is looked up: the form admits literal addresses only. */
    static @Nullable AddressRange parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(form.group(1));
            int bits = address.getAddress().length * 8;
            int prefix = form.group(2) == null ? bits : Integer.parseInt(form.group(2));
            return prefix > bits ? null : new AddressRange(address, prefix);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean contains(AddressRange other) {
        int bits = address.getAddress().length * 8;
        return other.address.getAddress().length * 8 == bits
                && other.prefix >= prefix
                && number().shiftRight(bits - prefix).equals(other.number().shiftRight(bits - prefix));
    }

    boolean isPrivate() {
        return PRIVATE.stream().anyMatch(range -> range.contains(this));
    }

    /** The range with the bits behind the prefix at zero, as text. */
    String base() {
        try {
            return InetAddress.getByAddress(baseAddress()).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length is that of an address", e);
        }
    }

    boolean isBase() {
        return Arrays.equals(baseAddress(), address.getAddress());
    }

    private byte[] baseAddress() {
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return bytes;
    }

    private BigInteger number() {
        return new BigInteger(1, address.getAddress());
    }
}
