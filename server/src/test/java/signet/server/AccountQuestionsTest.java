package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.identity.Account;
import signet.identity.Role;
import signet.identity.Tables;
import signet.sigv4.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What may be asked about a whole account, and by whom. */
@Timeout(120)
class AccountQuestionsTest {
    private static final String OTHER = "210987654321";
    private static final String ROLE = "arn:aws:iam::" + TestServer.ACCOUNT + ":role/boss";
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        Role boss = Role.create(
                        TestServer.ACCOUNT,
                        "/",
                        "boss",
                        "AROABOSSBOSSBOSSBOSS1",
                        TestServer.NOW,
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                                + "\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}")
                .withAttached(List.of("arn:aws:iam::aws:policy/AdministratorAccess"));
        server.state.change(tx -> {
            tx.put(Tables.ROLES, boss.key(), boss);
            tx.put(Tables.ACCOUNTS, OTHER, new Account(OTHER, null, TestServer.NOW));
        });
        server.user("mallory", policy("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String policy(String... actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"Own\",\"Effect\":\"Allow\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"],\"Resource\":\"*\"}}";
    }

    private RawHttp.Answer ask(String question, String body, Credentials asker) {
        return server.call("POST", WhyHandler.PATH + question)
                .service("iam")
                .body(body)
                .as(asker);
    }

    private JsonNode answer(String question, String body) {
        RawHttp.Answer answer = ask(question, body, TestServer.ROOT);
        assertEquals(200, answer.status(), answer.body());
        return new JsonMapper().readTree(answer.body());
    }

    @Test
    void aPathIsToldWithItsStatements() {
        JsonNode path = answer("paths", "{\"from\":\"mallory\",\"to\":\"admin\"}")
                .path("paths")
                .get(0);

        JsonNode hop = path.path("hops").get(0);
        JsonNode pass = hop.path("steps").get(0);
        assertEquals(ROLE, path.path("to").asString());
        assertTrue(path.path("administrator").asBoolean());
        assertEquals(
                "iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction",
                hop.path("method").asString());
        assertEquals("iam:PassRole", pass.path("action").asString());
        assertEquals(
                "{\"kind\":\"identity\",\"policy\":\"p\",\"statement\":0,\"sid\":\"Own\",\"line\":1}",
                pass.path("statements").get(0).toString());
    }

    @Test
    void withoutABeginningItIsAskedForEverybody() {
        JsonNode paths = answer("paths", "{}").path("paths");

        assertEquals(1, paths.size());
        assertTrue(paths.get(0).path("from").asString().endsWith(":user/mallory"));
    }

    @Test
    void aPathToAPrincipalIsOneToThat() {
        server.user("alone", policy("iam:PassRole", "lambda:CreateFunction"));

        assertEquals(
                1,
                answer("paths", "{\"from\":\"mallory\",\"to\":\"role/boss\"}")
                        .path("paths")
                        .size());
        assertEquals(
                0,
                answer("paths", "{\"from\":\"alone\",\"to\":\"role/boss\"}")
                        .path("paths")
                        .size());
    }

    @Test
    void theMapTellsEachPass() {
        JsonNode map = answer("map", "{}");

        JsonNode pass = map.path("passes").get(0);
        assertEquals("[\"" + ROLE + "\"]", map.path("administrators").toString());
        assertEquals(ROLE, pass.path("role").asString());
        assertEquals("lambda.amazonaws.com", pass.path("service").asString());
        assertTrue(map.path("roles").path(ROLE).path("administrator").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paths | {\"from\":\"nobody\"} | account 123456789012 has no user or role named nobody",
                "paths | {\"from\":\"root\"} | a path begins and ends with a user or a role of account 123456789012, and root is none",
                "paths | {\"to\":\"boss\"} | to whom a path leads is asked together with from whom",
                "map | {\"account\":\"1\"} | there is no account 1",
                "map | {\"account\":7} | account has to be a text that is not empty"
            })
    void aWrongQuestionIsRefusedInOneLine(String question, String body, String message) {
        RawHttp.Answer answer = ask(question, body, TestServer.ROOT);

        assertEquals(400, answer.status(), answer.body());
        assertEquals(
                message,
                new JsonMapper().readTree(answer.body()).path("message").asString());
    }

    @Test
    void whoMayNotReadTheAccountsPoliciesMayNotAsk() {
        Credentials reader = server.user("reader", policy("iam:GetAccountAuthorizationDetails"));
        Credentials other = server.user("other", policy("iam:SimulatePrincipalPolicy"));

        assertEquals(200, ask("map", "{}", reader).status());
        assertEquals(403, ask("map", "{}", other).status());
        assertEquals(403, ask("paths", "{}", other).status());
    }

    @Test
    void anotherAccountIsTheOperatorsToAskAbout() {
        Credentials reader = server.user("reader", policy("iam:GetAccountAuthorizationDetails"));
        String body = "{\"account\":\"" + OTHER + "\"}";

        assertEquals(200, ask("map", body, TestServer.ROOT).status());
        assertEquals(403, ask("map", body, reader).status());
        assertEquals(403, ask("paths", body, reader).status());
    }

    @Test
    void theQuestionIsRecordedAsTheActionThatItNeeds() {
        answer("map", "{}");

        assertEquals("GetAccountAuthorizationDetails", server.lastEvent().operation());
    }
}
