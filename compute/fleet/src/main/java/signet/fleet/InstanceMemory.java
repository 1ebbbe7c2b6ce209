package signet.fleet;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of an instance type, by its family's letter and its size, as on Amazon's page of instance types. */
final class InstanceMemory {

    private static final Pattern TYPE = Pattern.compile("([a-z])[a-z0-9-]*\\.(?:(\\d{1,2})?xlarge|([a-z]+))");
    private static final Map<Character, Integer> GIB_OF_LARGE = Map.of('t', 8, 'm', 8, 'c', 4, 'r', 16, 'a', 4);
    private static final Map<String, Integer> PARTS_OF_LARGE =
            Map.of("nano", 16, "micro", 8, "small", 4, "medium", 2, "large", 1);

    private InstanceMemory() {}

    /** In bytes; {@link Long#MAX_VALUE} for a type whose memory is not known. */
    static long of(String type) {
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            return Long.MAX_VALUE;
        }
        Integer gibibytes = GIB_OF_LARGE.get(type.charAt(0));
        if (gibibytes == null) {
            return Long.MAX_VALUE;
        }
        long large = (long) gibibytes << 30;
        String size = matcher.group(3);
        if (size != null) {
            Integer parts = PARTS_OF_LARGE.get(size);
            return parts == null ? Long.MAX_VALUE : large / parts;
        }
        String times = matcher.group(2);
        return large * 2 * (times == null ? 1 : Integer.parseInt(times));
    }
}
