package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two accounts on one server, made by the operator, with the AWS CLI: what crosses from one to the other, and what doesn't. */
@Timeout(600)
class TwoAccountsTest {
    private static final String A = Signet.ACCOUNT;
    private static final String B = "210987654321";
    private static final Pattern KEY_ID = Pattern.compile("export AWS_ACCESS_KEY_ID=(\\S+)");
    private static final Pattern SECRET = Pattern.compile("export AWS_SECRET_ACCESS_KEY=(\\S+)");
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{%s},"Action":"sts:AssumeRole"}]}""";

    @TempDir
    private static Path directory = Path.of("");

    private static RunningServer server;
    private static Clients rootA;
    private static Clients rootB;

    private static String allow(String action, String resource) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}""".formatted(action, resource);
    }

    @BeforeAll
    static void start() {
        server = RunningServer.on(directory.resolve("data"));
        rootA = new Clients(server.endpoint(), Keys.ROOT);
        rootB = new Clients(
                server.endpoint(),
                keys(signet("create", "--id", B, "--name", "Team B").success()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Ran signet(String... words) {
        return signetOn(directory.resolve("data"), words);
    }

    private static Ran signetOn(Path data, String... words) {
        List<String> all = new ArrayList<>(List.of("account"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return Ran.of(Signet.command(all.toArray(String[]::new)));
    }

    private static Keys keys(String printed) {
        return new Keys(found(KEY_ID, printed), found(SECRET, printed), null);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + text);
        }
        return matcher.group(1);
    }

    private static Clients user(Clients root, String name) {
        root.cli("iam", "create-user", "--user-name", name).success();
        String[] key = root.cli(
                        "iam",
                        "create-access-key",
                        "--user-name",
                        name,
                        "--query",
                        "AccessKey.[AccessKeyId,SecretAccessKey]",
                        "--output",
                        "text")
                .success()
                .split("\\s+", -1);
        return new Clients(server.endpoint(), new Keys(key[0], key[1], null));
    }

    private static void allow(Clients root, String user, String action, String resource) {
        root.cli(
                        "iam",
                        "put-user-policy",
                        "--user-name",
                        user,
                        "--policy-name",
                        "p",
                        "--policy-document",
                        allow(action, resource))
                .success();
    }

    private static String query(Ran ran) {
        return ran.success();
    }

    private static Ran assume(Clients who, String role) {
        return who.cli(
                "sts",
                "assume-role",
                "--role-arn",
                "arn:aws:iam::" + B + ":role/" + role,
                "--role-session-name",
                "visit",
                "--query",
                "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]",
                "--output",
                "text");
    }

    private static void role(String name, String principal) {
        rootB.cli(
                        "iam",
                        "create-role",
                        "--role-name",
                        name,
                        "--assume-role-policy-document",
                        TRUST.formatted(principal))
                .success();
    }

    @Test
    void theOperatorListsTheAccountsAndTheirKeysAreKept() throws IOException {
        String list = signet("list").success();
        assertTrue(list.lines().skip(1).findFirst().orElse("").startsWith(A + "  "), list);
        assertTrue(list.lines().anyMatch(line -> line.startsWith(B + "  ") && line.endsWith("  Team B")), list);

        Path file = directory.resolve("data/root-credentials");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        ProcessBuilder aws =
                new ProcessBuilder("aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text");
        Signet.withoutSettings(aws).put("AWS_SHARED_CREDENTIALS_FILE", file.toString());
        aws.environment().put("AWS_CONFIG_FILE", "/dev/null");
        aws.environment().put("AWS_PROFILE", B);
        assertEquals("arn:aws:iam::" + B + ":root", Ran.of(aws).success(), "the file alone leads the AWS CLI there");
    }

    @Test
    void aBadOrTakenIdIsRefusedInOneLine() {
        Ran taken = signet("create", "--id", B);
        assertEquals(1, taken.status());
        assertEquals("signet: There is an account " + B + " already.", taken.failure());
        Ran bad = signet("create", "--id", "12");
        assertEquals(2, bad.status());
        assertEquals("signet: an account id is twelve digits", bad.failure());
        Ran unknown = signet("create", "--colour", "red");
        assertEquals(2, unknown.status());
        assertEquals(1, unknown.err().lines().count(), unknown.err());
    }

    @Test
    void withoutARunningServerItSaysSoInOneLine(@TempDir Path other) {
        Ran nothing = signetOn(other, "list");
        assertEquals(2, nothing.status());
        assertEquals(1, nothing.err().lines().count(), nothing.err());
        Path data = other.resolve("data");
        try (RunningServer stopped = RunningServer.on(data, List.of(), List.of("--instances", "process"))) {
            stopped.stop();
        }

        Ran down = signetOn(data, "create");

        assertEquals(2, down.status());
        assertEquals(1, down.err().lines().count(), down.err());
        assertTrue(down.err().startsWith("signet: no server answers at http://127.0.0.1:"), down.err());
        Ran another = signetOn(data, "list", "--endpoint", server.endpoint());
        assertEquals(0, another.status(), "the tests' servers all have the same root key");
    }

    @Test
    void everyArnAndKeySaysWhoseItIs() {
        Clients ann = user(rootB, "ann");
        assertEquals(
                "arn:aws:iam::" + B + ":user/ann",
                query(ann.cli("sts", "get-caller-identity", "--query", "Arn", "--output", "text")));
        assertEquals(
                B,
                query(rootA.cli(
                        "sts",
                        "get-access-key-info",
                        "--access-key-id",
                        ann.keys().id(),
                        "--query",
                        "Account",
                        "--output",
                        "text")));
        assertTrue(rootA.cli("iam", "get-user", "--user-name", "ann").failure().contains("(NoSuchEntity)"));
        rootA.cli("iam", "create-user", "--user-name", "ann").success();
    }

    @Test
    void aRoleIsAssumedAcrossAccountsWhenBothSidesAllowIt() {
        Clients visitor = user(rootA, "visitor");
        role("trusting", "\"AWS\":\"arn:aws:iam::" + A + ":root\"");
        role("closed", "\"AWS\":\"arn:aws:iam::" + B + ":root\"");

        String denied = assume(visitor, "trusting").failure();
        assertTrue(
                denied.contains("(AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::" + A
                        + ":user/visitor is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::" + B
                        + ":role/trusting"),
                denied);
        allow(rootA, "visitor", "sts:AssumeRole", "arn:aws:iam::" + B + ":role/*");
        assertTrue(assume(visitor, "closed").failure().contains("(AccessDenied)"), "the role does not trust A");

        String[] session = assume(visitor, "trusting").success().split("\\s+", -1);
        Clients there = new Clients(server.endpoint(), new Keys(session[0], session[1], session[2]));
        assertEquals(
                "arn:aws:sts::" + B + ":assumed-role/trusting/visit",
                query(there.cli("sts", "get-caller-identity", "--query", "Arn", "--output", "text")));
    }

    @Test
    void aTrustPolicyMayNameAnotherAccountsUserButNoAccountThatIsNotThere() {
        Clients named = user(rootA, "named");
        Clients unnamed = user(rootA, "unnamed");
        allow(rootA, "named", "sts:AssumeRole", "*");
        allow(rootA, "unnamed", "sts:AssumeRole", "*");
        role("personal", "\"AWS\":\"arn:aws:iam::" + A + ":user/named\"");

        assume(named, "personal").success();
        assertTrue(assume(unnamed, "personal").failure().contains("(AccessDenied)"));
        String wrong = rootB.cli(
                        "iam",
                        "create-role",
                        "--role-name",
                        "nobodys",
                        "--assume-role-policy-document",
                        TRUST.formatted("\"AWS\":\"arn:aws:iam::999999999999:root\""))
                .failure();
        assertTrue(wrong.contains("(MalformedPolicyDocument)"), wrong);
    }

    @Test
    void aBucketIsAnotherAccountsWhenItsPolicyAndTheUsersAllowIt() throws IOException {
        Path file = Files.writeString(directory.resolve("note.txt"), "from B");
        rootB.cli("s3api", "create-bucket", "--bucket", "of-b").success();
        rootB.cli("s3", "cp", file.toString(), "s3://of-b/note.txt").success();
        Clients reader = user(rootA, "reader");
        allow(rootA, "reader", "s3:GetObject", "arn:aws:s3:::of-b/*");

        assertTrue(reader.cli("s3", "cp", "s3://of-b/note.txt", "-").failure().contains("403"), "no bucket policy");
        rootB.cli("s3api", "put-bucket-policy", "--bucket", "of-b", "--policy", bucketPolicy("reader"))
                .success();
        assertEquals("from B", query(reader.cli("s3", "cp", "s3://of-b/note.txt", "-")));
        rootA.cli("iam", "delete-user-policy", "--user-name", "reader", "--policy-name", "p")
                .success();
        assertTrue(
                reader.cli("s3", "cp", "s3://of-b/note.txt", "-").failure().contains("403"), "no policy of the user's");
    }

    private static String bucketPolicy(String user) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:user/%s"},\
                "Action":"s3:GetObject","Resource":"arn:aws:s3:::of-b/*"}]}""".formatted(A, user);
    }

    @Test
    void aBucketsNameIsOneAccountsAndItsPolicyNobodyElses() {
        rootB.cli("s3api", "create-bucket", "--bucket", "taken-by-b").success();
        assertTrue(rootA.cli("s3api", "create-bucket", "--bucket", "taken-by-b")
                .failure()
                .contains("(BucketAlreadyExists)"));
        assertFalse(query(rootA.cli("s3", "ls")).contains("taken-by-b"));
        assertTrue(rootA.cli("s3api", "list-objects-v2", "--bucket", "taken-by-b")
                .failure()
                .contains("(AccessDenied)"));
        assertNotEquals(owner(rootA), owner(rootB));
    }

    private static String owner(Clients root) {
        return query(root.cli("s3api", "list-buckets", "--query", "Owner.ID", "--output", "text"));
    }

    @Test
    void eachAccountHasADefaultNetworkAndInstancesOfItsOwn() {
        String vpcA = query(rootA.cli("ec2", "describe-vpcs", "--query", "Vpcs[0].VpcId", "--output", "text"));
        String vpcB = query(rootB.cli("ec2", "describe-vpcs", "--query", "Vpcs[0].VpcId", "--output", "text"));
        assertNotEquals(vpcA, vpcB);
        String instance = query(rootB.cli(
                "ec2",
                "run-instances",
                "--image-id",
                Article.IMAGE,
                "--query",
                "Instances[0].[InstanceId,VpcId,OwnerId]",
                "--output",
                "text"));
        String id = instance.split("\\s+", -1)[0];
        assertTrue(instance.contains(vpcB), instance);

        assertEquals(
                "[]", query(rootA.cli("ec2", "describe-instances", "--query", "Reservations", "--output", "json")));
        assertTrue(rootA.cli("ec2", "describe-instances", "--instance-ids", id)
                .failure()
                .contains("(InvalidInstanceID.NotFound)"));
        assertTrue(rootA.cli("ec2", "terminate-instances", "--instance-ids", id)
                .failure()
                .contains("(InvalidInstanceID.NotFound)"));
        assertTrue(rootA.connect(id, "true").failure().contains("does not exist"), "nor is there a shell");
        rootB.cli("ec2", "terminate-instances", "--instance-ids", id).success();
    }

    @Test
    void noRoleOfAnotherAccountIsPassed() throws IOException {
        Article.profile(rootB.iam(), "OfB", Article.READ_S3);
        String launched = rootA.cli(
                        "ec2",
                        "run-instances",
                        "--image-id",
                        Article.IMAGE,
                        "--iam-instance-profile",
                        "Arn=arn:aws:iam::" + B + ":instance-profile/OfB")
                .failure();
        assertTrue(launched.contains("(InvalidParameterValue)"), launched);
        role("function", "\"Service\":\"lambda.amazonaws.com\"");
        Path code = Files.write(
                directory.resolve("code.zip"),
                new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        String made = rootA.cli(
                        "lambda",
                        "create-function",
                        "--function-name",
                        "f",
                        "--runtime",
                        "python3.12",
                        "--handler",
                        "a.b",
                        "--role",
                        "arn:aws:iam::" + B + ":role/function",
                        "--zip-file",
                        "fileb://" + code)
                .failure();
        Assumptions.assumeFalse(made.contains("(NotImplemented)"), "this host runs no functions");
        assertTrue(made.contains("Cross-account pass role is not allowed."), made);
    }
}
