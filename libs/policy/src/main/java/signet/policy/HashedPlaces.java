package signet.policy;

import java.util.Arrays;
import java.util.List;

/** Places of statements by a hash, several under one; no objects, and an entry's numbers side by side. */
final class HashedPlaces {
    /** What is put in, in ascending order of places. */
    record Entry(int hash, int place) {}

    private static final int WIDTH = 4;
    private static final int PLACE = 1;
    /** The entry after this one in its chain, or -1. */
    private static final int NEXT = 2;

    private final int[] heads;
    private final int[] entries;

    HashedPlaces(List<Entry> added) {
        int count = added.size();
        this.heads = new int[Integer.highestOneBit(Math.max(1, count)) * 4];
        this.entries = new int[count * WIDTH];
        Arrays.fill(heads, -1);
        for (int at = entries.length - WIDTH; at >= 0; at -= WIDTH) {
            Entry entry = added.get(at / WIDTH);
            int slot = slot(entry.hash());
            entries[at] = entry.hash();
            entries[at + PLACE] = entry.place();
            entries[at + NEXT] = heads[slot];
            heads[slot] = at;
        }
    }

    /** The first place under this hash and before {@code best} whose statement applies, else {@code best}. */
    int first(int hash, int best, Statement[] statements, Query query, int levelMask) {
        for (int at = heads[slot(hash)]; at >= 0 && entries[at + PLACE] < best; at = entries[at + NEXT]) {
            if (entries[at] == hash && (statements[entries[at + PLACE]].levelsOfCandidate(query) & levelMask) != 0) {
                return entries[at + PLACE];
            }
        }
        return best;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & heads.length - 1;
    }
}
