package signet.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import signet.instance.Limits;

/** {@link Limits} as options of {@code prlimit}, none above what the server itself may have. */
final class HostLimits {

    private HostLimits() {}

    static List<String> options(Limits limits) throws IOException {
        List<String> own = Files.readAllLines(Path.of("/proc/self/limits"));
        return List.of(
                "--nproc=" + Math.min(limits.processes(), hard(own, "Max processes")),
                "--nofile=" + Math.min(limits.openFiles(), hard(own, "Max open files")),
                "--fsize=" + Math.min(limits.fileBytes(), hard(own, "Max file size")),
                "--data=" + Math.min(limits.memoryBytes(), hard(own, "Max data size")),
                "--core=0");
    }

    private static long hard(List<String> own, String name) {
        for (String line : own) {
            if (line.startsWith(name)) {
                String hard = line.substring(name.length()).strip().split("\\s+", -1)[1];
                return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
            }
        }
        return Long.MAX_VALUE;
    }
}
