package signet.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Lets the changes of some tables take effect late, as AWS's changes of identities do. Each change waits for a time of its
 * own, and for all changes before it: what is in force is always a state that once was, so no policy is ever missing from
 * whom it is attached to. It needs no thread, for what is in force is worked out when somebody asks.
 */
public final class Propagation {
    private final List<Table<?>> tables;
    private final long longestMillis;
    private final Random random;
    private final InstantSource clock;

    private final Deque<Change> underWay = new ArrayDeque<>();
    private Map<Table<?>, Rows<?>> newest = Map.of();
    private Map<Table<?>, Rows<?>> inForce = Map.of();
    private Instant lastDue = Instant.MIN;
    private @Nullable LateView latest;

    /** The late tables after a change, and when they are in force. */
    private record Change(Instant due, Map<Table<?>, Rows<?>> rows) {}

    /**
     * Delays that follow from a seed, one for each change in the order of the changes.
     *
     * @param tables whose changes take effect late
     * @param longest how long a change waits at most; at least a millisecond
     * @param clock by which it waits
     */
    public Propagation(Collection<Table<?>> tables, Duration longest, long seed, InstantSource clock) {
        this.tables = List.copyOf(tables);
        this.longestMillis = longest.toMillis();
        this.random = new Random(seed);
        this.clock = clock;
        if (longestMillis < 1) {
            throw new IllegalArgumentException("a change that waits waits for a millisecond at least, not " + longest);
        }
    }

    /** Everything up to here is in force. */
    synchronized void begin(Snapshot now) {
        newest = rows(now);
        inForce = newest;
    }

    /** A change is durable. */
    synchronized void changed(Snapshot next) {
        Map<Table<?>, Rows<?>> rows = rows(next);
        if (isSame(rows, newest)) {
            return;
        }
        Instant due = clock.instant().plusMillis(random.nextLong(1, longestMillis + 1));
        lastDue = due.isAfter(lastDue) ? due : lastDue;
        newest = rows;
        underWay.add(new Change(lastDue, rows));
    }

    /** A state together with what of it is in force now, for one request. */
    synchronized View view(Snapshot now) {
        Instant time = clock.instant();
        for (Change next = underWay.peek(); next != null && !next.due().isAfter(time); next = underWay.peek()) {
            inForce = next.rows();
            underWay.remove();
        }
        if (underWay.isEmpty()) {
            latest = null;
            return now;
        }
        LateView known = latest;
        if (known == null || known.now() != now || !isSame(known.rows(), inForce)) {
            known = new LateView(now, now.with(inForce), inForce);
            latest = known;
        }
        return known;
    }

    private Map<Table<?>, Rows<?>> rows(Snapshot snapshot) {
        Map<Table<?>, Rows<?>> rows = new HashMap<>();
        tables.forEach(table -> rows.put(table, snapshot.rows(table)));
        return rows;
    }

    /** By identity: an unchanged table's rows are the same object, and to compare their content would take long. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isSame(Map<Table<?>, Rows<?>> left, Map<Table<?>, Rows<?>> right) {
        return tables.stream().allMatch(table -> left.get(table) == right.get(table));
    }
}
