package signet.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds, among many statements on one action, those whose Resource can cover a request: by the hash of the whole ARN, or of
 * the part before the first wildcard or variable. What begins with a wildcard, NotResource and no Resource at all are
 * looked at for every request. A hash only finds; whether a statement applies is always the statement's own answer.
 */
final class ResourceIndex {
    private final Statement[] statements;
    private final int[] general;
    private final HashedPlaces exact;
    private final HashedPlaces prefixes;
    /** Of the prefixes, ascending. */
    private final int[] lengths;

    ResourceIndex(Statement[] statements) {
        this.statements = statements;
        List<Integer> unhashed = new ArrayList<>();
        List<HashedPlaces.Entry> whole = new ArrayList<>();
        List<HashedPlaces.Entry> begun = new ArrayList<>();
        boolean[] lengthSeen = new boolean[longestPrefix(statements) + 1];
        for (int place = 0; place < statements.length; place++) {
            if (!statements[place].namesResources()) {
                unhashed.add(place);
                continue;
            }
            for (ResourcePattern pattern : statements[place].resourcePatterns()) {
                String prefix = pattern.prefix();
                if (prefix.isEmpty()) {
                    unhashed.add(place);
                } else if (pattern.isExact()) {
                    whole.add(new HashedPlaces.Entry(hash(prefix), place));
                } else {
                    begun.add(new HashedPlaces.Entry(hash(prefix), place));
                    lengthSeen[prefix.length()] = true;
                }
            }
        }
        this.general = unhashed.stream().distinct().mapToInt(Integer::intValue).toArray();
        this.exact = new HashedPlaces(whole);
        this.prefixes = new HashedPlaces(begun);
        this.lengths = java.util.stream.IntStream.range(0, lengthSeen.length)
                .filter(length -> lengthSeen[length])
                .toArray();
    }

    private static int longestPrefix(Statement[] statements) {
        return Arrays.stream(statements)
                .flatMap(statement -> statement.resourcePatterns().stream())
                .mapToInt(pattern -> pattern.prefix().length())
                .max()
                .orElse(0);
    }

    /** The place of the first statement that applies at one of these levels, or -1. */
    int first(Query query, int levelMask) {
        int best = earlier(Integer.MAX_VALUE, query, levelMask);
        if (query.isArn()) {
            best = hashed(best, query, levelMask);
        }
        return best == Integer.MAX_VALUE ? -1 : best;
    }

    private int earlier(int best, Query query, int levelMask) {
        for (int place : general) {
            if (place >= best) {
                return best;
            }
            if ((statements[place].levelsOfCandidate(query) & levelMask) != 0) {
                return place;
            }
        }
        return best;
    }

    private int hashed(int unhashed, Query query, int levelMask) {
        int[] hashes = query.prefixHashes();
        int best = unhashed;
        for (int length : lengths) {
            if (length >= hashes.length) {
                break;
            }
            best = prefixes.first(hashes[length], best, statements, query, levelMask);
        }
        return exact.first(hashes[hashes.length - 1], best, statements, query, levelMask);
    }

    private static int hash(String prefix) {
        int colon = Arn.lastColon(prefix);
        return hashes(prefix, colon < 0 ? prefix.length() : colon)[prefix.length()];
    }

    /** Of each beginning of a text, by its length; the case of what is before {@code head} doesn't count. */
    static int[] hashes(String text, int head) {
        int[] hashes = new int[text.length() + 1];
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            hashes[at + 1] = 31 * hashes[at] + (at < head ? Glob.fold(c) : c);
        }
        return hashes;
    }
}
