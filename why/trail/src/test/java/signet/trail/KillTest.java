package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that records is killed at random moments: what it was told to be durable is there, in order and whole. */
@Tag("slow")
@Timeout(300)
class KillTest {
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    void whatWasFlushedSurvivesAKill() throws Exception {
        Path file = folder.resolve("events.db");
        Random random = new Random();
        long durable = 0;
        for (int round = 0; round < ROUNDS; round++) {
            durable = Math.max(durable, writeUntilKilled(file, durable, 1 + random.nextInt(40)));
            try (Trail trail = Made.trail(folder)) {
                long found = check(trail);
                assertTrue(found >= durable, found + " events after " + durable + " were durable");
                durable = found;
            }
        }
        assertTrue(durable > 0);
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(path -> path.toString().contains("broken")));
        }
    }

    /** Every event from the first on, none twice, and all of them whole. */
    private static long check(Trail trail) {
        long number = 0;
        EventPage page = trail.search(EventQuery.of("").oldestFirst().limit(EventQuery.MOST));
        while (true) {
            for (Recorded event : page.events()) {
                assertEquals("number-" + number, event.requestId());
                assertEquals(event.id(), Made.json(event).path("eventID").stringValue());
                assertEquals(1, event.decisions().size());
                number++;
            }
            if (page.next() == 0) {
                return number;
            }
            page = trail.search(
                    EventQuery.of("").oldestFirst().limit(EventQuery.MOST).after(page.next()));
        }
    }

    private static long writeUntilKilled(Path file, long start, int lines) throws Exception {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        KilledWriter.class.getName(),
                        file.toString(),
                        Long.toString(start)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long durable = 0;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                durable = Long.parseLong(String.valueOf(out.readLine()));
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return durable;
    }

    // The test runs partly from a module path, into which the test classes are patched.
    private static String classPath() {
        String resource = KilledWriter.class.getName().replace('.', '/') + ".class";
        String found = String.valueOf(KilledWriter.class.getClassLoader().getResource(resource));
        Path tests = Path.of(URI.create(found.substring(0, found.length() - resource.length())));
        return Stream.of(tests.toString(), System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
