package signet.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Places of statements by a hash, several under one; no objects, and most of what is not there costs one look. */
final class HashedPlaces {
    /** What is put in, in ascending order of places. */
    record Entry(int hash, int place) {}

    private static final long NONE = -1;
    private static final int END = -1;

    /**
     * A hash in the upper half; in the lower its one place, or the complement of where its places begin. What finds its slot
     * taken is in the next that was free.
     */
    private final long[] slots;
    /** Of each hash that has several, and {@link #END}. */
    private final int[] groups;

    HashedPlaces(List<Entry> added) {
        Map<Integer, List<Integer>> byHash = new LinkedHashMap<>();
        added.forEach(entry ->
                byHash.computeIfAbsent(entry.hash(), hash -> new ArrayList<>()).add(entry.place()));
        this.slots = new long[Integer.highestOneBit(Math.max(1, byHash.size())) * 4];
        Arrays.fill(slots, NONE);
        // The first is nobody's, so that no slot is like an empty one.
        List<Integer> several = new ArrayList<>(List.of(END));
        byHash.forEach((hash, places) -> {
            int low = places.getFirst();
            if (places.size() > 1) {
                low = ~several.size();
                several.addAll(places);
                several.add(END);
            }
            slots[freeSlot(hash)] = (long) hash << Integer.SIZE | Integer.toUnsignedLong(low);
        });
        this.groups = several.stream().mapToInt(Integer::intValue).toArray();
    }

    private int freeSlot(int hash) {
        int slot = slot(hash);
        while (slots[slot] != NONE) {
            slot = next(slot);
        }
        return slot;
    }

    /** The first place under this hash and before {@code best} whose statement applies, else {@code best}. */
    int first(int hash, int best, Statement[] statements, Query query, int levelMask) {
        for (int slot = slot(hash); slots[slot] != NONE; slot = next(slot)) {
            long found = slots[slot];
            if ((int) (found >> Integer.SIZE) == hash) {
                int low = (int) found;
                return low < 0
                        ? firstOf(~low, best, statements, query, levelMask)
                        : low < best && applies(statements[low], query, levelMask) ? low : best;
            }
        }
        return best;
    }

    private int firstOf(int start, int best, Statement[] statements, Query query, int levelMask) {
        for (int at = start; groups[at] != END && groups[at] < best; at++) {
            if (applies(statements[groups[at]], query, levelMask)) {
                return groups[at];
            }
        }
        return best;
    }

    private static boolean applies(Statement statement, Query query, int levelMask) {
        return (statement.levelsOfCandidate(query) & levelMask) != 0;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & slots.length - 1;
    }
}
