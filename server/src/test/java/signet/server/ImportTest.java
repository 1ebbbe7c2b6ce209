package signet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.identity.Tables;
import signet.identity.User;
import signet.sigv4.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Accounts of one server as accounts of another, and that it is the operator's doing, all or nothing. */
@Timeout(300)
class ImportTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String IMPORTED = "210987654321";
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}]}";

    @TempDir
    private Path directory = Path.of("");

    private TestServer from;
    private TestServer to;

    @BeforeEach
    void start() throws IOException {
        from = TestServer.start(Files.createTempDirectory(directory, "from"));
        to = TestServer.start(Files.createTempDirectory(directory, "to"));
    }

    @AfterEach
    void stop() {
        from.close();
        to.close();
    }

    private static Credentials rootOf(JsonNode made) {
        return new Credentials(
                made.path("accessKeyId").asString(),
                made.path("secretAccessKey").asString(),
                null);
    }

    private static Credentials account(TestServer server) {
        return rootOf(JSON.readTree(server.call("POST", AccountsHandler.PATH)
                .service("organizations")
                .body("{\"id\":\"" + IMPORTED + "\"}")
                .as(TestServer.ROOT)
                .body()));
    }

    private static RawHttp.Answer iam(TestServer server, Credentials who, String action, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=2010-05-08");
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=').append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        RawHttp.Answer answer = server.query("iam", form.toString()).as(who);
        assertEquals(200, answer.status(), () -> action + ": " + answer.error());
        return answer;
    }

    private static String details(TestServer server, Credentials who) {
        String xml = iam(server, who, "GetAccountAuthorizationDetails", "MaxItems", "1000")
                .body();
        return xml.replaceAll("<RequestId>[^<]*</RequestId>", "");
    }

    private static ObjectNode request(String details) {
        ObjectNode asked = JSON.createObjectNode();
        asked.putArray("details").addObject().put("name", "account.json").put("text", details);
        return asked;
    }

    private static RawHttp.Answer send(TestServer server, ObjectNode asked, Credentials who) {
        return server.call("POST", ImportHandler.PATH)
                .service("organizations")
                .body(asked.toString())
                .as(who);
    }

    private JsonNode imported(ObjectNode asked) {
        RawHttp.Answer answer = send(to, asked, TestServer.ROOT);
        assertEquals(200, answer.status(), answer.body());
        return JSON.readTree(answer.body());
    }

    /** Makes entities by IAM's own operations, so that nothing in the account is what IAM would not take. */
    private static void populate(TestServer server, Credentials root, Random random) {
        List<String> policies = new ArrayList<>(List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        for (int i = 0; i < 3; i++) {
            String arn = iam(
                            server,
                            root,
                            "CreatePolicy",
                            "PolicyName",
                            "Policy" + i,
                            "Path",
                            "/team/",
                            "Description",
                            "d" + i,
                            "PolicyDocument",
                            ALLOW.formatted("sqs:*"))
                    .element("Arn");
            for (int version = random.nextInt(4); version > 0; version--) {
                iam(
                        server,
                        root,
                        "CreatePolicyVersion",
                        "PolicyArn",
                        arn,
                        "SetAsDefault",
                        String.valueOf(random.nextBoolean()),
                        "PolicyDocument",
                        ALLOW.formatted("s3:Get*"));
            }
            policies.add(arn);
        }
        for (int i = 0; i < 3; i++) {
            iam(server, root, "CreateGroup", "GroupName", "Group" + i, "Path", "/g/");
            iam(
                    server,
                    root,
                    "PutGroupPolicy",
                    "GroupName",
                    "Group" + i,
                    "PolicyName",
                    "in line".replace(" ", "-"),
                    "PolicyDocument",
                    " " + ALLOW.formatted("ec2:*"));
        }
        for (int i = 0; i < 6; i++) {
            user(server, root, random, "user-" + i, policies);
        }
        for (int i = 0; i < 5; i++) {
            role(server, root, random, "role-" + i, policies);
        }
        iam(server, root, "CreateServiceLinkedRole", "AWSServiceName", "autoscaling.amazonaws.com");
    }

    private static void user(TestServer server, Credentials root, Random random, String name, List<String> policies) {
        iam(
                server,
                root,
                "CreateUser",
                "UserName",
                name,
                "Path",
                random.nextBoolean() ? "/" : "/people/",
                "Tags.member.1.Key",
                "z",
                "Tags.member.1.Value",
                "1",
                "Tags.member.2.Key",
                "a",
                "Tags.member.2.Value",
                "");
        for (String policy : policies) {
            if (random.nextBoolean()) {
                iam(server, root, "AttachUserPolicy", "UserName", name, "PolicyArn", policy);
            }
        }
        for (int i = 2; i >= 0; i--) {
            if (random.nextBoolean()) {
                iam(server, root, "AddUserToGroup", "UserName", name, "GroupName", "Group" + i);
            }
        }
        if (random.nextBoolean()) {
            iam(
                    server,
                    root,
                    "PutUserPermissionsBoundary",
                    "UserName",
                    name,
                    "PermissionsBoundary",
                    policies.getLast());
        }
    }

    private static void role(TestServer server, Credentials root, Random random, String name, List<String> policies) {
        String principal = random.nextBoolean()
                ? "{\"Service\":\"ec2.amazonaws.com\"}"
                : "{\"AWS\":[\"arn:aws:iam::" + IMPORTED + ":root\",\"" + arnOf(server, root, "user-1") + "\"]}";
        iam(
                server,
                root,
                "CreateRole",
                "RoleName",
                name,
                "AssumeRolePolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                        + ",\"Action\":\"sts:AssumeRole\"}]}");
        iam(
                server,
                root,
                "AttachRolePolicy",
                "RoleName",
                name,
                "PolicyArn",
                policies.get(random.nextInt(policies.size())));
        if (random.nextBoolean()) {
            iam(server, root, "CreateInstanceProfile", "InstanceProfileName", "profile-" + name);
            iam(server, root, "AddRoleToInstanceProfile", "InstanceProfileName", "profile-" + name, "RoleName", name);
        }
    }

    private static String arnOf(TestServer server, Credentials root, String user) {
        return iam(server, root, "GetUser", "UserName", user).element("Arn");
    }

    @Test
    void anAccountIsTheSameOnAnotherServer() throws IOException {
        for (int seed = 0; seed < 4; seed++) {
            stop();
            start();
            Credentials root = account(from);
            populate(from, root, new Random(seed));
            String before = details(from, root);

            JsonNode made = imported(request(DetailsXml.json(before).toString()));

            assertEquals(before, details(to, rootOf(made)), "seed " + seed);
            assertEquals(IMPORTED, made.path("id").asString());
            assertEquals(0, made.path("passedOver").size());
            assertEquals(1, to.kept.get(), "the key is written down");
        }
    }

    @Test
    void whenRolesWereUsedLastIsKept() {
        Credentials root = account(from);
        iam(
                from,
                root,
                "CreateRole",
                "RoleName",
                "r",
                "AssumeRolePolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}");
        ObjectNode details = DetailsXml.json(details(from, root));
        ((ObjectNode) details.path("RoleDetailList").get(0))
                .putObject("RoleLastUsed")
                .put("LastUsedDate", "2026-01-02T03:04:05Z")
                .put("Region", "us-west-2");

        Credentials there = rootOf(imported(request(details.toString())));

        RawHttp.Answer role = iam(to, there, "GetRole", "RoleName", "r");
        assertEquals("2026-01-02T03:04:05Z", role.element("LastUsedDate"));
        assertEquals("us-west-2", role.element("Region"));
    }

    @Test
    void whatAwsDecidesByTheFilesVersionOfItsPolicyIsDecidedByIt() {
        Credentials root = account(from);
        iam(from, root, "CreateUser", "UserName", "ann");
        iam(from, root, "AttachUserPolicy", "UserName", "ann", "PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
        ObjectNode details = DetailsXml.json(details(from, root));
        ObjectNode policy = (ObjectNode) details.path("Policies").get(0);
        policy.put("DefaultVersionId", "v999").put("PolicyId", "ANPAREALREALREALREALR");
        policy.putArray("PolicyVersionList")
                .addObject()
                .put("VersionId", "v999")
                .put("IsDefaultVersion", true)
                .put("CreateDate", "2026-01-02T03:04:05Z")
                .put("Document", ALLOW.formatted("iam:GetUser"));

        JsonNode made = imported(request(details.toString()));

        Credentials there = rootOf(made);
        RawHttp.Answer shown = iam(to, there, "GetPolicy", "PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
        assertEquals("v999", shown.element("DefaultVersionId"));
        assertEquals("ANPAREALREALREALREALR", shown.element("PolicyId"));
        assertTrue(made.path("notes").toString().contains("v999 of the files is in force"), made.toString());
        Credentials ann = keyOf(there, "ann");
        assertEquals(
                200,
                to.query("iam", "Action=GetUser&Version=2010-05-08").as(ann).status());
        assertEquals(
                403,
                to.query("iam", "Action=ListUsers&Version=2010-05-08").as(ann).status());
        assertEquals(
                "v1",
                iam(to, TestServer.ROOT, "GetPolicy", "PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess")
                        .element("DefaultVersionId"));
        assertFalse(iam(to, TestServer.ROOT, "GetPolicy", "PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess")
                .element("DefaultVersionId")
                .equals("v999"));
    }

    private Credentials keyOf(Credentials root, String user) {
        RawHttp.Answer key = iam(to, root, "CreateAccessKey", "UserName", user);
        return new Credentials(key.element("AccessKeyId"), key.element("SecretAccessKey"), null);
    }

    private static String one(String user) {
        return "{\"UserDetailList\":[{\"Path\":\"/\",\"UserName\":\"" + user + "\",\"UserId\":\"AIDAAAAAAAAAAAAAA"
                + user + "\",\"Arn\":\"arn:aws:iam::" + IMPORTED + ":user/" + user
                + "\",\"CreateDate\":\"2026-01-02T03:04:05Z\"}]}";
    }

    @Test
    void anAccountThatIsThereIsReplacedOnlyWhenAskedFor() {
        JsonNode first = imported(request(one("ANN")));

        RawHttp.Answer refused = send(to, request(one("BOB")), TestServer.ROOT);
        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("AccountAlreadyExists"), refused.body());
        assertTrue(user("ANN"));

        JsonNode second = imported(request(one("BOB")).put("replace", true));
        assertTrue(user("BOB"));
        assertFalse(user("ANN"));
        assertEquals(rootOf(first), rootOf(second), "the root user's key stays");
    }

    private boolean user(String name) {
        return to.state.current().get(Tables.USERS, Tables.key(IMPORTED, name)).isPresent();
    }

    @Test
    void theOperatorsOwnAccountIsNeverReplaced() {
        RawHttp.Answer refused = send(
                to, request(one("ANN").replace(IMPORTED, TestServer.ACCOUNT)).put("replace", true), TestServer.ROOT);

        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("the operator's own, which no import replaces"), refused.body());
    }

    @Test
    void anImportedAccountIsNeverOlderThanTheOperators() {
        imported(request(one("ANN")));

        assertEquals(
                TestServer.ACCOUNT,
                Accounts.first(to.state.current()).orElseThrow().id());
    }

    @Test
    void everyFaultIsListedAndNothingIsWritten() {
        String broken = one("ANN")
                .replace(
                        "\"CreateDate\"",
                        "\"UserPolicyList\":[{\"PolicyName\":\"p\",\"PolicyDocument\":{}}],"
                                + "\"GroupList\":[\"gone\"],\"CreateDate\"");

        RawHttp.Answer refused = send(to, request(broken), TestServer.ROOT);

        JsonNode answer = JSON.readTree(refused.body());
        assertEquals(400, refused.status());
        assertEquals("ImportRefused", answer.path("code").asString());
        assertEquals("account.json", answer.path("faults").get(0).path("file").asString());
        assertTrue(to.state.current().get(Tables.ACCOUNTS, IMPORTED).isEmpty());
        assertEquals("ImportRefused", to.lastEvent().errorCode());
    }

    @Test
    void whatIsPassedOverIsDenied() {
        String broken = one("ANN")
                .replace(
                        "\"CreateDate\"",
                        "\"UserPolicyList\":[{\"PolicyName\":\"p\",\"PolicyDocument\":{}}],\"CreateDate\"");

        JsonNode made = imported(request(broken).put("keepGoing", true));

        assertEquals(1, made.path("passedOver").size());
        Credentials ann = keyOf(rootOf(made), "ANN");
        int status =
                to.query("iam", "Action=ListUsers&Version=2010-05-08").as(ann).status();
        assertTrue(status >= 400, "status " + status);
    }

    @Test
    void onlyTheOperatorsRootUserMayImport() {
        Credentials other = account(to);
        Credentials administrator = to.user("admin", TestServer.ALLOW_ALL);
        ObjectNode asked = request(one("ANN").replace(IMPORTED, "333333333333"));

        for (Credentials who : List.of(other, administrator)) {
            RawHttp.Answer refused = send(to, asked, who);
            assertEquals(403, refused.status(), refused.body());
        }
        Credentials forged = new Credentials(TestServer.ROOT_KEY, "not the secret of anybody", null);
        assertEquals(403, send(to, asked, forged).status());
        assertEquals(
                403,
                to.call("POST", ImportHandler.PATH)
                        .body(asked.toString())
                        .anonymously()
                        .status());
        assertTrue(to.state.current().get(Tables.ACCOUNTS, "333333333333").isEmpty());
    }

    @Test
    void aBodyThatIsNoRequestIsRefused() {
        for (String body :
                List.of("", "[]", "{\"details\":[7]}", "{\"details\":[{\"name\":\"x\"}]}", "{\"name\":\"\\n\"}")) {
            RawHttp.Answer refused = to.call("POST", ImportHandler.PATH)
                    .service("organizations")
                    .body(body)
                    .as(TestServer.ROOT);
            assertEquals(400, refused.status(), body);
            assertTrue(refused.body().contains("InvalidInputException"), refused.body());
        }
        RawHttp.Answer get =
                to.call("GET", ImportHandler.PATH).service("organizations").as(TestServer.ROOT);
        assertEquals(405, get.status());
    }

    @Test
    void bucketsComeWithTheirPolicies() {
        ObjectNode asked = request(one("ANN"));
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::" + IMPORTED
                + ":user/ANN\"},\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::notes\"}]}";
        asked.putArray("bucketPolicies").addObject().put("name", "notes.json").put("text", policy);

        Credentials root = rootOf(imported(asked));

        assertEquals(200, to.call("GET", "/notes").as(keyOf(root, "ANN")).status());
        assertEquals(policy, to.call("GET", "/notes?policy").as(root).body());
        assertEquals(403, to.call("GET", "/notes").as(TestServer.ROOT).status(), "it is not the operator's");
    }

    @Test
    void aBucketOfAnotherAccountIsNotTaken() {
        to.makeBucket("taken");
        ObjectNode asked = request(one("ANN"));
        asked.putArray("bucketPolicies")
                .addObject()
                .put("name", "b.json")
                .put("text", "{\"Buckets\":[{\"Name\":\"taken\"}]}");

        RawHttp.Answer refused = send(to, asked, TestServer.ROOT);

        assertTrue(refused.body().contains("is another account's on this server"), refused.body());
        assertTrue(to.state.current().get(Tables.ACCOUNTS, IMPORTED).isEmpty());
    }

    @Test
    void theOrganizationsPoliciesLimitTheAccount() {
        String deny =
                "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Deny\\\",\\\"Action\\\":"
                        + "\\\"iam:ListUsers\\\",\\\"Resource\\\":\\\"*\\\"}]}";
        String organization = "{\"Organization\":{\"Id\":\"o-abcdefghij\",\"MasterAccountId\":\"999999999999\"},"
                + "\"Roots\":[{\"Id\":\"r-ab12\",\"PolicyTypes\":[{\"Type\":\"SERVICE_CONTROL_POLICY\",\"Status\":\"ENABLED\"}]}],"
                + "\"Accounts\":[{\"Id\":\"" + IMPORTED
                + "\",\"ParentId\":\"r-ab12\"}],\"Policies\":[{\"PolicySummary\":{\"Id\":"
                + "\"p-FullAWSAccess\",\"Type\":\"SERVICE_CONTROL_POLICY\",\"AwsManaged\":true},\"Targets\":[{\"TargetId\":"
                + "\"r-ab12\"},{\"TargetId\":\"" + IMPORTED
                + "\"}]},{\"PolicySummary\":{\"Id\":\"p-deny1234\",\"Name\":\"d\","
                + "\"Type\":\"SERVICE_CONTROL_POLICY\",\"AwsManaged\":false},\"Content\":\"" + deny
                + "\",\"Targets\":[{\"TargetId\":\"" + IMPORTED + "\"}]}]}";
        ObjectNode asked = request(one("ANN"));
        asked.putObject("organization").put("name", "org.json").put("text", organization);

        Credentials root = rootOf(imported(asked));

        RawHttp.Answer denied =
                to.query("iam", "Action=ListUsers&Version=2010-05-08").as(root);
        assertEquals(403, denied.status());
        assertTrue(
                denied.element("Message").contains("with an explicit deny in a service control policy"),
                denied.error());
        assertEquals(
                200,
                to.query("iam", "Action=ListRoles&Version=2010-05-08").as(root).status());
    }

    @Test
    void anImportIsOfOneAccountAndNoOtherIsTouched() {
        to.user("ann", TestServer.ALLOW_ALL);
        Map<String, User> before =
                new LinkedHashMap<>(to.state.current().under(Tables.USERS, TestServer.ACCOUNT + "/"));

        imported(request(one("ANN")));

        assertEquals(before, to.state.current().under(Tables.USERS, TestServer.ACCOUNT + "/"));
    }
}
