package signet.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the host's {@code /proc} says of the instances' processes. */
final class Processes {

    private Processes() {}

    /** Every process that can be seen, by its process name space. */
    static Map<String, List<Long>> bySpace() {
        Map<String, List<Long>> all = new HashMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : found) {
                long pid = Long.parseLong(process.getFileName().toString());
                all.computeIfAbsent(space(pid), _ -> new ArrayList<>()).add(pid);
            }
        } catch (IOException e) {
            return Map.of();
        }
        return all;
    }

    /** The process name space of a process; empty if it can't be seen. */
    static String space(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends a process if it is still of that name space. */
    static void kill(long pid, String space) {
        if (!space.isEmpty() && space(pid).equals(space)) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** The number after {@code label} in a file of {@code /proc/PID}; 0 if it isn't there. */
    static long number(long pid, String file, String label) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(label)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** What a process and those that it has waited for have had written to disks, in bytes. */
    static long written(long pid) {
        return number(pid, "io", "write_bytes:") - number(pid, "io", "cancelled_write_bytes:");
    }
}
