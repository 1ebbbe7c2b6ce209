package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the file: the server's log says so, no request fails, and what can be recorded is. */
@Timeout(120)
class BrokenFileTest {
    private static final EventQuery ALL = EventQuery.of("").limit(EventQuery.MOST);

    /** Keeps what is logged. */
    private static final class Heard extends Handler {
        private final List<String> messages = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        synchronized String all() {
            return String.join("\n", messages);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private final Logger logger = Logger.getLogger("signet.trail");

    @BeforeEach
    void listen() {
        logger.addHandler(heard);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(heard);
        logger.setUseParentHandlers(true);
    }

    private Path file() {
        return folder.resolve("events.db");
    }

    private Trail open(int maxPages) {
        return Trail.open(
                file(),
                TrailSettings.DEFAULT,
                new Made.Clock(),
                new Random(7)::nextLong,
                new Trail.Limits(1000, Duration.ofMillis(5), Duration.ofSeconds(60), maxPages));
    }

    private List<Path> putAside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().contains(".broken-")).toList();
        }
    }

    private void assertBegunAnew(String reason) throws IOException {
        try (Trail trail = open(0)) {
            trail.record(Made.event("iam", "GetUser"));
            assertEquals(1, trail.search(ALL).events().size());
        }
        assertEquals(1, putAside().size());
        assertTrue(heard.all().contains(reason), heard.all());
        assertTrue(heard.all().contains("a new one was begun"), heard.all());
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsPutAside() throws IOException {
        Files.writeString(file(), "this is a text and no database, which is long enough to be looked at".repeat(9));

        assertBegunAnew("it is corrupt");
        assertTrue(Files.readString(putAside().getFirst()).startsWith("this is a text"));
    }

    @Test
    void anotherProgramsDatabaseIsPutAside() throws Exception {
        sql("CREATE TABLE theirs (x)");

        assertBegunAnew("it is no event log of this version of Signet");
    }

    @Test
    void aLogOfANewerSignetIsPutAside() throws Exception {
        open(0).close();
        sql("PRAGMA user_version = " + (TrailFile.FORMAT + 1));

        assertBegunAnew("it is no event log of this version of Signet");
    }

    @Test
    void aDamagedLogIsPutAside() throws Exception {
        try (Trail trail = open(0)) {
            for (int i = 0; i < 500; i++) {
                trail.record(Made.event("iam", "GetUser"));
            }
        }
        damage();

        assertBegunAnew("it is corrupt");
    }

    private void damage() throws IOException {
        byte[] noise = new byte[4096];
        new Random(3).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            for (long at = 4096; at < channel.size(); at += 4096) {
                channel.write(ByteBuffer.wrap(noise), at);
            }
        }
    }

    @Test
    void aLogThatIsDamagedWhileItIsWrittenIsPutAsideAndGoesOn() throws Exception {
        try (Trail trail = open(0)) {
            for (int i = 0; i < 500; i++) {
                trail.record(Made.event("iam", "GetUser"));
            }
            trail.flush();
            sql("PRAGMA wal_checkpoint(TRUNCATE)");
            damage();
            // what a connection has read it may believe for a while
            for (int i = 0; i < 200 && putAside().isEmpty(); i++) {
                trail.record(Made.event("iam", "ListUsers"));
                trail.flush();
            }
            assertEquals(1, putAside().size(), heard.all());
            trail.record(Made.event("iam", "ListRoles"));
            assertEquals("ListRoles", trail.search(ALL).events().getFirst().eventName());
        }
        assertTrue(heard.all().contains("a new one was begun"), heard.all());
    }

    @Test
    void aFullDiskLosesEventsAndNoRequest() throws SQLException {
        try (Trail trail = open(60)) {
            for (int i = 0; i < 3000; i++) {
                trail.record(Made.event("iam", "GetUser"));
            }
            assertTrue(trail.flush());
            assertTrue(heard.all().contains("the disk is full"), heard.all());
            assertTrue(trail.search(ALL).events().size() < 3000);
        }
    }

    @Test
    void whenThereIsRoomAgainEventsAreKeptAgain() {
        try (Trail trail = open(60)) {
            for (int i = 0; i < 3000; i++) {
                trail.record(Made.event("iam", "GetUser"));
            }
            trail.flush();
        }
        try (Trail trail = open(0)) {
            trail.record(Made.event("iam", "ListRoles"));
            assertEquals("ListRoles", trail.search(ALL).events().getFirst().eventName());
        }
    }

    @Test
    void aPlaceWhereNoFileCanBeLosesEventsUntilItCan() throws IOException {
        Files.createDirectory(file());
        try (Trail trail = open(0)) {
            trail.record(Made.event("iam", "GetUser"));
            assertTrue(trail.flush());
            assertTrue(heard.all().contains("cannot be opened: it is not a file"), heard.all());
            assertTrue(
                    heard.all().contains("cannot be written: it is not a file; 1 events are lost so far"), heard.all());
            assertThrows(TrailUnavailableException.class, () -> trail.search(ALL));

            Files.delete(file());
            trail.record(Made.event("iam", "ListRoles"));

            assertEquals(
                    List.of("ListRoles"),
                    trail.search(ALL).events().stream().map(Recorded::eventName).toList());
            assertTrue(heard.all().contains("can be written again; 1 events were lost"), heard.all());
        }
    }

    @Test
    void aPolicyWhoseTextIsGoneIsReported() throws SQLException {
        try (Trail trail = open(0)) {
            trail.record(Made.event("iam", "GetUser"));
            DecisionRecord decision =
                    trail.search(ALL).events().getFirst().decisions().getFirst();
            sql("DELETE FROM policy");
            assertEquals(
                    "the text of everything is missing",
                    assertThrows(TrailUnavailableException.class, () -> trail.policies(decision))
                            .getMessage());
            sql("DELETE FROM policy_set");
            assertThrows(TrailUnavailableException.class, () -> trail.search(ALL));
        }
    }

    @Test
    void whatComesAfterTheEndIsNotRecorded() {
        Trail trail = open(0);
        trail.record(Made.event("iam", "GetUser"));
        trail.close();
        trail.record(Made.event("iam", "ListRoles"));
        trail.close();

        try (Trail again = open(0)) {
            assertEquals(
                    List.of("GetUser"),
                    again.search(ALL).events().stream().map(Recorded::eventName).toList());
        }
    }
}
