package signet.ec2;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.network.Ipv4Range;

/**
 * Ranges of addresses in requests. EC2 makes them canonical: surplus bits are dropped, and so are differences in spelling (EC2
 * API Reference, "IpRange", "Ipv6Range").
 */
final class Cidrs {
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/(\\d{1,3})");
    private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(:0)+(?![0-9a-f])");

    private Cidrs() {}

    static String ipv4(String cidr) {
        return Ipv4Range.parse(cidr).orElseThrow(() -> malformed(cidr)).toString();
    }

    static String ipv6(String cidr) {
        Matcher matcher = IPV6.matcher(cidr);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 128) {
            throw malformed(cidr);
        }
        int bits = Integer.parseInt(matcher.group(2));
        byte[] address = address(matcher.group(1)).orElseThrow(() -> malformed(cidr));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < address.length; i += 2) {
            int high = address[i] & mask(bits - 8 * i);
            int low = address[i + 1] & mask(bits - 8 * i - 8);
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(high << 8 | low));
        }
        return shortened(text.toString()) + "/" + bits;
    }

    private static Optional<byte[]> address(String text) {
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return address instanceof Inet6Address ? Optional.of(address.getAddress()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Of a byte that the first {@code bits} bits are kept. */
    private static int mask(int bits) {
        return bits <= 0 ? 0 : bits >= 8 ? 0xff : 0xff << (8 - bits) & 0xff;
    }

    /** With the first longest run of zeros left out (RFC 5952). */
    private static String shortened(String full) {
        Matcher zeros = ZEROS.matcher(full);
        int start = 0;
        int end = 0;
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > end - start) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        if (end == 0) {
            return full;
        }
        String before = full.substring(0, start).replaceAll(":$", "");
        String after = full.substring(end).replaceAll("^:", "");
        return before + "::" + after;
    }

    private static signet.model.AwsError malformed(String cidr) {
        return Errors.invalidValue("CIDR block " + cidr + " is malformed");
    }
}
