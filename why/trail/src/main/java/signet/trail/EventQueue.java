package signet.trail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import signet.authz.Event;

/**
 * Events on their way to the one thread that writes. It takes all that wait after a short while, so that a request pays for
 * little more than a place in a list. Whoever brings an event when the queue is full waits.
 */
final class EventQueue {
    /**
     * An event and when it was completed, in milliseconds. Times in a queue do not go back, whatever the clock does.
     */
    record Pending(Event event, long millis) {}

    private final InstantSource clock;
    private final int capacity;
    private final Duration linger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition hurried = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private List<Pending> waiting = new ArrayList<>();
    private long last;
    private long added;
    private long done;
    private long wanted;
    private boolean closed;

    /**
     * A queue without events.
     *
     * @param linger how long an event waits for others
     * @param last before which no event's time is, in milliseconds
     */
    EventQueue(InstantSource clock, int capacity, Duration linger, long last) {
        this.clock = clock;
        this.capacity = capacity;
        this.linger = linger;
        this.last = last;
    }

    /** Adds an event, as soon as there is room; false if the queue is closed. */
    boolean add(Event event) {
        lock.lock();
        try {
            while (waiting.size() >= capacity && !closed) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            last = Math.max(last, clock.millis());
            waiting.add(new Pending(event, last));
            added++;
            if (waiting.size() == 1) {
                arrived.signal();
            } else if (waiting.size() == capacity) {
                hurried.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes all that waits, when it has waited for a while or somebody is in a hurry.
     *
     * @return nothing if nothing came for so long, or the queue is closed and empty
     */
    List<Pending> take(Duration patience) {
        lock.lock();
        try {
            await(arrived, patience, () -> waiting.isEmpty() && !closed);
            await(hurried, linger, () -> !waiting.isEmpty() && !closed && !isHurried());
            List<Pending> taken = waiting;
            waiting = new ArrayList<>(Math.min(capacity, taken.size() + 16));
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isHurried() {
        return wanted > done || waiting.size() >= capacity;
    }

    /** Says that so many events that were taken are written, or lost. */
    void done(int number) {
        lock.lock();
        try {
            done += number;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was added so far is done; false if that took too long. */
    boolean flush(Duration patience) {
        lock.lock();
        try {
            long all = added;
            wanted = Math.max(wanted, all);
            hurried.signal();
            await(progress, patience, () -> done < all);
            return done >= all;
        } finally {
            lock.unlock();
        }
    }

    /** Lets no more in. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
            hurried.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private interface Wait {
        boolean goesOn();
    }

    /** Waits as long as it goes on, but not longer than that; an interrupt does not end it. */
    private static void await(Condition condition, Duration longest, Wait wait) {
        long nanos = longest.toNanos();
        boolean interrupted = false;
        while (nanos > 0 && wait.goesOn()) {
            long before = System.nanoTime();
            try {
                nanos = condition.awaitNanos(nanos);
            } catch (InterruptedException e) {
                interrupted = true;
                nanos -= System.nanoTime() - before;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
