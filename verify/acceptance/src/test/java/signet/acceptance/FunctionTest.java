package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Functions, by the AWS CLI: who may make them, in which role they run, and what they can reach. */
class FunctionTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String ARN = "arn:aws:iam::" + Signet.ACCOUNT + ":";
    private static final String FUNCTIONS = "arn:aws:lambda:" + Signet.REGION + ":" + Signet.ACCOUNT + ":function:";
    private static final String ALI = """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":"lambda:*","Resource":"*"},
             {"Effect":"Deny","Action":"lambda:*","Resource":"arn:aws:lambda:*:*:function:sealed*"},
             {"Effect":"Allow","Action":"iam:PassRole","Resource":"%srole/S3Access",
              "Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}}]}""".formatted(ARN);

    @TempDir
    static Path files;

    private static Keys ali = Keys.ROOT;

    @BeforeAll
    static void rolesAndAUserWhoMayPassOne() throws IOException {
        Assumptions.assumeTrue(Clients.onPath("aws"), "the AWS CLI is not on PATH");
        IamClient iam = SERVER.asRoot().iam();
        role(iam, "S3Access", "lambda.amazonaws.com", Article.READ_S3);
        role(iam, "Admin", "lambda.amazonaws.com", Article.ADMINISTRATOR);
        role(iam, "Nothing", "lambda.amazonaws.com", null);
        role(iam, "OfEc2", "ec2.amazonaws.com", Article.READ_S3);
        ali = Article.user(iam, "ali", ALI);
        S3Client s3 = SERVER.asRoot().s3();
        s3.createBucket(create -> create.bucket("reports"));
        s3.putObject(put -> put.bucket("reports").key("q3.txt"), RequestBody.fromString("all is well"));
        try (InputStream code = Objects.requireNonNull(FunctionTest.class.getResourceAsStream("function.py"))) {
            zip("code.zip", "function.py", code.readAllBytes());
        }
        Ran first = create(Keys.ROOT, "first", ARN + "role/S3Access");
        Assumptions.assumeFalse(first.err().contains("NotImplemented"), first.err());
    }

    private static void role(IamClient iam, String name, String service, @Nullable String policy) {
        iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                 "Principal":{"Service":"%s"}}]}""".formatted(service)));
        if (policy != null) {
            iam.attachRolePolicy(attach -> attach.roleName(name).policyArn(policy));
        }
    }

    private static void zip(String file, String name, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(files.resolve(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
    }

    private static Ran create(Keys keys, String name, String role, String... more) {
        List<String> words = new ArrayList<>(List.of("lambda", "create-function", "--function-name", name));
        words.addAll(List.of("--role", role, "--runtime", "python3.11", "--handler", "function.handler"));
        words.addAll(List.of("--zip-file", "fileb://" + files.resolve("code.zip")));
        words.addAll(List.of(more));
        return SERVER.as(keys).cli(words.toArray(String[]::new));
    }

    private static Ran invoke(Keys keys, String name, String payload, String... more) {
        List<String> words = new ArrayList<>(List.of("lambda", "invoke", "--function-name", name));
        words.addAll(List.of("--payload", payload, "--cli-read-timeout", "100"));
        words.addAll(List.of(more));
        words.add("/dev/stderr");
        Ran ran = SERVER.as(keys).cli(words.toArray(String[]::new));
        // the answer goes to a file, and about the call the CLI tells on its output
        return new Ran(ran.status(), ran.out() + ran.err(), ran.err());
    }

    private static String run(String function, String... program) {
        StringBuilder words = new StringBuilder();
        for (String word : program) {
            words.append(words.isEmpty() ? "" : ",").append('"').append(word).append('"');
        }
        return invoke(ali, function, "{\"run\":[" + words + "]}").success();
    }

    private static void refused(Ran ran, String message) {
        assertTrue(ran.failure().contains(message), ran.err());
    }

    @Test
    void aFunctionReadsS3AsItsRoleMayAndWritesNothing() {
        create(ali, "reader", ARN + "role/S3Access", "--timeout", "60", "--memory-size", "512")
                .success();

        assertTrue(run("reader", "aws", "s3", "cp", "s3://reports/q3.txt", "-").contains("all is well"));
        String identity = run("reader", "aws", "sts", "get-caller-identity");
        assertTrue(identity.contains("arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/S3Access/reader"), identity);
        String denied = run("reader", "aws", "s3", "rm", "s3://reports/q3.txt");
        assertTrue(
                denied.contains("User: arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/S3Access/reader is not"
                        + " authorized to perform: s3:DeleteObject"),
                denied);
    }

    @Test
    void aFunctionWhoseRoleAllowsNothingIsDenied() {
        create(Keys.ROOT, "nobody", ARN + "role/Nothing", "--timeout", "60", "--memory-size", "512")
                .success();

        String denied = run("nobody", "aws", "s3", "cp", "s3://reports/q3.txt", "-");
        assertTrue(denied.contains("403") || denied.contains("AccessDenied"), denied);
        assertFalse(denied.contains("all is well"), denied);
    }

    @Test
    void passingAnotherRoleIsRefusedInLambdasWords() {
        refused(
                create(ali, "bait", ARN + "role/Admin"),
                "An error occurred (AccessDeniedException) when calling the CreateFunction operation: User: " + ARN
                        + "user/ali is not authorized to perform: iam:PassRole on resource: " + ARN
                        + "role/Admin because no identity-based policy allows the iam:PassRole action");
        refused(SERVER.asRoot().cli("lambda", "get-function", "--function-name", "bait"), "Function not found");
    }

    @Test
    void passingAnotherRoleLaterIsRefusedTheSameWay() {
        create(ali, "later", ARN + "role/S3Access").success();

        refused(
                SERVER.as(ali)
                        .cli(
                                "lambda",
                                "update-function-configuration",
                                "--function-name",
                                "later",
                                "--role",
                                ARN + "role/Admin"),
                "(AccessDeniedException) when calling the UpdateFunctionConfiguration operation: User: " + ARN
                        + "user/ali is not authorized to perform: iam:PassRole on resource: " + ARN + "role/Admin");
    }

    @Test
    void aRoleThatDoesNotTrustLambdaIsRefusedInLambdasWords() {
        refused(
                create(Keys.ROOT, "untrusted", ARN + "role/OfEc2"),
                "An error occurred (InvalidParameterValueException) when calling the CreateFunction operation: The role"
                        + " defined for the function cannot be assumed by Lambda.");
    }

    @Test
    void aRoleOfAnotherAccountIsRefusedInLambdasWords() {
        refused(
                create(Keys.ROOT, "foreign", "arn:aws:iam::999999999999:role/S3Access"),
                "(AccessDeniedException) when calling the CreateFunction operation: Cross-account pass role is not"
                        + " allowed.");
    }

    @Test
    void anExplicitDenyWins() {
        create(Keys.ROOT, "sealed-one", ARN + "role/S3Access").success();

        refused(
                invoke(ali, "sealed-one", "{}"),
                "(AccessDeniedException) when calling the Invoke operation: User: " + ARN
                        + "user/ali is not authorized to perform: lambda:InvokeFunction on resource: " + FUNCTIONS
                        + "sealed-one with an explicit deny in an identity-based policy");
    }

    @Test
    void whatAFunctionRaisesIsItsAnswerWithItsLog() {
        create(ali, "raises", ARN + "role/S3Access").success();

        String answer = invoke(ali, "raises", "{\"fail\":\"no such thing\"}", "--log-type", "Tail")
                .success();
        assertTrue(answer.contains("\"FunctionError\": \"Unhandled\""), answer);
        assertTrue(answer.contains("\"errorMessage\": \"no such thing\", \"errorType\": \"ValueError\""), answer);
        String log = answer.replaceAll("(?s).*\"LogResult\": \"([^\"]*)\".*", "$1");
        String text = new String(Base64.getDecoder().decode(log), StandardCharsets.UTF_8);
        assertTrue(text.contains("[ERROR] ValueError: no such thing"), text);
        assertTrue(text.contains("START RequestId: ") && text.contains("REPORT RequestId: "), text);
    }

    @Test
    void aFunctionThatTakesTooLongIsEnded() {
        create(ali, "sleepy", ARN + "role/S3Access", "--timeout", "1").success();

        String answer = invoke(ali, "sleepy", "{\"sleep\":60}").success();
        assertTrue(answer.contains("Error: Task timed out after 1.00 seconds"), answer);
    }

    @Test
    void aFunctionSeesNeitherAnothersVariablesNorItsRuntime() {
        create(ali, "keeper", ARN + "role/S3Access", "--environment", "Variables={SECRET=of-the-keeper}")
                .success();
        create(ali, "thief", ARN + "role/S3Access", "--timeout", "60").success();
        assertTrue(invoke(ali, "keeper", "{\"variable\":\"SECRET\"}").success().contains("of-the-keeper"));

        String found = run("thief", "sh", "-c", "cat /proc/*/environ; ls -R /var/task /tmp");
        assertTrue(found.contains("AWS_LAMBDA_FUNCTION_NAME=thief"), found);
        assertFalse(found.contains("of-the-keeper") || found.contains("NAME=keeper"), found);
        String forged = invoke(
                        ali, "thief", "{\"runtime\":\"invocation/00000000-0000-0000-0000-000000000000/response\"}")
                .success();
        assertTrue(forged.contains("InvalidRequestID"), forged);
    }

    @Test
    void namesThatLeadOutOfAnArchiveAreRefused() throws IOException {
        zip("slip.zip", "../../../../tmp/slipped.py", new byte[] {'1'});

        refused(
                create(ali, "slip", ARN + "role/S3Access", "--zip-file", "fileb://" + files.resolve("slip.zip")),
                "(InvalidParameterValueException) when calling the CreateFunction operation: Could not unzip uploaded"
                        + " file. Please check your file, then try to upload again.");
        assertFalse(Files.exists(Path.of("/tmp/slipped.py")));
    }

    @Test
    void anotherAccountsFunctionIsNotOursToMakeOrCall() {
        String foreign = "arn:aws:lambda:" + Signet.REGION + ":999999999999:function:theirs";

        refused(create(Keys.ROOT, foreign, ARN + "role/S3Access"), "(AccessDeniedException)");
        refused(invoke(Keys.ROOT, foreign, "{}"), "lambda:InvokeFunction on resource: " + foreign);
    }

    @Test
    void anUnsignedCallIsRefused() {
        create(Keys.ROOT, "open", ARN + "role/S3Access").success();
        RawRequest call =
                RawRequest.of(SERVER.server().endpoint(), "POST", "/2015-03-31/functions/open/invocations", null, "{}");

        // no signature says that it is Lambda's: at this address it is S3's, where it is nothing
        assertEquals(405, call.send().status());
        assertEquals(200, call.signed(Keys.ROOT, "lambda", Instant.now()).send().status());
        assertEquals(
                403,
                call.signed(Keys.ROOT.withSecret("another"), "lambda", Instant.now())
                        .send()
                        .status());
        assertEquals(
                403,
                call.signed(Keys.ROOT, "lambda", Instant.now())
                        .withBody("{\"fail\":\"x\"}")
                        .send()
                        .status());
    }

    @Test
    void aRuntimeThatTheHostHasNotIsRefusedByName() {
        refused(
                create(ali, "gopher", ARN + "role/S3Access", "--runtime", "ruby3.3"),
                "(NotImplemented) when calling the CreateFunction operation: The runtime ruby3.3");
    }
}
