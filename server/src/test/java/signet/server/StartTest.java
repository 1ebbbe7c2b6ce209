package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.AccessKey;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.snapshot.State;
import signet.store.contract.ReferenceStore;

/** Starting: settings, the data directory, the first account and its root user, the socket. */
class StartTest {
    private static final String ACCOUNT = "123456789012";
    private static final Configuration.RootCredentials GIVEN =
            new Configuration.RootCredentials("AKIAGIVENGIVENGIVENG", "given-secret-given-secret");

    @TempDir
    Path directory;

    private final State state = State.open(new ReferenceStore(), Tables.all());
    private final Bootstrap bootstrap =
            new Bootstrap(state, new Ids(new Random(1)::nextBytes), Clock.fixed(TestServer.NOW, ZoneOffset.UTC));

    private Configuration configuration(@Nullable String account, Configuration.@Nullable RootCredentials credentials) {
        return new Configuration(
                "127.0.0.1",
                0,
                directory,
                account,
                "us-east-1",
                credentials,
                Configuration.Instances.PROCESS,
                List.of(),
                List.of());
    }

    private void put(AccessKey key) {
        state.change(tx -> tx.put(Tables.ACCESS_KEYS, key.id(), key));
    }

    @Test
    void theFirstStartMakesAnAccountAndItsRootUsersKey() {
        Bootstrap.Root root = bootstrap.ensure(configuration(null, null));

        assertTrue(root.account().id().matches("[1-9][0-9]{11}"));
        assertTrue(root.key().ofRoot());
        assertTrue(root.key().active());
        assertEquals(root.account().id(), Ids.accountOf(root.key().id()));
        assertEquals(40, root.key().secret().length());
    }

    @Test
    void aLaterStartFindsTheSameAgain() {
        Bootstrap.Root first = bootstrap.ensure(configuration(null, null));

        assertEquals(first, bootstrap.ensure(configuration(null, null)));
        assertEquals(first, bootstrap.ensure(configuration(first.account().id(), null)));
    }

    @Test
    void theAccountAndKeyMayBeGiven() {
        Bootstrap.Root root = bootstrap.ensure(configuration(ACCOUNT, GIVEN));

        assertEquals(ACCOUNT, root.account().id());
        assertEquals(GIVEN.accessKeyId(), root.key().id());
        assertEquals(GIVEN.secretAccessKey(), root.key().secret());
        assertEquals(ACCOUNT, root.key().owner());
    }

    @Test
    void anotherAccountThanTheDirectorysIsRefused() {
        bootstrap.ensure(configuration(ACCOUNT, null));

        InvalidSettingException thrown = assertThrows(
                InvalidSettingException.class, () -> bootstrap.ensure(configuration("210987654321", null)));

        assertEquals(
                "the data directory belongs to account 123456789012, not 210987654321; leave --account-id out or"
                        + " choose another --data",
                thrown.getMessage());
    }

    @Test
    void aKeyThatIsGivenAnewReplacesTheOldOnes() {
        Bootstrap.Root old = bootstrap.ensure(configuration(ACCOUNT, null));

        bootstrap.ensure(configuration(ACCOUNT, GIVEN));

        assertFalse(state.current().get(Tables.ACCESS_KEYS, old.key().id()).isPresent());
        Bootstrap.Root changed = bootstrap.ensure(configuration(
                ACCOUNT, new Configuration.RootCredentials(GIVEN.accessKeyId(), "another-secret-of-mine")));
        assertNotEquals(GIVEN.secretAccessKey(), changed.key().secret());
    }

    @Test
    void aKeyThatIsGivenAtEveryStartLeavesTheRootUsersOthersAlone() {
        Bootstrap.Root first = bootstrap.ensure(configuration(ACCOUNT, GIVEN));
        AccessKey second = new AccessKey("AKIASECONDSECONDSECO", "secret", ACCOUNT, ACCOUNT, true, TestServer.NOW);
        put(second);

        assertEquals(first, bootstrap.ensure(configuration(ACCOUNT, GIVEN)));

        assertTrue(state.current().get(Tables.ACCESS_KEYS, second.id()).isPresent());
    }

    @Test
    void aKeyOfSomebodyElseIsNotTaken() {
        bootstrap.ensure(configuration(ACCOUNT, null));
        for (String owner : List.of("AIDAANN", "210987654321")) {
            put(new AccessKey(
                    GIVEN.accessKeyId(), GIVEN.secretAccessKey(), "210987654321", owner, true, TestServer.NOW));

            assertThrows(InvalidSettingException.class, () -> bootstrap.ensure(configuration(ACCOUNT, GIVEN)));
        }
    }

    @Test
    void theDirectoryIsItsOwnersAlone() throws IOException {
        DataDirectory data = DataDirectory.open(directory.resolve("a/b"));
        data.write("root-credentials", "text");
        data.write("root-credentials", "again");

        assertEquals("rwx------", permissions(directory.resolve("a/b")));
        assertEquals("rw-------", permissions(directory.resolve("a/b/root-credentials")));
        assertEquals("rwx------", permissions(data.objects()));
        assertEquals("rwx------", permissions(data.instances()));
        assertEquals("again", Files.readString(directory.resolve("a/b/root-credentials")));
        try (var files = Files.list(directory.resolve("a/b"))) {
            assertEquals(3, files.count(), "nothing temporary is left");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aDirectoryInWhichEveryoneMayWriteIsRefused() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        InvalidSettingException thrown = assertThrows(InvalidSettingException.class, () -> DataDirectory.open(open));

        assertEquals(
                "the data directory " + open + " cannot be used: everyone may write there; choose another with --data",
                thrown.getMessage());
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThrows(InvalidSettingException.class, () -> DataDirectory.open(file));
        assertThrows(InvalidSettingException.class, () -> DataDirectory.open(file.resolve("below")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901", "1234567890123", "12345678901a", " 123456789012"})
    void anAccountIsTwelveDigits(String account) {
        assertThrows(InvalidSettingException.class, () -> configuration(account, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "us", "US-EAST-1", "us-east", "us-east-1/", "us_east_1"})
    void aRegionHasAmazonsForm(String region) {
        assertThrows(
                InvalidSettingException.class,
                () -> new Configuration(
                        "127.0.0.1",
                        0,
                        directory,
                        null,
                        region,
                        null,
                        Configuration.Instances.AUTO,
                        List.of(),
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MAX_VALUE})
    void aPortIsASixteenBitNumber(int port) {
        assertThrows(
                InvalidSettingException.class,
                () -> new Configuration(
                        "127.0.0.1",
                        port,
                        directory,
                        null,
                        "us-east-1",
                        null,
                        Configuration.Instances.AUTO,
                        List.of(),
                        List.of()));
    }

    @Test
    void rootCredentialsHaveAFormAndDoNotShowTheirSecret() {
        String id = "AKIAGIVENGIVENGIVENG";
        String secret = "long-enough-secret";

        assertThrows(InvalidSettingException.class, () -> new Configuration.RootCredentials("short", secret));
        assertThrows(
                InvalidSettingException.class,
                () -> new Configuration.RootCredentials(id.toLowerCase(Locale.ROOT), secret));
        assertThrows(InvalidSettingException.class, () -> new Configuration.RootCredentials(id, "short"));
        assertThrows(
                InvalidSettingException.class,
                () -> new Configuration.RootCredentials(id, secret + "\naws_session_token = x"));
        assertThrows(InvalidSettingException.class, () -> new Configuration.RootCredentials(id, secret + " "));
        assertEquals("RootCredentials[" + id + "]", new Configuration.RootCredentials(id, secret).toString());
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine() {
        try (Listener first = new Listener("127.0.0.1", 0)) {
            first.start(new HealthHandler());
            try (Listener second = new Listener("127.0.0.1", first.port())) {
                Handler handler = new HealthHandler();
                InvalidSettingException thrown =
                        assertThrows(InvalidSettingException.class, () -> second.start(handler));

                String message = String.valueOf(thrown.getMessage());
                assertTrue(message.startsWith("cannot listen on 127.0.0.1:" + first.port() + ": "), message);
                assertTrue(message.endsWith("; choose another with --port (0 takes any free one)"), message);
            }
        }
    }

    @Test
    void aHeadersTextGoesBothWays() {
        for (String text : List.of("", "plain", "Zoë €", "🙂", "a\tb")) {
            assertEquals(text.replace('\t', ' '), HeaderText.received(HeaderText.sent(text)));
        }
        assertEquals("a  X: y", HeaderText.sent("a\r\nX: y"));
        assertEquals("\u00ff\u00fe", HeaderText.received("\u00ff\u00fe"), "no UTF-8");
    }
}
