package signet.imds;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much each instance may ask. AWS throttles "on a per-instance basis" (EC2 User Guide, "Query throttling"), by 1024
 * packets a second to all link-local services of an interface; a request takes about five, so that is what is allowed.
 */
final class RequestRate {
    /** Requests a second, in the long run. */
    static final int A_SECOND = 200;
    /** Requests at once, after a rest. */
    static final int AT_ONCE = 1_000;

    private static final int MANY = 10_000;

    private final Clock clock;
    private final Map<String, Left> byInstance = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    RequestRate(Clock clock) {
        this.clock = clock;
    }

    /** What an instance had left, and when. */
    private record Left(double requests, long millis) {
        double at(long now) {
            double gained = Math.max(0, now - millis) * A_SECOND / 1_000.0;
            return Math.min(AT_ONCE, requests + gained);
        }
    }

    /** Counts a request of an instance; false if it is one too many. */
    boolean allows(String instanceId) {
        long now = clock.millis();
        lock.lock();
        try {
            if (byInstance.size() >= MANY) {
                byInstance.values().removeIf(left -> left.at(now) >= AT_ONCE);
            }
            double left =
                    byInstance.getOrDefault(instanceId, new Left(AT_ONCE, now)).at(now);
            boolean allowed = left >= 1;
            byInstance.put(instanceId, new Left(allowed ? left - 1 : left, now));
            return allowed;
        } finally {
            lock.unlock();
        }
    }
}
