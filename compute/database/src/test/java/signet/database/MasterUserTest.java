package signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.database.Databases.PASSWORD;
import static signet.database.Databases.ask;
import static signet.database.Databases.connect;
import static signet.database.Databases.tell;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what in a database; one database serves all these tests. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MasterUserTest {
    @TempDir
    static Path directory;

    private static PostgresRunner runner;
    private static DatabaseSpec spec;

    @BeforeAll
    static void create() throws Exception {
        runner = new PostgresRunner(directory);
        Databases.assumeTheyRunHere(runner);
        spec = Databases.spec(directory.resolve("db"));
        runner.prepare(spec, Databases.verifier(PASSWORD));
        var _ = runner.start(spec);
    }

    @AfterAll
    static void close() {
        runner.close();
    }

    @Test
    void theMasterUserMayConnectToItsDatabaseAndToTheEngines() throws Exception {
        assertEquals("ada", ask(spec, "SELECT current_user"));
        assertEquals("ada", ask(spec, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'shop'"));
        try (Connection engines = connect(spec, "postgres", "ada", PASSWORD)) {
            assertEquals("postgres", ask(engines, "SELECT current_database()"));
        }
    }

    @Test
    void itIsTheVersionThatItSays() throws Exception {
        assertEquals(runner.version(), ask(spec, "SHOW server_version"));
        assertEquals("UTF8", ask(spec, "SHOW server_encoding"));
        assertEquals("UTC", ask(spec, "SELECT setting FROM pg_settings WHERE name = 'log_timezone'"));
    }

    @Test
    void aWrongPasswordIsRefused() {
        SQLException refused = assertThrows(SQLException.class, () -> connect(spec, "shop", "ada", PASSWORD + "!"));
        assertEquals("28P01", refused.getSQLState());
    }

    @Test
    void nobodyLogsInAsTheSuperuser() {
        SQLException refused = assertThrows(SQLException.class, () -> connect(spec, "shop", "rdsadmin", PASSWORD));
        assertEquals("28000", refused.getSQLState());
    }

    @Test
    void theMasterUserIsNoSuperuser() throws Exception {
        assertEquals(
                "false true true",
                ask(
                        spec,
                        "SELECT concat_ws(' ', rolsuper::text, rolcreatedb::text, rolcreaterole::text)"
                                + " FROM pg_roles WHERE rolname = 'ada'"));
        assertEquals("t", ask(spec, "SELECT pg_has_role('ada', 'rds_superuser', 'member')"));
    }

    @Test
    void theMasterUserReachesNoFileOrProgramOfTheServers() {
        for (String attempt : List.of(
                "SELECT pg_read_file('/etc/passwd')",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "COPY (SELECT 1) TO '/tmp/x'",
                "CREATE ROLE boss SUPERUSER",
                "GRANT pg_execute_server_program TO ada",
                "ALTER SYSTEM SET archive_command = 'true'",
                "SELECT lo_import('/etc/passwd')")) {
            SQLException refused = assertThrows(SQLException.class, () -> tell(spec, attempt), attempt);
            assertEquals("42501", refused.getSQLState(), attempt + ": " + refused.getMessage());
        }
    }

    @Test
    void theMasterUserMakesOtherUsers() throws Exception {
        tell(spec, "CREATE ROLE bob LOGIN PASSWORD 'another-1'");
        try (Connection connection = connect(spec, "shop", "bob", "another-1")) {
            assertEquals("bob", ask(connection, "SELECT current_user"));
        }
    }

    @Test
    void itListensOnLoopbackAlone() throws Exception {
        assertEquals("127.0.0.1", ask(spec, "SHOW listen_addresses"));
        try (ServerSocket elsewhere = new ServerSocket()) {
            elsewhere.bind(new java.net.InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), spec.port()));
            assertTrue(elsewhere.isBound());
        }
    }
}
