package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Event;
import signet.identity.Account;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.sigv4.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may ask what is allowed, and what they are told. */
@Timeout(120)
class WhyTest {
    private static final String OTHER = "210987654321";
    private static final String ANN = "arn:aws:iam::" + TestServer.ACCOUNT + ":user/ann";

    private static TestServer server;
    private static Credentials ann;
    private static Credentials asker;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        ann = server.user("ann", allow("s3:GetObject", "arn:aws:s3:::photos/*"));
        server.user("BOBBOBBOBBOBBOBB", allow("iam:GetUser", "*"));
        asker = server.user("asker", allow("iam:SimulatePrincipalPolicy", ANN));
        server.makeBucket("photos");
        server.state.change(tx -> {
            tx.put(Tables.ACCOUNTS, OTHER, new Account(OTHER, null, TestServer.NOW));
            User zoe = User.create(OTHER, "/", "zoe", "AIDAZOE", TestServer.NOW);
            tx.put(Tables.USERS, zoe.key(), zoe);
            Role trusted = Role.create(
                    TestServer.ACCOUNT,
                    "/",
                    "ForBob",
                    "AROAFORBOB",
                    TestServer.NOW,
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"AIDABOBBOBBOBBOBBOBB\"},"
                            + "\"Action\":\"sts:AssumeRole\"}]}");
            tx.put(Tables.ROLES, trusted.key(), trusted);
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String allow(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"Mine\",\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}}";
    }

    private static RawHttp.Answer ask(Credentials who, String body) {
        return server.call("POST", WhyHandler.PATH + "can")
                .service("iam")
                .body(body)
                .as(who);
    }

    private static String question(String who, String action, String resource) {
        return "{\"who\":\"" + who + "\",\"action\":\"" + action + "\",\"resource\":\"" + resource + "\"}";
    }

    private static JsonNode json(RawHttp.Answer answer) {
        return new JsonMapper().readTree(answer.body());
    }

    private static JsonNode answered(Credentials who, String body) {
        RawHttp.Answer answer = ask(who, body);
        assertEquals(200, answer.status(), answer.body());
        return json(answer);
    }

    private static String refused(Credentials who, String body) {
        RawHttp.Answer answer = ask(who, body);
        return answer.status() + " " + json(answer).path("code").asString() + ": "
                + json(answer).path("message").asString();
    }

    @Test
    void whatIsAllowedIsNamedWithItsStatement() {
        JsonNode answer = answered(asker, question("ann", "s3:GetObject", "arn:aws:s3:::photos/cat.jpg"));

        assertEquals("Allowed", answer.path("decision").asString());
        assertEquals(ANN, answer.path("principal").asString());
        assertTrue(answer.path("sentence").asString().contains("Mine"), answer.path("sentence")::asString);
        assertTrue(answer.path("explanation").path("policies").isArray());
    }

    @Test
    void whatIsDeniedSaysWhatCameNearest() {
        JsonNode answer = answered(asker, question(ANN, "s3:GetObject", "arn:aws:s3:::photos"));

        assertEquals("ImplicitlyDenied", answer.path("decision").asString());
        assertEquals("identity", answer.path("kind").asString());
        assertTrue(
                answer.path("sentence").asString().contains("arn:aws:s3:::photos/*"),
                answer.path("sentence")::asString);
    }

    @Test
    void aBucketsPolicyHasItsSay() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\","
                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::guarded/*\"}}";
        server.makeBucket("guarded");
        assertEquals(
                200,
                server.call("PUT", "/guarded?policy")
                        .body(policy)
                        .as(TestServer.ROOT)
                        .status());
        String question = question("ann", "s3:GetObject", "arn:aws:s3:::guarded/x");

        JsonNode answer = answered(asker, question);

        assertEquals("ExplicitlyDenied", answer.path("decision").asString());
        assertEquals("resource", answer.path("kind").asString());
    }

    @Test
    void aRolesTrustPolicyHasItsSay() {
        String role = "arn:aws:iam::" + TestServer.ACCOUNT + ":role/ForBob";

        assertEquals(
                "Allowed",
                answered(TestServer.ROOT, question("BOBBOBBOBBOBBOBB", "sts:AssumeRole", role))
                        .path("decision")
                        .asString());
        assertEquals(
                "ImplicitlyDenied",
                answered(TestServer.ROOT, question("asker", "sts:AssumeRole", role))
                        .path("decision")
                        .asString());
    }

    @Test
    void conditionKeysAreThoseThatTheQuestionGives() {
        Credentials home = server.user(
                "home",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:ListUsers\","
                        + "\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}}}");
        assertTrue(!home.accessKeyId().isEmpty());
        String body = "{\"who\":\"home\",\"action\":\"iam:ListUsers\",\"context\":{\"aws:SourceIp\":\"%s\"}}";

        assertEquals(
                "Allowed",
                answered(TestServer.ROOT, body.formatted("192.0.2.7"))
                        .path("decision")
                        .asString());
        assertEquals(
                "ImplicitlyDenied",
                answered(TestServer.ROOT, body.formatted("198.51.100.7"))
                        .path("decision")
                        .asString());
    }

    @Test
    void whoMayNotSimulateAPrincipalLearnsNothingOfIt() {
        String simulate = " is not authorized to perform: iam:SimulatePrincipalPolicy on resource: ";
        String because = " because no identity-based policy allows the iam:SimulatePrincipalPolicy action";

        assertEquals(
                "403 AccessDeniedException: User: " + ANN + simulate + ANN + because,
                refused(ann, question("ann", "s3:GetObject", "arn:aws:s3:::photos/x")));
        assertEquals(
                "403 AccessDeniedException: User: " + ANN + simulate + "*" + because,
                refused(ann, question("nobody", "s3:GetObject", "arn:aws:s3:::photos/x")));
    }

    @Test
    void anotherAccountsPrincipalsAreTheOperatorsAlone() {
        String zoe = "arn:aws:iam::" + OTHER + ":user/zoe";
        Credentials everything = server.user("everything", TestServer.ALLOW_ALL);

        assertTrue(refused(everything, question(zoe, "iam:ListUsers", "*")).startsWith("403 AccessDeniedException"));
        assertEquals(
                "ImplicitlyDenied",
                answered(TestServer.ROOT, question(zoe, "iam:ListUsers", "*"))
                        .path("decision")
                        .asString());
    }

    @Test
    void anotherAccountsResourcesAreTheOperatorsAlone() {
        Credentials all = server.user("all", TestServer.ALLOW_ALL);
        String role = "arn:aws:iam::" + OTHER + ":role/R";

        assertEquals(
                "403 AccessDeniedException: " + role + " belongs to account " + OTHER
                        + ": ask as somebody of that account, or as the operator",
                refused(all, question("ann", "sts:AssumeRole", role)));
        assertEquals(
                200,
                ask(TestServer.ROOT, question("ann", "sts:AssumeRole", role)).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"who\":\"nobody\",\"action\":\"s3:GetObject\"}",
                "{\"who\":1,\"action\":\"s3:GetObject\"}",
                "{\"who\":\"ann\"}",
                "{\"who\":\"ann\",\"action\":\"\"}",
                "{\"who\":\"ann\",\"action\":\"GetObject\"}",
                "{\"who\":\"ann\",\"action\":\"s3:GetObject\",\"resource\":\"photos\"}",
                "{\"who\":\"ann\",\"action\":\"s3:GetObject\",\"context\":[]}",
                "{\"who\":\"ann\",\"action\":\"s3:GetObject\",\"context\":{\"a\":1}}",
                "{\"who\":\"ann\",\"action\":\"s3:GetObject\",\"context\":{\"a\":[1]}}"
            })
    void aQuestionThatMeansNothingIsRefused(String body) {
        assertTrue(refused(TestServer.ROOT, body).startsWith("400 InvalidInputException: "), body);
    }

    @Test
    void aQuestionThatNobodySignedIsRefused() {
        RawHttp.Answer answer = server.call("POST", WhyHandler.PATH + "can")
                .body(question("ann", "iam:GetUser", "*"))
                .anonymously();

        assertEquals(403, answer.status());
        assertEquals("MissingAuthenticationToken", json(answer).path("code").asString());
    }

    @Test
    void thereAreOnlyTheQuestionsThatThereAre() {
        RawHttp.Answer unknown = server.call("POST", WhyHandler.PATH + "nonsense")
                .service("iam")
                .body("{}")
                .as(TestServer.ROOT);
        RawHttp.Answer got =
                server.call("GET", WhyHandler.PATH + "can").service("iam").as(TestServer.ROOT);

        assertEquals(404, unknown.status());
        assertEquals(405, got.status());
    }

    @Test
    void aQuestionLeavesAnEvent() {
        answered(asker, question("ann", "s3:GetObject", "arn:aws:s3:::photos/cat.jpg"));

        Event event = server.lastEvent();
        assertEquals(
                "iam SimulatePrincipalPolicy 200", event.service() + " " + event.operation() + " " + event.status());
        assertEquals(
                "iam:SimulatePrincipalPolicy",
                event.decisions().getFirst().access().action());
    }
}
