package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.instance.DirectoryTree;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KilledServerTest {

    @Test
    void aKilledServerTakesItsInstancesWithIt() throws Exception {
        var obstacle = InstanceRunners.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> "no sandbox on this host: " + obstacle.orElse(""));
        Path parent = Files.createTempDirectory("signet-killed");
        Process server = server(parent);
        String line = server.inputReader().readLine();
        assertFalse(line == null, "the server did not start");
        List<Long> inside = withDescendants(Long.parseLong(line));

        server.destroyForcibly().waitFor();

        for (long pid : inside) {
            awaitEnd(pid);
        }
        DirectoryTree.delete(parent);
    }

    private static Process server(Path parent) throws IOException {
        String classes = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target", "classes").toString(),
                Path.of("target", "test-classes").toString());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        ServerToKill.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Long> withDescendants(long pid) {
        ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), first.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Ended: gone, or only not yet collected by the host's first process. */
    private static void awaitEnd(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        while (Files.exists(stat)) {
            try {
                String text = Files.readString(stat);
                if (text.charAt(text.lastIndexOf(')') + 2) == 'Z') {
                    return;
                }
            } catch (IOException e) {
                if (Files.exists(stat)) {
                    throw e;
                }
            }
            Thread.onSpinWait();
        }
    }
}
