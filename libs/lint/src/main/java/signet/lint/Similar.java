package signet.lint;

import java.util.Collection;
import java.util.Locale;

/** What somebody may have meant. */
final class Similar {
    private Similar() {}

    /** A question to add to a sentence, or nothing where no candidate is near; case is ignored. */
    static String question(String written, Collection<String> candidates) {
        String nearest = nearest(written, candidates);
        return nearest.isEmpty() ? "" : " Did you mean " + nearest + "?";
    }

    /** The nearest candidate, or an empty text where all are too far. */
    static String nearest(String written, Collection<String> candidates) {
        String lower = written.toLowerCase(Locale.ROOT);
        int best = Math.max(2, written.length() / 4) + 1;
        String nearest = "";
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - written.length()) < best) {
                int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), best);
                if (distance < best) {
                    best = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest;
    }

    /** Insertions, deletions, replacements and swaps of neighbours; anything from {@code limit} on is {@code limit}. */
    static int distance(String one, String another, int limit) {
        int[][] rows = new int[3][another.length() + 1];
        for (int j = 0; j <= another.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = rows[i % 3];
            int[] before = rows[(i + 2) % 3];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= another.length(); j++) {
                boolean same = one.charAt(i - 1) == another.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == another.charAt(j - 2)
                        && one.charAt(i - 2) == another.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], rows[(i + 1) % 3][j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least >= limit) {
                return limit;
            }
        }
        return Math.min(limit, rows[one.length() % 3][another.length()]);
    }
}
