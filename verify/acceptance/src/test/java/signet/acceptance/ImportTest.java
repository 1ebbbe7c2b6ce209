package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the AWS CLI tells of an account on one server is the same account on another, by {@code signet import}. */
@Timeout(600)
class ImportTest {
    private static final String ACCOUNT = "210987654321";
    private static final Pattern KEY_ID = Pattern.compile("export AWS_ACCESS_KEY_ID=(\\S+)");
    private static final Pattern SECRET = Pattern.compile("export AWS_SECRET_ACCESS_KEY=(\\S+)");
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:user/team/ann"},\
            "Action":"sts:AssumeRole"}]}""".formatted(ACCOUNT);

    @TempDir
    private static Path directory = Path.of("");

    private static RunningServer from;
    private static RunningServer to;
    private static Clients root;

    @BeforeAll
    static void start() {
        from = RunningServer.on(directory.resolve("from"));
        to = RunningServer.on(directory.resolve("to"));
        String made = Ran.of(Signet.command(
                        "account",
                        "create",
                        "--id",
                        ACCOUNT,
                        "--data",
                        directory.resolve("from").toString()))
                .success();
        root = new Clients(from.endpoint(), new Keys(found(KEY_ID, made), found(SECRET, made), null));
        populate();
    }

    @AfterAll
    static void stop() {
        from.close();
        to.close();
    }

    private static void aws(String... words) {
        root.cli(words).success();
    }

    private static void populate() {
        aws("iam", "create-user", "--user-name", "ann", "--path", "/team/", "--tags", "Key=b,Value=2", "Key=a,Value=1");
        aws("iam", "create-group", "--group-name", "ops");
        aws("iam", "add-user-to-group", "--user-name", "ann", "--group-name", "ops");
        String document = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}""";
        aws("iam", "put-group-policy", "--group-name", "ops", "--policy-name", "all", "--policy-document", document);
        String arn = root.cli(
                        "iam",
                        "create-policy",
                        "--policy-name",
                        "Reads",
                        "--policy-document",
                        document,
                        "--query",
                        "Policy.Arn",
                        "--output",
                        "text")
                .success();
        aws("iam", "create-policy-version", "--policy-arn", arn, "--policy-document", document.replace("s3", "sqs"));
        aws("iam", "attach-user-policy", "--user-name", "ann", "--policy-arn", arn);
        aws(
                "iam",
                "attach-user-policy",
                "--user-name",
                "ann",
                "--policy-arn",
                "arn:aws:iam::aws:policy/job-function/Billing");
        aws(
                "iam",
                "create-role",
                "--role-name",
                "web",
                "--assume-role-policy-document",
                TRUST,
                "--permissions-boundary",
                "arn:aws:iam::aws:policy/ReadOnlyAccess");
        aws("iam", "create-instance-profile", "--instance-profile-name", "web");
        aws("iam", "add-role-to-instance-profile", "--instance-profile-name", "web", "--role-name", "web");
    }

    private static Ran load(Path file, String... more) {
        List<String> words = new ArrayList<>(List.of("import", file.toString()));
        words.addAll(List.of(more));
        words.addAll(List.of("--data", directory.resolve("to").toString()));
        return Ran.of(Signet.command(words.toArray(String[]::new)));
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    @Test
    void theCliTellsTheSameOfTheImportedAccount() throws IOException {
        String before = root.cli("iam", "get-account-authorization-details").success();
        Path file = Files.writeString(directory.resolve("account.json"), before);

        String printed = load(file).success();

        assertTrue(
                printed.startsWith("Account " + ACCOUNT + " is imported: 1 users, 1 groups, 1 roles, 1 policies,"
                        + " 1 instance profiles, 0 buckets."),
                printed);
        Clients there = new Clients(to.endpoint(), new Keys(found(KEY_ID, printed), found(SECRET, printed), null));
        assertEquals(
                before, there.cli("iam", "get-account-authorization-details").success());
        assertEquals(
                "arn:aws:iam::" + ACCOUNT + ":root",
                there.cli("sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                        .success());

        Ran again = load(file);
        assertEquals(1, again.status());
        assertTrue(again.err().contains("signet: There is an account " + ACCOUNT + " already: --replace"), again.err());
        assertTrue(load(file, "--replace").success().contains(found(KEY_ID, printed)));
    }

    @Test
    void everyFaultIsALine() throws IOException {
        Path file = Files.writeString(
                directory.resolve("broken.json"),
                "{\"UserDetailList\":[{\"UserName\":\"x\"}],\"RoleDetailList\":[{\"RoleName\":\"r\"}]}");

        Ran refused = load(file);

        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("broken.json: user x: UserId is missing"), refused.err());
        assertTrue(refused.err().contains("broken.json: role r: AssumeRolePolicyDocument is missing"), refused.err());
        assertTrue(refused.err().contains("signet: Nothing was imported: the files have "), refused.err());
    }

    @Test
    void aFileThatIsNotThereIsABadOption() {
        Ran refused = load(directory.resolve("nothing.json"));

        assertEquals(2, refused.status());
        assertTrue(refused.err().startsWith("signet: cannot read "), refused.err());
    }
}
