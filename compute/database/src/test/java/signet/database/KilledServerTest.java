package signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static signet.database.Databases.ask;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledServerTest {
    @TempDir
    Path directory;

    @Test
    void aKilledServerTakesItsDatabaseWithItAndTheNextOneFindsAllThatWasWritten() throws Exception {
        try (PostgresRunner runner = new PostgresRunner(directory)) {
            Databases.assumeTheyRunHere(runner);
            Process server = server();
            String line = server.inputReader().readLine();
            assertNotNull(line, "the server did not start");
            String[] words = line.split(" ", -1);
            DatabaseSpec spec = new DatabaseSpec(directory.resolve("db"), Integer.parseInt(words[1]), "ada", "shop");
            Databases.tell(spec, "CREATE TABLE t AS SELECT 42 AS n");

            server.destroyForcibly().waitFor();

            RunningDatabase next = runner.start(spec);
            assertNotEquals(Long.parseLong(words[0]), next.pid());
            assertEquals("42", ask(spec, "SELECT n FROM t"));
            next.stop();
        }
    }

    @Test
    void aNumberThatMeansAnotherProcessByNowIsLeftAlone() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Process other = new ProcessBuilder("cat").directory(directory.toFile()).start();
        Files.writeString(data.resolve("postmaster.pid"), other.pid() + "\n");
        Leftovers.end(data);
        Files.writeString(data.resolve("postmaster.pid"), "no number\n");
        Leftovers.end(data);
        assertEquals(true, other.isAlive());
        other.destroyForcibly().waitFor();
    }

    private Process server() throws IOException {
        String classes = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target", "classes").toString(),
                Path.of("target", "test-classes").toString());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        ServerToKill.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
