package signet.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses, as CIDR notation writes it (RFC 4632).
 *
 * @param address the first address, as a number in network order; the bits that are not the range's are zero
 * @param bits how many leading bits are the range's, 0 to 32
 */
public record Ipv4Range(int address, int bits) {
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** Every address. */
    public static final Ipv4Range ALL = new Ipv4Range(0, 0);

    public Ipv4Range {
        if (bits < 0 || bits > 32) {
            throw new IllegalArgumentException("A range has 0 to 32 bits, not " + bits);
        }
        address &= mask(bits);
    }

    /** The range that {@code cidr}, such as {@code 10.0.0.0/8}, stands for; empty if it is none. Surplus bits are dropped. */
    public static Optional<Ipv4Range> parse(String cidr) {
        Matcher matcher = CIDR.matcher(cidr);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int address = 0;
        for (int group = 1; group <= 4; group++) {
            int part = Integer.parseInt(matcher.group(group));
            if (part > 255) {
                return Optional.empty();
            }
            address = address << 8 | part;
        }
        int bits = Integer.parseInt(matcher.group(5));
        return bits > 32 ? Optional.empty() : Optional.of(new Ipv4Range(address, bits));
    }

    /** Whether an address is in the range. */
    public boolean contains(int other) {
        return (other & mask(bits)) == address;
    }

    private static int mask(int bits) {
        return bits == 0 ? 0 : -1 << (32 - bits);
    }

    /** In CIDR notation. */
    @Override
    public String toString() {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255)
                + "/" + bits;
    }
}
