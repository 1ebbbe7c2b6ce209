package signet.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps each instance's processes together within its memory, as the kernel's out-of-memory killer would: it kills the largest.
 * A limit of resources (RLIMIT_DATA) holds for each process alone; this one holds for their sum, but only as often as it looks,
 * so an instance may be over its memory for a moment. Files in {@code /dev/shm} are not counted; that has a size of its own.
 */
final class MemoryWatch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 500;

    private final Map<SandboxInstance, Long> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("instance-memory").factory());

    MemoryWatch() {
        var _ = clock.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Watches {@code instance} until it ends. */
    void watch(SandboxInstance instance, long limitBytes) {
        watched.put(instance, limitBytes);
        var _ = instance.exit().thenRun(() -> watched.remove(instance));
    }

    private void look() {
        if (watched.isEmpty()) {
            return;
        }
        Map<String, List<Long>> processes = Processes.bySpace();
        watched.forEach((instance, limit) -> {
            String space = Processes.space(instance.pid());
            enforce(instance, limit, processes.getOrDefault(space, List.of()), space);
        });
    }

    private static void enforce(SandboxInstance instance, long limit, List<Long> pids, String space) {
        // Resident pages that processes share are in the quick sum once for each: only a large sum is counted rightly.
        if (space.isEmpty() || sum(pids, "status", "RssAnon:") <= limit) {
            return;
        }
        long largest = 0;
        long most = -1;
        long total = 0;
        for (long pid : pids) {
            long bytes = bytes(pid, "smaps_rollup", "Pss_Anon:");
            total += bytes;
            if (pid != instance.pid() && bytes > most) {
                largest = pid;
                most = bytes;
            }
        }
        if (total > limit && most > 0) {
            Processes.kill(largest, space);
            instance.say("Out of memory: Killed the largest process, with " + (most >> 20) + " MiB\n");
        }
    }

    private static long sum(List<Long> pids, String file, String label) {
        return pids.stream().mapToLong(pid -> bytes(pid, file, label)).sum();
    }

    private static long bytes(long pid, String file, String label) {
        return Processes.number(pid, file, label) << 10;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
