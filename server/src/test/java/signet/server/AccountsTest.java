package signet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Event;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.Session;
import signet.identity.Tables;
import signet.sigv4.Credentials;
import signet.snapshot.State;
import signet.store.contract.ReferenceStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may make accounts, and what is made. */
@Timeout(120)
class AccountsTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestServer.Call creation(String body) {
        return server.call("POST", AccountsHandler.PATH)
                .service("organizations")
                .body(body);
    }

    private static JsonNode json(RawHttp.Answer answer) {
        return new JsonMapper().readTree(answer.body());
    }

    private static JsonNode made(String body) {
        RawHttp.Answer answer = creation(body).as(TestServer.ROOT);
        assertEquals(200, answer.status(), answer.body());
        return json(answer);
    }

    private static String refusal(RawHttp.Answer answer) {
        JsonNode refused = json(answer);
        return answer.status() + " " + refused.path("code").asString() + ": "
                + refused.path("message").asString();
    }

    private static Credentials rootOf(JsonNode made) {
        return new Credentials(
                made.path("accessKeyId").asString(),
                made.path("secretAccessKey").asString(),
                null);
    }

    @Test
    void aNewAccountsRootUserIsSomebodyOfThatAccount() {
        JsonNode made = made("{\"id\":\"210987654321\",\"name\":\"Test & co\",\"email\":\"ops@example.com\"}");

        assertEquals("210987654321", made.path("id").asString());
        assertEquals("Test & co", made.path("name").asString());
        Credentials root = rootOf(made);
        assertEquals("210987654321", Ids.accountOf(root.accessKeyId()));
        RawHttp.Answer identity = server.identity().as(root);
        assertEquals("arn:aws:iam::210987654321:root", identity.element("Arn"));
        assertEquals("210987654321", identity.element("Account"));
    }

    @Test
    void theIdIsRandomUnlessGiven() {
        String first = made("{}").path("id").asString();
        String second = made("{}").path("id").asString();

        assertTrue(first.matches("[1-9][0-9]{11}"), first);
        assertFalse(first.equals(second));
    }

    @Test
    void anIdOrAddressIsOneAccounts() {
        made("{\"id\":\"310000000001\",\"email\":\"one@example.com\"}");

        assertEquals(
                "409 AccountAlreadyExists: There is an account 310000000001 already.",
                refusal(creation("{\"id\":\"310000000001\"}").as(TestServer.ROOT)));
        assertEquals(
                "409 EmailAlreadyExists: Another account has the address ONE@example.com.",
                refusal(creation("{\"id\":\"310000000002\",\"email\":\"ONE@example.com\"}")
                        .as(TestServer.ROOT)));
        assertTrue(server.state.current().get(Tables.ACCOUNTS, "310000000002").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"12\"}",
                "{\"id\":\"12345678901a\"}",
                "{\"id\":123456789012}",
                "{\"name\":\"\"}",
                "{\"name\":\"a\\nb\"}",
                "{\"name\":\"123456789012345678901234567890123456789012345678901\"}",
                "{\"email\":\"a@b.c\"}",
                "{\"email\":\"nobody\"}",
                "{\"email\":\"two words@example.com\"}",
                "{\"email\":[\"ops@example.com\"]}",
                "{\"id\"",
                ""
            })
    void whatIsAskedForHasAForm(String body) {
        int before = server.state.current().under(Tables.ACCOUNTS, "").size();

        RawHttp.Answer answer = creation(body).as(TestServer.ROOT);

        assertTrue(refusal(answer).startsWith("400 InvalidInputException: "), answer.body());
        assertEquals(before, server.state.current().under(Tables.ACCOUNTS, "").size());
    }

    @Test
    void everyAccountIsListedWithoutSecrets() {
        made("{\"id\":\"410000000001\",\"name\":\"listed\"}");

        RawHttp.Answer answer = server.call("GET", AccountsHandler.PATH)
                .service("organizations")
                .as(TestServer.ROOT);

        JsonNode accounts = json(answer).path("accounts");
        assertEquals(TestServer.ACCOUNT, accounts.get(0).path("id").asString(), "the first account is first");
        assertTrue(answer.body().contains("\"id\":\"410000000001\",\"name\":\"listed\",\"email\":null"), answer.body());
        assertFalse(answer.body().contains("ecret"), answer.body());
    }

    @Test
    void anAdministratorOfTheFirstAccountIsNotItsOperator() {
        Credentials admin = server.user("admin", TestServer.ALLOW_ALL);

        assertEquals(
                "403 AccessDeniedException: User: arn:aws:iam::123456789012:user/admin is not authorized to perform:"
                        + " organizations:CreateAccount because only the root user of the operator's account may do this",
                refusal(creation("{}").as(admin)));
        assertEquals(
                403,
                server.call("GET", AccountsHandler.PATH)
                        .service("organizations")
                        .as(admin)
                        .status());
    }

    @Test
    void theRootUserOfAnotherAccountIsNotTheOperator() {
        Credentials other = rootOf(made("{\"id\":\"510000000001\"}"));

        assertEquals(
                "403 AccessDeniedException: User: arn:aws:iam::510000000001:root is not authorized to perform:"
                        + " organizations:CreateAccount because only the root user of the operator's account may do this",
                refusal(creation("{}").as(other)));
    }

    @Test
    void aSignatureIsAskedForAndCoversTheBody() {
        assertEquals(403, creation("{}").anonymously().status());
        assertTrue(refusal(creation("{\"name\":\"a\"}").withBody(TestServer.ROOT, "{\"name\":\"b\"}".getBytes(UTF_8)))
                .startsWith("403 SignatureDoesNotMatch: "));
        assertTrue(refusal(server.call("POST", AccountsHandler.PATH)
                        .service("iam")
                        .body("{}")
                        .as(TestServer.ROOT))
                .startsWith(
                        "403 SignatureDoesNotMatch: Credential should be scoped to correct service: 'organizations'"));
        assertTrue(refusal(creation("{}").as(new Credentials(TestServer.ROOT_KEY, "another-secret", null)))
                .startsWith("403 SignatureDoesNotMatch: "));
        assertTrue(refusal(creation("{}").as(new Credentials("AKIANOBODY0000000000", "secret", null)))
                .startsWith("403 InvalidClientTokenId: "));
    }

    @Test
    void aSessionOfTheRootUserIsTheRootUser() {
        Credentials session = server.session(Session.Kind.ROOT, TestServer.ACCOUNT, Duration.ofHours(2));

        assertEquals(200, creation("{}").as(session).status());
    }

    @Test
    void othersMethodsAndPathsAreNotTaken() {
        assertTrue(refusal(server.call("DELETE", AccountsHandler.PATH)
                        .service("organizations")
                        .as(TestServer.ROOT))
                .startsWith("405 MethodNotAllowed: "));
        assertEquals(
                404,
                server.call("GET", AccountsHandler.PATH + "/x")
                        .as(TestServer.ROOT)
                        .status());
    }

    @Test
    void everyRequestLeavesAnEvent() {
        made("{}");
        Event made = server.lastEvent();
        creation("{}").as(new Credentials(TestServer.ROOT_KEY, "another-secret", null));
        Event refused = server.lastEvent();

        assertEquals("organizations", made.service());
        assertEquals("CreateAccount", made.operation());
        assertEquals(200, made.status());
        assertEquals("arn:aws:iam::123456789012:root", made.caller().arn());
        assertEquals(1, made.decisions().size());
        assertEquals("SignatureDoesNotMatch", refused.errorCode());
    }

    @Test
    void theCredentialsOfAllAccountsAreInOneFileOfTheOperators(@TempDir Path directory) throws IOException {
        DataDirectory data = DataDirectory.open(directory.resolve("data"));
        Accounts accounts = new Accounts(server.state, server.core.ids(), server.core.clock());
        Accounts.Entry made = accounts.create(new Accounts.Wanted("610000000001", null, null));
        Accounts.Entry first = Accounts.all(server.state.current()).getFirst();
        assertEquals(TestServer.ACCOUNT, first.account().id());
        new RootCredentials(
                        data,
                        "http://127.0.0.1:1",
                        "eu-west-1",
                        TestServer.ACCOUNT,
                        Objects.requireNonNull(first.root()))
                .write(List.of(first, made));

        Path file = directory.resolve("data/root-credentials");
        String key = Objects.requireNonNull(made.root()).id();
        assertEquals(
                List.of(
                        "[default]",
                        "aws_access_key_id = " + TestServer.ROOT_KEY,
                        "aws_secret_access_key = " + TestServer.SECRET,
                        "endpoint_url = http://127.0.0.1:1",
                        "region = eu-west-1",
                        "",
                        "[123456789012]",
                        "aws_access_key_id = " + TestServer.ROOT_KEY,
                        "aws_secret_access_key = " + TestServer.SECRET,
                        "endpoint_url = http://127.0.0.1:1",
                        "region = eu-west-1",
                        "",
                        "[610000000001]",
                        "aws_access_key_id = " + key),
                Files.readAllLines(file).subList(0, 14));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void anAccountWhoseRootUserHasNoKeyHasNoProfile(@TempDir Path directory) throws IOException {
        Accounts.Entry made = new Accounts(server.state, server.core.ids(), server.core.clock())
                .create(new Accounts.Wanted(null, null, null));
        String key = Objects.requireNonNull(made.root()).id();
        server.state.change(tx -> tx.delete(Tables.ACCESS_KEYS, key));
        List<Accounts.Entry> all = Accounts.all(server.state.current());
        Accounts.Entry first = all.getFirst();

        new RootCredentials(
                        DataDirectory.open(directory),
                        "http://h:1",
                        "r",
                        TestServer.ACCOUNT,
                        Objects.requireNonNull(first.root()))
                .write(all);

        String text = Files.readString(directory.resolve("root-credentials"));
        assertFalse(text.contains("[" + made.account().id() + "]"), text);
    }

    @Test
    void theFirstAccountIsTheOldest() {
        Instant early = TestServer.NOW.minusSeconds(1);
        try (State other = State.open(new ReferenceStore(), Tables.all())) {
            other.change(tx -> {
                tx.put(Tables.ACCOUNTS, "900000000000", new Account("900000000000", null, TestServer.NOW));
                tx.put(Tables.ACCOUNTS, "999999999999", new Account("999999999999", null, early));
            });
            assertEquals(
                    "999999999999",
                    Accounts.first(other.current()).orElseThrow().id());
        }
    }
}
