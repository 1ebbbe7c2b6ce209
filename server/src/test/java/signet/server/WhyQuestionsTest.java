package signet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.CustomerPolicy;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.sigv4.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** explain, pass-check and who-can as they are asked over the wire: what they answer, and whom. */
@Timeout(120)
class WhyQuestionsTest {
    private static final String OTHER = "210987654321";
    private static final String APP = "arn:aws:iam::123456789012:role/App";
    private static TestServer server;
    private static Credentials asker;
    private static Credentials stranger;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        asker = server.user(
                "asker",
                policy(
                        "{'Effect':'Allow','Action':['iam:SimulatePrincipalPolicy','iam:GetAccountAuthorizationDetails'],"
                                + "'Resource':'*'}"));
        stranger =
                server.user("stranger", policy("{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::other/*'}"));
        server.user(
                "dev",
                policy("{'Sid':'Pass','Effect':'Allow','Action':'iam:PassRole','Resource':'*',"
                        + "'Condition':{'StringEquals':{'iam:PassedToService':'ec2.amazonaws.com'}}},"
                        + "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'*'}"));
        role(
                server,
                TestServer.ACCOUNT,
                "App",
                "{'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com','AWS':'" + TestServer.ACCOUNT
                        + "'},'Action':'sts:AssumeRole'}");
        server.makeBucket("reports");
        server.makeBucket("shared");
        server.state.change(tx -> {
            tx.put(Tables.ACCOUNTS, OTHER, new Account(OTHER, null, TestServer.NOW));
            tx.put(
                    Tables.ACCESS_KEYS,
                    "AKIAOTHEROTHEROTHERO",
                    new AccessKey("AKIAOTHEROTHEROTHERO", TestServer.SECRET, OTHER, OTHER, true, TestServer.NOW));
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String policy(String statements) {
        return "{'Version':'2012-10-17','Statement':[".replace('\'', '"') + statements.replace('\'', '"') + "]}";
    }

    private static void role(TestServer on, String account, String name, String trust) {
        Role role = Role.create(account, "/", name, "AROA" + name, TestServer.NOW, policy(trust))
                .withInline(new TreeMap<>(
                        Map.of("read", policy("{'Sid':'R','Effect':'Allow','Action':'s3:GetObject','Resource':'*'}"))));
        on.state.change(tx -> tx.put(Tables.ROLES, role.key(), role));
    }

    private static RawHttp.Answer ask(Credentials who, String question, String body) {
        return server.call("POST", WhyHandler.PATH + question)
                .service("iam")
                .body(body.replace('\'', '"').getBytes(UTF_8))
                .as(who);
    }

    private static JsonNode answer(Credentials who, String question, String body) {
        RawHttp.Answer answer = ask(who, question, body);
        assertEquals(200, answer.status(), answer.body());
        return new JsonMapper().readTree(answer.body());
    }

    private static List<String> texts(JsonNode list, String... members) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> {
            List<String> parts = new ArrayList<>();
            for (String member : members) {
                parts.add(each.at(member).asString("-"));
            }
            texts.add(String.join(" ", parts));
        });
        return texts;
    }

    @Test
    void aDenialIsExplainedWithWhatWouldAllowIt() {
        JsonNode answer = answer(
                asker, "explain", "{'who':'stranger','action':'s3:GetObject','resource':'arn:aws:s3:::reports/a'}");

        assertEquals("ImplicitlyDenied", answer.path("decision").asString());
        assertTrue(answer.path("sentence").asString().contains("the closest is statement 1 (policy p, line 1)"));
        JsonNode exact = answer.at("/suggestions/0");
        assertEquals("add", exact.at("/changes/0/deed").asString());
        assertEquals("identity", exact.at("/changes/0/kind").asString());
        assertEquals(
                "arn:aws:s3:::reports/a",
                exact.at("/changes/0/statements/0/Resource").asString());
        assertEquals(0, exact.at("/extra/patterns").size());
        JsonNode wider = answer.at("/suggestions/1");
        assertEquals("edit", wider.at("/changes/0/deed").asString());
        assertEquals("p", wider.at("/changes/0/policy").asString());
        assertTrue(wider.at("/changes/0/before").asString().contains("arn:aws:s3:::other/*"));
        assertTrue(wider.at("/changes/0/after").asString().contains("arn:aws:s3:::reports/a"));
        assertTrue(wider.at("/extra/patterns").size() > 0);
    }

    @Test
    void theSuggestedGrantIsTheOneThatLets() {
        Credentials late = server.user("late", policy("{'Effect':'Allow','Action':'ec2:*','Resource':'*'}"));
        String question = "{'who':'late','action':'s3:GetObject','resource':'arn:aws:s3:::reports/a'}";
        String grant = answer(asker, "explain", question)
                .at("/suggestions/0/changes/0/after")
                .asString();
        server.state.change(tx -> {
            User user =
                    tx.get(Tables.USERS, Tables.key(TestServer.ACCOUNT, "late")).orElseThrow();
            TreeMap<String, String> inline = new TreeMap<>(user.inline());
            inline.put("granted", grant);
            tx.put(Tables.USERS, user.key(), user.withInline(inline));
        });

        assertEquals(
                "Allowed", answer(asker, "explain", question).path("decision").asString());
        assertEquals(
                200,
                server.call("PUT", "/reports/a").body("x").as(TestServer.ROOT).status());
        assertEquals(200, server.call("GET", "/reports/a").as(late).status());
    }

    @Test
    void whatNoPolicyCanAllowIsSaid() {
        JsonNode answer = answer(
                TestServer.ROOT,
                "explain",
                "{'who':'dev','action':'iam:PassRole','resource':'arn:aws:iam::210987654321:role/Theirs'}");

        assertEquals(0, answer.path("suggestions").size());
        assertTrue(answer.path("beyond").asString().startsWith("A role can be passed only within its own account"));
    }

    @Test
    void everyPartOfPassingARoleHasItsVerdict() {
        JsonNode answer = answer(asker, "pass-check", "{'who':'dev','role':'App','service':'ec2'}");

        assertTrue(answer.path("passes").asBoolean());
        assertEquals("Allowed", answer.path("decision").asString());
        assertEquals("identity", answer.path("kind").asString());
        assertEquals("ec2.amazonaws.com", answer.path("service").asString());
        assertEquals(
                List.of(
                        "account allows",
                        "permission allows",
                        "boundary absent",
                        "service control policies absent",
                        "trust allows"),
                texts(answer.path("checks"), "/part", "/verdict"));
        assertEquals(
                "an identity-based policy allows it (p, statement 1 \"Pass\", line 1).",
                answer.at("/checks/1/sentence").asString());
    }

    @Test
    void whatStandsInTheWayOfPassingIsToldAllAtOnce() {
        CustomerPolicy edge = CustomerPolicy.create(
                TestServer.ACCOUNT,
                "/",
                "Edge",
                "ANPAEDGE",
                TestServer.NOW,
                policy("{'Effect':'Allow','Action':'s3:*','Resource':'*'}"));
        server.user(
                "bound",
                policy("{'Effect':'Allow','Action':'iam:PassRole','Resource':'arn:aws:iam::123456789012:role/X'}"));
        server.state.change(tx -> {
            tx.put(Tables.POLICIES, edge.key(), edge);
            User user = tx.get(Tables.USERS, Tables.key(TestServer.ACCOUNT, "bound"))
                    .orElseThrow();
            tx.put(Tables.USERS, user.key(), user.withBoundary(edge.arn()));
        });

        JsonNode answer =
                answer(asker, "pass-check", "{'who':'bound','role':'" + APP + "','service':'lambda.amazonaws.com'}");

        assertEquals(
                List.of(
                        "account allows",
                        "permission denies",
                        "boundary denies",
                        "service control policies absent",
                        "trust denies"),
                texts(answer.path("checks"), "/part", "/verdict"));
        assertEquals("ImplicitlyDenied", answer.path("decision").asString());
        assertEquals(answer.at("/checks/1/sentence"), answer.path("sentence"));
        assertTrue(answer.at("/checks/1/sentence")
                .asString()
                .contains("its Resource \"arn:aws:iam::123456789012:role/X\""));
        assertTrue(answer.at("/checks/2/sentence").asString().contains("because no permissions boundary allows"));
        assertTrue(answer.at("/checks/4/sentence").asString().contains("does not include lambda.amazonaws.com"));
    }

    @Test
    void whoCanListsPrincipalsStepsAndOutsiders() {
        RawHttp.Answer put = server.call("PUT", "/shared?policy")
                .body(policy("{'Sid':'Out','Effect':'Allow','Principal':{'AWS':'210987654321','Service':"
                        + "'logging.s3.amazonaws.com'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::shared/*'}"))
                .as(TestServer.ROOT);
        assertTrue(put.status() < 300, put.body());

        JsonNode answer = answer(asker, "who-can", "{'action':'s3:GetObject','resource':'arn:aws:s3:::shared/who'}");

        List<String> able = texts(answer.path("able"), "/principal", "/by/policy", "/by/sid");
        assertTrue(able.contains("arn:aws:iam::123456789012:root - -"), able.toString());
        assertTrue(able.contains(APP + " read R"), able.toString());
        List<String> through = texts(answer.path("through"), "/principal", "/role");
        assertTrue(through.contains("arn:aws:iam::123456789012:user/dev " + APP), through.toString());
        assertTrue(through.contains("ec2.amazonaws.com " + APP), through.toString());
        assertEquals(
                List.of(
                        "arn:aws:iam::210987654321:root a policy of its own account Out",
                        "logging.s3.amazonaws.com nothing Out"),
                texts(answer.path("admitted"), "/principal", "/needs", "/by/sid"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            explain    | {'who':'dev','action':'s3:GetObject','resource':'arn:aws:s3:::reports/a'} | iam:SimulatePrincipalPolicy
            pass-check | {'who':'dev','role':'App','service':'ec2'}                                | iam:SimulatePrincipalPolicy
            who-can    | {'action':'s3:GetObject','resource':'arn:aws:s3:::reports/a'}             | iam:GetAccountAuthorizationDetails
            """)
    void whoeverMayNotAskIsRefused(String question, String body, String action) {
        RawHttp.Answer answer = ask(stranger, question, body);

        assertEquals(403, answer.status());
        assertTrue(answer.body().contains("is not authorized to perform: " + action), answer.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            explain    | {'who':'root','action':'s3:GetObject','resource':'arn:aws:s3:::reports/a'}
            who-can    | {'action':'s3:GetObject','resource':'arn:aws:s3:::reports/a'}
            pass-check | {'who':'root','role':'arn:aws:iam::123456789012:role/App','service':'ec2'}
            """)
    void anotherAccountsPoliciesAreTheOperatorsAlone(String question, String body) {
        Credentials other = new Credentials("AKIAOTHEROTHEROTHERO", TestServer.SECRET, null);

        RawHttp.Answer refused = ask(other, question, body);

        assertEquals(403, refused.status(), refused.body());
        assertTrue(refused.body().contains("belongs to account 123456789012"), refused.body());
        assertEquals(200, ask(TestServer.ROOT, question, body).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            explain    | {'who':'dev'}                                       | the question needs action
            explain    | {'who':'nobody','action':'s3:GetObject'}            | no user or role named nobody
            explain    | {'who':'dev','action':'GetObject'}                  | not an action: GetObject
            pass-check | {'who':'dev','role':'Nope','service':'ec2'}         | no user or role named Nope
            pass-check | {'who':'dev','role':'App','service':'EC2!'}         | service has to be a service principal
            pass-check | {'who':'dev','role':'user/dev','service':'ec2'}     | no user or role named user/dev
            who-can    | {'resource':'*'}                                    | the question needs action
            who-can    | {'action':'s3:GetObject','resource':'reports'}      | neither * nor an ARN
            """)
    void aQuestionThatIsPutWronglyIsRefused(String question, String body, String message) {
        RawHttp.Answer answer = ask(TestServer.ROOT, question, body);

        assertEquals(400, answer.status(), answer.body());
        assertTrue(answer.body().contains(message), answer.body());
    }
}
