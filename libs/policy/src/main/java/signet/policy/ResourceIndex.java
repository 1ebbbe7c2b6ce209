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
        String arn = query.resource();
        int head = query.colons()[Arn.SEGMENTS - 2];
        int best = unhashed;
        int hash = 0;
        int next = 0;
        for (int at = 0; at < arn.length(); at++) {
            if (next < lengths.length && lengths[next] == at) {
                best = prefixes.first(hash, best, statements, query, levelMask);
                next++;
            } else if (next == lengths.length && exact.isEmpty()) {
                return best;
            }
            char c = arn.charAt(at);
            hash = 31 * hash + (at < head ? Glob.fold(c) : c);
        }
        if (next < lengths.length && lengths[next] == arn.length()) {
            best = prefixes.first(hash, best, statements, query, levelMask);
        }
        return exact.first(hash, best, statements, query, levelMask);
    }

    /** As {@link #hashed} has it: case counts only after the fifth colon. */
    private static int hash(String prefix) {
        int colon = Arn.colons(prefix)[Arn.SEGMENTS - 2];
        int head = colon < 0 ? prefix.length() : colon;
        int hash = 0;
        for (int at = 0; at < prefix.length(); at++) {
            char c = prefix.charAt(at);
            hash = 31 * hash + (at < head ? Glob.fold(c) : c);
        }
        return hash;
    }
}
