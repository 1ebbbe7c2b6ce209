package signet.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process and those that it started use of a Linux machine (proc(5)). */
record Usage(ProcessHandle process) {
    private static final String SHARE = "Pss:";

    /** Bytes in memory, with its share of the pages that others have as well. */
    long memory() {
        return share(process);
    }

    /** The same of all that it started, directly or not, together. */
    long memoryOfDescendants() {
        return process.descendants().mapToLong(Usage::share).sum();
    }

    /** Processor time of all of them since each began. */
    Duration processorTime() {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long share(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(SHARE))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        } catch (IOException e) {
            return 0; // it has ended
        }
    }
}
