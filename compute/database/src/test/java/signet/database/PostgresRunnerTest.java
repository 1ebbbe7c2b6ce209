package signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.database.Databases.PASSWORD;
import static signet.database.Databases.ask;
import static signet.database.Databases.connect;
import static signet.database.Databases.tell;
import static signet.database.Databases.verifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresRunnerTest {
    @TempDir
    static Path programs;

    private static PostgresRunner shared;

    @TempDir
    Path directory;

    private PostgresRunner runner;
    private DatabaseSpec spec;
    private RunningDatabase database;

    @BeforeAll
    static void unpack() {
        shared = new PostgresRunner(programs);
    }

    @AfterAll
    static void closeAll() {
        shared.close();
    }

    @BeforeEach
    void create() throws Exception {
        Databases.assumeTheyRunHere(shared);
        runner = shared;
        spec = Databases.spec(directory.resolve("db"));
        runner.prepare(spec, verifier(PASSWORD));
        database = runner.start(spec);
    }

    @AfterEach
    void stop() {
        if (database != null) {
            database.stop();
        }
    }

    @Test
    void whatIsWrittenStaysOverStopAndStart() throws Exception {
        tell(spec, "CREATE TABLE t AS SELECT 42 AS n");
        database.stop();
        assertTrue(database.exit().isDone());
        database = runner.start(spec);
        assertEquals("42", ask(spec, "SELECT n FROM t"));
    }

    @Test
    void whatIsWrittenStaysWhenItsProcessIsKilled() throws Exception {
        tell(spec, "CREATE TABLE t AS SELECT 42 AS n");
        Leftovers.kill(ProcessHandle.of(database.pid()).orElseThrow());
        database = runner.start(spec);
        assertEquals("42", ask(spec, "SELECT n FROM t"));
    }

    @Test
    void anotherPasswordTakesTheOldOnesPlaceAndConnectionsStay() throws Exception {
        try (Connection open = connect(spec)) {
            database.changePassword(verifier("Another-Horse-10"));
            assertEquals("1", ask(open, "SELECT 1"));
        }
        assertThrows(SQLException.class, () -> connect(spec));
        connect(spec, "shop", "ada", "Another-Horse-10").close();
    }

    @Test
    void noFileHoldsThePasswordAndNoOtherUserReadsAny() throws Exception {
        tell(spec, "ALTER ROLE ada PASSWORD '" + PASSWORD + "'");
        assertThrows(SQLException.class, () -> tell(spec, "ALTER ROLE nobody PASSWORD '" + PASSWORD + "'"));
        database.stop();
        assertEquals("rwx------", permissions(spec.directory()));
        assertEquals("rwx------", permissions(spec.directory().resolve("data")));
        assertFalse(Files.exists(spec.directory().resolve("verifier")));
        try (Stream<Path> files = Files.walk(spec.directory())) {
            assertEquals(
                    List.of(),
                    files.filter(Files::isRegularFile)
                            .filter(file -> holds(file, PASSWORD))
                            .toList());
        }
    }

    @Test
    void aDatabaseWhoseMakingWasCutOffIsMadeAnew() throws Exception {
        database.stop();
        Files.delete(spec.directory().resolve("made"));
        runner.prepare(spec, verifier("Another-Horse-10"));
        database = runner.start(spec);
        connect(spec, "shop", "ada", "Another-Horse-10").close();
    }

    @Test
    void aTakenPortIsToldAndNothingIsLeftRunning() throws Exception {
        database.stop();
        try (ServerSocket taken = new ServerSocket(spec.port(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertTrue(taken.isBound());
            DatabaseException refused = assertThrows(DatabaseException.class, () -> runner.start(spec));
            assertTrue(String.valueOf(refused.getMessage()).contains("Address already in use"), refused.getMessage());
        }
        database = runner.start(spec);
        assertEquals("1", ask(spec, "SELECT 1"));
    }

    @Test
    void twoDatabasesDoNotShareUsers() throws Exception {
        DatabaseSpec other = Databases.spec(directory.resolve("other"));
        runner.prepare(other, verifier("Another-Horse-10"));
        RunningDatabase second = runner.start(other);
        assertThrows(SQLException.class, () -> connect(other));
        connect(other, "shop", "ada", "Another-Horse-10").close();
        second.stop();
        assertEquals("1", ask(spec, "SELECT 1"));
    }

    @Test
    void aRemovedDatabaseLeavesNothing() throws Exception {
        database.stop();
        runner.remove(spec);
        assertFalse(Files.exists(spec.directory()));
        runner.remove(spec);
    }

    @Test
    void closingTheRunnerEndsItsDatabases() throws Exception {
        PostgresRunner another = new PostgresRunner(programs);
        DatabaseSpec other = Databases.spec(directory.resolve("other"));
        another.prepare(other, verifier(PASSWORD));
        RunningDatabase running = another.start(other);
        another.close();
        assertTrue(running.exit().isDone());
        assertThrows(DatabaseException.class, () -> another.start(other));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
