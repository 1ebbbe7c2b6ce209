package signet.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps instances from filling the host's disk. A disk that is an image ends by itself; one that is a directory is looked at,
 * the more often the nearer it is to its end, and what writes beyond it is killed. Consoles are cut to their ends, and when the
 * host has hardly any space left, what has written most is killed in the instance that has.
 */
final class DiskWatch implements AutoCloseable {

    private static final long TICK_MILLIS = 100;
    private static final long LONGEST_MILLIS = 10_000;
    /** As fast as a disk's cache may be filled. */
    private static final long BYTES_A_MILLI = 2L << 20;

    private static final long LARGEST_CONSOLE = 4L << 20;
    private static final int KEPT_OF_CONSOLE = 64 << 10;
    private static final long NOTEWORTHY = 1L << 20;
    private static final long UNKNOWN = 1L << 60;

    private final Reserve reserve;
    private final Map<SandboxInstance, Watched> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("instance-disks").factory());

    private long freeBefore = Long.MAX_VALUE;

    DiskWatch(Reserve reserve) {
        this.reserve = reserve;
        var _ = clock.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Watches {@code instance} until it ends. */
    void watch(SandboxInstance instance, InstanceDirectory directory, long limitBytes) throws IOException {
        boolean ownRange = UserRange.hasPrivateRanges();
        DiskUse use = directory.hasImage() ? null : new DiskUse(directory.disk(), !ownRange);
        watched.put(instance, new Watched(instance, directory.path(), use, limitBytes));
        var _ = instance.exit().thenRun(() -> watched.remove(instance));
    }

    private void look() {
        for (Watched each : watched.values()) {
            try {
                each.look();
            } catch (IOException | RuntimeException e) {
                System.getLogger(DiskWatch.class.getName())
                        .log(System.Logger.Level.WARNING, "an instance's disk could not be looked at", e);
            }
        }
        watched.values().stream().findAny().ifPresent(any -> keepReserve(any.directory));
    }

    private void keepReserve(Path directory) {
        try {
            long free = Reserve.free(directory);
            if (free < reserve.stopBytes() && free < freeBefore) {
                watched.values().stream()
                        .max(Comparator.comparingLong(Watched::written))
                        .filter(most -> most.written() > NOTEWORTHY)
                        .ifPresent(most -> most.stop("No space left on the host"));
            }
            freeBefore = free;
        } catch (IOException e) {
            System.getLogger(DiskWatch.class.getName())
                    .log(System.Logger.Level.WARNING, "the host's disk could not be looked at", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** One instance's disk. Used by one thread only. */
    private static final class Watched {
        private final SandboxInstance instance;
        private final Path directory;
        private final @Nullable DiskUse use;
        private final long limit;
        private Map<Long, Long> writtenBefore = new HashMap<>();

        /** What was used at the first look after a start or a kill, or less: a full disk is no offence, to go on is. */
        private long tolerated = UNKNOWN;

        private long next = System.nanoTime();

        Watched(SandboxInstance instance, Path directory, @Nullable DiskUse use, long limit) {
            this.instance = instance;
            this.directory = directory;
            this.use = use;
            this.limit = limit;
        }

        private List<Long> pids() {
            String space = Processes.space(instance.pid());
            return space.isEmpty() ? List.of() : Processes.bySpace().getOrDefault(space, List.of());
        }

        void look() throws IOException {
            cutConsole();
            if (use == null || System.nanoTime() - next < 0) {
                return;
            }
            List<Long> pids = pids();
            long used = use.measure(pids);
            Map<Long, Long> written = new HashMap<>();
            pids.forEach(pid -> written.put(pid, Processes.written(pid)));
            boolean acts = used > limit && used > Math.addExact(tolerated, NOTEWORTHY);
            if (acts) {
                killWriters(used, written);
            }
            // What is written until the kill takes effect is the killed one's, so the next look begins anew.
            tolerated = acts ? UNKNOWN : tolerated == UNKNOWN ? used : Math.min(tolerated, used);
            long rest = Math.max(0, limit - used) / BYTES_A_MILLI;
            long shortest = used > limit && !acts ? TICK_MILLIS * 5 : TICK_MILLIS;
            next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.clamp(rest, shortest, LONGEST_MILLIS));
            writtenBefore = written;
        }

        /** Those that wrote since the last look; all, if nobody seems to have or if it goes on nevertheless. */
        private void killWriters(long used, Map<Long, Long> written) {
            String space = Processes.space(instance.pid());
            List<Long> writers = written.entrySet().stream()
                    .filter(one -> one.getKey() != instance.pid())
                    .filter(one -> one.getValue() - writtenBefore.getOrDefault(one.getKey(), 0L) > NOTEWORTHY)
                    .map(Map.Entry::getKey)
                    .toList();
            if (writers.isEmpty() || used > limit + limit / 16) {
                stop("No space left on device");
                return;
            }
            writers.forEach(pid -> Processes.kill(pid, space));
            instance.say("No space left on device: Killed " + writers.size() + " process(es) that went on writing\n");
        }

        /** Ends every process but the two whose end is the instance's. */
        void stop(String why) {
            String space = Processes.space(instance.pid());
            List<Long> pids = pids();
            long control = control(pids);
            pids.stream()
                    .filter(pid -> pid != instance.pid() && pid != control)
                    .forEach(pid -> Processes.kill(pid, space));
            instance.say(why + ": Killed the instance's processes\n");
        }

        /** The process that waits for the server's pipe: of those that have it open, should others too, the first. */
        private long control(List<Long> pids) {
            String pipe = input(instance.process().pid());
            return pids.stream()
                    .filter(pid -> pid != instance.pid()
                            && !pipe.isEmpty()
                            && input(pid).equals(pipe))
                    .min(Comparator.comparing(Watched::started))
                    .orElse(0L);
        }

        private static Instant started(long pid) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().startInstant())
                    .orElse(Instant.MAX);
        }

        private static String input(long pid) {
            try {
                return Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/0")).toString();
            } catch (IOException e) {
                return "";
            }
        }

        long written() {
            return pids().stream().mapToLong(Processes::written).sum();
        }

        /** Programs append to it, so that it may be cut under their feet. */
        private void cutConsole() throws IOException {
            Path console = instance.consoleLog();
            if (!Files.exists(console) || Files.size(console) <= LARGEST_CONSOLE) {
                return;
            }
            try (RandomAccessFile file = new RandomAccessFile(console.toFile(), "rw")) {
                byte[] end = new byte[KEPT_OF_CONSOLE];
                file.seek(file.length() - end.length);
                file.readFully(end);
                file.setLength(0);
                file.seek(0);
                file.write(end);
            }
        }
    }
}
