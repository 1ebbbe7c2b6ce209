package signet.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An ARN whose six segments may hold wildcards; in the first five a wildcard never crosses a colon. */
final class ArnPattern {
    private final Glob[] segments;

    private ArnPattern(Glob[] segments) {
        this.segments = segments;
    }

    /**
     * Splits a pattern at its first five colons.
     *
     * @param looseMiddle compare segments 2 to 5 without regard to case
     * @param padded segments that are missing at the end match anything; otherwise such a pattern is refused with null
     */
    static @Nullable ArnPattern of(int[] codes, boolean looseMiddle, boolean padded) {
        Glob[] segments = new Glob[Arn.SEGMENTS];
        int from = 0;
        for (int i = 0; i < segments.length; i++) {
            boolean loose = looseMiddle && i > 0 && i < Arn.SEGMENTS - 1;
            if (from > codes.length) {
                if (!padded) {
                    return null;
                }
                segments[i] = Glob.of("*", false);
                continue;
            }
            int to = i == Arn.SEGMENTS - 1 ? codes.length : colon(codes, from);
            segments[i] = Glob.ofCodes(Arrays.copyOfRange(codes, from, to), loose);
            from = to + 1;
        }
        return new ArnPattern(segments);
    }

    private static int colon(int[] codes, int from) {
        int at = from;
        while (at < codes.length && codes[at] != ':') {
            at++;
        }
        return at;
    }

    /** Whether an ARN matches. */
    boolean matches(String arn) {
        int from = 0;
        for (int i = 0; i < Arn.SEGMENTS - 1; i++) {
            int colon = arn.indexOf(':', from);
            if (!segments[i].matches(arn, from, colon)) {
                return false;
            }
            from = colon + 1;
        }
        return segments[Arn.SEGMENTS - 1].matches(arn, from, arn.length());
    }

    boolean matches(String arn, int[] colons) {
        return matchesHead(arn, colons) && segments[Arn.SEGMENTS - 1].matches(arn, colons[4] + 1, arn.length());
    }

    /** Whether the segments before the last match. */
    boolean matchesHead(String arn, int[] colons) {
        int from = 0;
        for (int i = 0; i < colons.length; i++) {
            if (!segments[i].matches(arn, from, colons[i])) {
                return false;
            }
            from = colons[i] + 1;
        }
        return true;
    }
}
