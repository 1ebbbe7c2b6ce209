package signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EngineTest {
    @TempDir
    Path directory;

    @Test
    void nothingIsUnpackedBeforeADatabaseNeedsIt() throws Exception {
        try (PostgresRunner runner = new PostgresRunner(directory)) {
            assertEquals(Engine.VERSION, runner.version());
            assertTrue(runner.obstacle().isEmpty() || runner.obstacle().isPresent());
        }
        try (Stream<Path> all = Files.list(directory)) {
            assertEquals(0, all.count());
        }
    }

    @Test
    void itIsUnpackedOnceAndAnUnfinishedUnpackingIsThrownAway() throws Exception {
        Assumptions.assumeTrue(Engine.obstacle().equals(Optional.empty()));
        Path unfinished = directory.resolve("postgresql-" + Engine.VERSION + ".new");
        Files.createDirectories(unfinished.resolve("bin"));
        Engine engine = new Engine(directory);
        Path programs = engine.programs();
        assertTrue(Files.isExecutable(programs.resolve("postgres")));
        assertFalse(Files.exists(unfinished));
        Path trace = Files.createFile(programs.resolve("trace"));
        assertEquals(programs, engine.programs());
        assertTrue(Files.exists(trace));
    }
}
