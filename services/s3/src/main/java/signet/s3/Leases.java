package signet.s3;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which files are being read, so that a file that nobody needs any more is deleted only after its last reader. */
final class Leases {
    private final Map<String, Integer> readers = new HashMap<>();
    private final Set<String> doomed = new HashSet<>();

    synchronized void take(Collection<String> files) {
        files.forEach(file -> readers.merge(file, 1, Integer::sum));
    }

    /** Ends a lease. Returns the files that are now to be deleted. */
    synchronized List<String> giveBack(Collection<String> files) {
        List<String> free = new ArrayList<>();
        for (String file : files) {
            if (readers.merge(file, -1, Integer::sum) == 0) {
                readers.remove(file);
                if (doomed.remove(file)) {
                    free.add(file);
                }
            }
        }
        return free;
    }

    /** Gives files up. Returns those that can be deleted at once; the others follow when they are given back. */
    synchronized List<String> giveUp(Collection<String> files) {
        List<String> free = new ArrayList<>();
        for (String file : files) {
            if (readers.containsKey(file)) {
                doomed.add(file);
            } else {
                free.add(file);
            }
        }
        return free;
    }
}
