package signet.fuzz;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Line 1: a value of an IpAddress condition; the rest: the request's value. The oracle reckons with big integers. */
final class AddressTarget {
    private static final List<String> OPERATORS = List.of("IpAddress", "NotIpAddress");
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    /** An address of so many bits, of which the first {@code prefix} count. */
    private record Range(BigInteger address, int bits, int prefix) {
        boolean holds(Range other) {
            return bits == other.bits
                    && other.prefix >= prefix
                    && address.shiftRight(bits - prefix).equals(other.address.shiftRight(bits - prefix));
        }
    }

    private AddressTarget() {}

    static void run(byte[] data) {
        Input input = Input.of(data, 2);
        Map<String, Boolean> answers = Engine.conditions(OPERATORS, input.line(0), input.line(1), "alice");
        Optional<Range> range = range(input.line(0));
        Optional<Range> address = range(input.line(1));
        boolean comparable = range.isPresent() && address.isPresent();
        boolean holds = comparable && range.get().holds(address.get());
        Engine.check("IpAddress", holds, answers);
        Engine.check("NotIpAddress", comparable && !holds, answers);
    }

    private static Optional<Range> range(String text) {
        String[] parts = text.split("/", 2);
        boolean v6 = parts[0].contains(":");
        Optional<BigInteger> address = v6 ? v6(parts[0]) : v4(parts[0]);
        int bits = v6 ? 128 : 32;
        if (address.isEmpty() || (parts.length == 2 && !PREFIX.matcher(parts[1]).matches())) {
            return Optional.empty();
        }
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        return prefix > bits ? Optional.empty() : Optional.of(new Range(address.get(), bits, prefix));
    }

    private static Optional<BigInteger> v4(String text) {
        Matcher v4 = V4.matcher(text);
        if (!v4.matches()) {
            return Optional.empty();
        }
        BigInteger address = BigInteger.ZERO;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(v4.group(i));
            if (part > 255) {
                return Optional.empty();
            }
            address = address.shiftLeft(8).add(BigInteger.valueOf(part));
        }
        return Optional.of(address);
    }

    private static Optional<BigInteger> v6(String text) {
        int lastColon = text.lastIndexOf(':');
        String tail = text.substring(lastColon + 1);
        if (tail.contains(".")) {
            Optional<BigInteger> v4 = v4(tail);
            if (v4.isEmpty()) {
                return Optional.empty();
            }
            int number = v4.get().intValue();
            return v6(String.format("%s:%x:%x", text.substring(0, lastColon), number >>> 16, number & 0xffff));
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return number(text.split(":", -1), 8);
        }
        String[] left = groups(text.substring(0, gap));
        String[] right = groups(text.substring(gap + 2));
        if (left.length + right.length > 7) {
            return Optional.empty();
        }
        Optional<BigInteger> high = number(left, left.length);
        Optional<BigInteger> low = number(right, right.length);
        return high.isEmpty() || low.isEmpty()
                ? Optional.empty()
                : Optional.of(high.get().shiftLeft(16 * (8 - left.length)).add(low.get()));
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static Optional<BigInteger> number(String[] groups, int count) {
        BigInteger number = BigInteger.ZERO;
        for (String group : groups) {
            if (!GROUP.matcher(group).matches()) {
                return Optional.empty();
            }
            number = number.shiftLeft(16).add(new BigInteger(group, 16));
        }
        return groups.length == count ? Optional.of(number) : Optional.empty();
    }
}
