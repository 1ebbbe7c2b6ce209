package signet.rds;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers in pages. A page goes on after the last instance of the page before. */
final class Paging {
    private static final int LEAST = 20;
    private static final int MOST = 100;
    private static final String MARK = "after:";

    private Paging() {}

    /**
     * One page.
     *
     * @param marker null on the last page
     */
    record Page(List<InstanceRecord> items, @Nullable String marker) {}

    /** A page of instances, by their names. */
    static Page page(List<InstanceRecord> instances, @Nullable Integer maxRecords, @Nullable String marker) {
        int size = size(maxRecords);
        String after = marker == null ? "" : open(marker);
        List<InstanceRecord> rest = instances.stream()
                .filter(instance -> instance.name().compareTo(after) > 0)
                .toList();
        if (rest.size() <= size) {
            return new Page(rest, null);
        }
        String last = MARK + rest.get(size - 1).name();
        return new Page(
                rest.subList(0, size),
                Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }

    /** How many things a page has. */
    static int size(@Nullable Integer maxRecords) {
        if (maxRecords != null && (maxRecords < LEAST || maxRecords > MOST)) {
            throw Errors.value(
                    "Invalid value " + maxRecords + " for MaxRecords. Must be between " + LEAST + " and " + MOST);
        }
        return maxRecords == null ? MOST : maxRecords;
    }

    private static String open(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException e) {
            throw badMarker();
        }
        throw badMarker();
    }

    private static signet.model.AwsError badMarker() {
        return Errors.value("The marker is invalid.");
    }
}
