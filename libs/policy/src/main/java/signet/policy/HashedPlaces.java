package signet.policy;

import java.util.List;

/** Places of statements by a hash, several under one; four numbers for each, and no objects. */
final class HashedPlaces {
    /** What is put in, in ascending order of places. */
    record Entry(int hash, int place) {}

    private final int[] heads;
    private final int[] hashes;
    private final int[] places;
    /** The entry after this one in its chain, or -1. */
    private final int[] nexts;

    HashedPlaces(List<Entry> entries) {
        int count = entries.size();
        this.heads = new int[Integer.highestOneBit(Math.max(1, count)) * 2];
        this.hashes = new int[count];
        this.places = new int[count];
        this.nexts = new int[count];
        java.util.Arrays.fill(heads, -1);
        for (int i = count - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            int slot = slot(entry.hash());
            hashes[i] = entry.hash();
            places[i] = entry.place();
            nexts[i] = heads[slot];
            heads[slot] = i;
        }
    }

    boolean isEmpty() {
        return places.length == 0;
    }

    /** The first place under this hash and before {@code best} whose statement applies, else {@code best}. */
    int first(int hash, int best, Statement[] statements, Query query, int levelMask) {
        for (int i = heads[slot(hash)]; i >= 0 && places[i] < best; i = nexts[i]) {
            if (hashes[i] == hash && (statements[places[i]].levelsOfCandidate(query) & levelMask) != 0) {
                return places[i];
            }
        }
        return best;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & heads.length - 1;
    }
}
