package signet.microvm;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.instance.DirectoryTree;

@Tag("slow")
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KilledServerTest {

    @Test
    void aKilledServerTakesItsMicrovmsWithIt() throws Exception {
        Microvms.obstacle(MicrovmRunnerTest.settings())
                .ifPresent(obstacle -> Assumptions.abort("no microVMs on this host: " + obstacle));
        Path parent = Files.createTempDirectory("signet-killed");
        Process server = server(parent);
        String line = server.inputReader().readLine();
        assertFalse(line == null, "the server did not start");
        List<ProcessHandle> all = Stream.concat(server.descendants(), ProcessHandle.of(Long.parseLong(line)).stream())
                .toList();

        server.destroyForcibly().waitFor();

        for (ProcessHandle process : all) {
            awaitEnd(process.pid());
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
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        ServerToKill.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start();
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
