package signet.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes.
 *
 * @param first from 0
 */
record ByteSpan(long first, long length) {
    private static final Pattern RANGE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    /** The position after the last byte. */
    long end() {
        return first + length;
    }

    /** The value of Content-Range. */
    String contentRange(long size) {
        return "bytes " + first + "-" + (end() - 1) + "/" + size;
    }

    /**
     * What a Range header asks of so many bytes (RFC 9110, section 14). Empty for everything: when there is none, or one
     * that cannot be read, or one of several ranges, which S3 does not serve.
     *
     * @throws signet.model.AwsError {@code InvalidRange} if it asks for none of the bytes
     */
    static Optional<ByteSpan> requested(@Nullable String range, long size) {
        Matcher matcher = RANGE.matcher(range == null ? "" : range.strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            first = suffix == 0 ? size : Math.max(0, size - suffix);
        } else {
            first = Long.parseLong(matcher.group(1));
            if (!matcher.group(2).isEmpty()) {
                long asked = Long.parseLong(matcher.group(2));
                if (asked < first) {
                    return Optional.empty();
                }
                last = Math.min(last, asked);
            }
        }
        if (first >= size) {
            throw Faults.invalidRange(matcher.group(), size);
        }
        return Optional.of(new ByteSpan(first, last - first + 1));
    }
}
