package signet.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.lambda.World.ACCOUNT;
import static signet.lambda.World.FUNCTION;
import static signet.lambda.World.ROLE;
import static signet.lambda.World.allow;
import static signet.lambda.World.deny;
import static signet.lambda.World.function;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.identity.Role;
import signet.model.AwsError;
import signet.model.lambda.AddPermissionInput;
import signet.model.lambda.CreateFunctionInput;
import signet.model.lambda.Environment;
import signet.model.lambda.EphemeralStorage;
import signet.model.lambda.FunctionCode;
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.GetFunctionInput;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.TracingConfig;
import signet.model.lambda.UpdateFunctionConfigurationInput;
import signet.model.lambda.VpcConfig;

class CreateFunctionTest {
    private static final String PASS = "is not authorized to perform: iam:PassRole on resource: " + ROLE
            + " because no identity-based policy allows" + " the iam:PassRole action";

    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String error(Caller caller, CreateFunctionInput.Builder input) {
        return world.error(caller, LambdaOperations.CREATE_FUNCTION, input.build());
    }

    private String error(UnaryOperator<CreateFunctionInput.Builder> change) {
        return error(World.ROOT, change.apply(function("f")));
    }

    @Test
    void aFunctionHasWhatWasAskedAndLambdasUsualSettings() {
        FunctionConfiguration made = world.make("f");

        assertEquals("f", made.functionName());
        assertEquals(FUNCTION + "f", made.functionArn());
        assertEquals(ROLE, made.role());
        assertEquals(3, made.timeout());
        assertEquals(128, made.memorySize());
        assertEquals("$LATEST", made.version());
        assertEquals("Active", made.state());
        assertEquals("Zip", made.packageType());
        assertEquals("2026-12-01T00:00:00.000+0000", made.lastModified());
        assertNull(made.environment());
        assertEquals(1, world.archives());
        assertEquals(
                made,
                world.ask(
                                LambdaOperations.GET_FUNCTION,
                                GetFunctionInput.builder().functionName("f").build())
                        .configuration());
    }

    @Test
    void makingAFunctionNeedsTheActionOnItAndThePassingOfItsRole() {
        Caller ali = world.user("ali", allow("lambda:CreateFunction", FUNCTION + "ok-*"), allow("iam:PassRole", ROLE));

        var _ = world.ask(
                ali, LambdaOperations.CREATE_FUNCTION, function("ok-1").build());
        assertEquals(List.of("lambda:CreateFunction " + FUNCTION + "ok-1", "iam:PassRole " + ROLE), world.asked());
        assertEquals(
                "403 AccessDeniedException: User: arn:aws:iam::" + ACCOUNT
                        + ":user/ali is not authorized to perform: lambda:CreateFunction on resource: " + FUNCTION
                        + "other because no identity-based policy allows the lambda:CreateFunction action",
                error(ali, function("other")));
    }

    @Test
    void aRoleThatMayNotBePassedIsRefusedAndNothingIsKept() {
        Caller ali = world.user("ali", allow("lambda:*", "*"));

        assertEquals(
                "403 AccessDeniedException: User: arn:aws:iam::" + ACCOUNT + ":user/ali " + PASS,
                error(ali, function("f")));
        assertTrue(world.state.current().under(Tables.FUNCTIONS, "").isEmpty());
    }

    @Test
    void thePassedRoleIsToldToPoliciesWithServiceFunctionAndTags() {
        world.change(world.role("r", "lambda.amazonaws.com").withTags(Map.of("team", "red")));
        var _ = world.make("f");

        assertEquals(List.of("lambda.amazonaws.com"), world.key("iam:PassRole", "iam:PassedToService"));
        assertEquals(List.of(FUNCTION + "f"), world.key("iam:PassRole", "iam:AssociatedResourceArn"));
        assertEquals(List.of("red"), world.key("iam:PassRole", "iam:ResourceTag/team"));
    }

    @Test
    void aRoleThatMayBePassedToAnotherServiceMayNotBePassedToLambda() {
        Caller ali = world.user(
                "ali",
                allow("lambda:*", "*"),
                allow("iam:PassRole", ROLE, "{\"StringEquals\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"}}"));

        assertTrue(error(ali, function("f")).endsWith(PASS));
    }

    @Test
    void anExplicitDenyOfPassingWins() {
        Caller ali = world.user("ali", allow("*", "*"), deny("iam:PassRole", ROLE));

        assertTrue(error(ali, function("f"))
                .endsWith("iam:PassRole on resource: " + ROLE + " with an explicit deny in an identity-based policy"));
    }

    @Test
    void aRoleOfAnotherAccountIsNeverPassed() {
        assertEquals(
                "403 AccessDeniedException: Cross-account pass role is not allowed.",
                error(f -> f.role("arn:aws:iam::999999999999:role/r")));
    }

    @Test
    void aRoleThatDoesNotTrustLambdaCannotBeAFunctions() {
        String message =
                "400 InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.";
        Role other = world.role("other", "ec2.amazonaws.com");

        assertEquals(message, error(f -> f.role(other.arn())));
        assertEquals(message, error(f -> f.role("arn:aws:iam::" + ACCOUNT + ":role/absent")));
        assertEquals(message, error(f -> f.role("arn:aws:iam::" + ACCOUNT + ":role/path/r")));
    }

    @Test
    void anotherAccountsFunctionIsNotMade() {
        String foreign = "arn:aws:lambda:us-east-1:999999999999:function:f";

        assertTrue(error(f -> f.functionName(foreign))
                .contains("lambda:CreateFunction on resource: " + foreign
                        + " because no resource-based policy allows the lambda:CreateFunction action"));
        assertEquals(
                "404 ResourceNotFoundException: Functions from 'eu-west-1' are not reachable in this region"
                        + " ('us-east-1')",
                error(f -> f.functionName("arn:aws:lambda:eu-west-1:" + ACCOUNT + ":function:f")));
    }

    @Test
    void theSameNameTwiceIsAConflict() {
        var _ = world.make("f");

        assertEquals("409 ResourceConflictException: Function already exist: f", error(f -> f));
        assertEquals(1, world.archives());
    }

    @Test
    void tagsAreAskedForToo() {
        Caller ali = world.user("ali", allow("lambda:CreateFunction", "*"), allow("iam:PassRole", "*"));

        assertTrue(error(ali, function("f").tags(Map.of("team", "red"))).contains("lambda:TagResource"));
        Caller red = world.user(
                "red",
                allow("iam:PassRole", "*"),
                allow("lambda:*", "*", "{\"StringEquals\":{\"aws:RequestTag/team\":\"red\"}}"));
        assertTrue(error(red, function("f").tags(Map.of("team", "blue"))).contains("lambda:CreateFunction"));
        assertEquals(
                "f",
                world.ask(
                                red,
                                LambdaOperations.CREATE_FUNCTION,
                                function("f").tags(Map.of("team", "red")).build())
                        .functionName());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        "501 NotImplemented: The parameter VpcConfig",
                        f -> f.vpcConfig(VpcConfig.builder()
                                .subnetIds(List.of("subnet-0123456789abcdef0"))
                                .build())),
                refused("501 NotImplemented: The parameter Layers", f -> f.layers(List.of("arn"))),
                refused("501 NotImplemented: The parameter KMSKeyArn", f -> f.kmsKeyArn("arn:aws:kms:x")),
                refused("501 NotImplemented: The parameter Publish", f -> f.publish(true)),
                refused("501 NotImplemented: The value Image of PackageType", f -> f.packageType("Image")),
                refused(
                        "501 NotImplemented: The value Active of TracingConfig",
                        f -> f.tracingConfig(
                                TracingConfig.builder().mode("Active").build())),
                refused(
                        "501 NotImplemented: The value 1024 of EphemeralStorage",
                        f -> f.ephemeralStorage(
                                EphemeralStorage.builder().size(1024).build())),
                refused("501 NotImplemented: The runtime nodejs20.x, which this host", f -> f.runtime("nodejs20.x")),
                refused(
                        "501 NotImplemented: The parameter ImageUri of Code",
                        f -> f.code(FunctionCode.builder().imageUri("x").build())),
                refused("400 InvalidParameterValueException: Runtime and Handler are", f -> f.runtime(null)),
                refused("400 InvalidParameterValueException: Runtime and Handler are", f -> f.handler(null)),
                refused(
                        "400 InvalidParameterValueException: Please provide a source",
                        f -> f.code(FunctionCode.builder().build())),
                refused(
                        "400 InvalidParameterValueException: Please do not provide other",
                        f -> f.code(FunctionCode.builder()
                                .zipFile(new byte[1])
                                .s3Bucket("bkt")
                                .s3Key("k")
                                .build())),
                refused(
                        "400 ValidationException: 1 validation error detected: Value '901' at 'timeout'",
                        f -> f.timeout(901)),
                refused(
                        "400 ValidationException: 1 validation error detected: Value '10241' at 'memorySize'",
                        f -> f.memorySize(10_241)),
                refused(
                        "400 ValidationException: 1 validation error detected: Value '" + "f".repeat(65) + "' at"
                                + " 'functionName'",
                        f -> f.functionName("f".repeat(65))),
                refused(
                        "400 InvalidParameterValueException: Could not unzip uploaded file.",
                        f -> f.code(FunctionCode.builder()
                                .zipFile(new byte[] {1, 2, 3})
                                .build())),
                refused(
                        "400 InvalidParameterValueException: Could not unzip uploaded file.",
                        f -> f.code(FunctionCode.builder()
                                .zipFile(World.zip("../a", "x"))
                                .build())),
                refused(
                        "400 InvalidParameterValueException: Uploaded file must be a non-empty zip",
                        f -> f.code(FunctionCode.builder().zipFile(new byte[0]).build())));
    }

    private static Arguments refused(String beginning, UnaryOperator<CreateFunctionInput.Builder> change) {
        return Arguments.of(beginning, change);
    }

    @ParameterizedTest
    @MethodSource
    void refused(String beginning, UnaryOperator<CreateFunctionInput.Builder> change, @TempDir Path own) {
        String error = error(change);

        assertTrue(error.startsWith(beginning), error);
        assertTrue(world.state.current().under(Tables.FUNCTIONS, "").isEmpty());
    }

    private String withVariables(Map<String, String> variables) {
        return error(
                f -> f.environment(Environment.builder().variables(variables).build()));
    }

    @Test
    void lambdasOwnVariablesAreReserved() {
        assertEquals(
                "400 InvalidParameterValueException: Lambda was unable to configure your environment variables because the"
                        + " environment variables you have provided contains reserved keys that are currently not"
                        + " supported for modification. Reserved keys used in this request: AWS_REGION,"
                        + " AWS_SESSION_TOKEN",
                withVariables(Map.of("AWS_SESSION_TOKEN", "x", "AWS_REGION", "y", "MINE", "z")));
    }

    @Test
    void variablesHaveNamesAndLimits() {
        assertTrue(withVariables(Map.of("1A", "x")).contains("Map keys must satisfy constraint"));
        assertTrue(withVariables(Map.of("A B", "x")).contains("Map keys must satisfy constraint"));
        assertTrue(withVariables(Map.of("BIG", "x".repeat(4096))).endsWith("exceeded the 4KB limit."));
        assertTrue(withVariables(Map.of("NUL", "x\0y")).startsWith("400 InvalidParameterValueException"));
    }

    @Test
    void codeComesFromS3AsTheCallerMayReadIt() {
        world.objects.put("bkt/k", World.zip("a.py", "x"));
        FunctionCode s3 = FunctionCode.builder().s3Bucket("bkt").s3Key("k").build();
        Caller ali = world.user("ali", allow("*", "*"));

        var _ = world.ask(
                ali, LambdaOperations.CREATE_FUNCTION, function("f").code(s3).build());
        assertEquals(
                List.of("arn:aws:iam::" + ACCOUNT + ":user/ali GetObject bkt/k via lambda.amazonaws.com"), world.sent);
    }

    @Test
    void whatS3RefusesIsToldInLambdasWords() {
        FunctionCode s3 = FunctionCode.builder().s3Bucket("bkt").s3Key("k").build();
        world.objects.put("bkt/k", AwsError.of("AccessDenied", 403, "Access Denied"));
        assertEquals(
                "403 AccessDeniedException: Your access has been denied by S3, please make sure your request credentials"
                        + " have permission to GetObject for bkt/k. S3 Error Code: AccessDenied. S3 Error Message:"
                        + " Access Denied",
                error(f -> f.code(s3)));
        world.objects.put("bkt/k", AwsError.of("NoSuchKey", 404, "The specified key does not exist."));
        assertEquals(
                "400 InvalidParameterValueException: Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error"
                        + " Message: The specified key does not exist.",
                error(f -> f.code(s3)));
    }

    @Test
    void withoutASandboxNoFunctionIsMade() {
        world.runner.name = "process";

        assertTrue(error(f -> f).startsWith("501 NotImplemented: Lambda functions on this host"));
    }

    @Test
    void anotherRoleLaterIsPassedToo() {
        var _ = world.make("f");
        Role admin = world.role("admin", "lambda.amazonaws.com");
        Caller ali = world.user("ali", allow("lambda:*", "*"), allow("iam:PassRole", ROLE));
        UpdateFunctionConfigurationInput.Builder update =
                UpdateFunctionConfigurationInput.builder().functionName("f");

        assertTrue(world.error(
                        ali,
                        LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                        update.role(admin.arn()).build())
                .contains("iam:PassRole on resource: " + admin.arn()));
        assertEquals(ROLE, world.record("f").settings().roleArn());
        assertEquals(
                ROLE,
                world.ask(
                                ali,
                                LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                                update.role(ROLE).build())
                        .role());
        assertEquals(
                30,
                world.ask(
                                world.user("bob", allow("lambda:*", "*")),
                                LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                                UpdateFunctionConfigurationInput.builder()
                                        .functionName("f")
                                        .timeout(30)
                                        .build())
                        .timeout());
    }

    @Test
    void anUntrustingRoleLaterIsRefusedAndNothingChanges() {
        var _ = world.make("f");
        Role other = world.role("other", "ec2.amazonaws.com");

        assertEquals(
                "400 InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
                world.error(
                        LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                        UpdateFunctionConfigurationInput.builder()
                                .functionName("f")
                                .role(other.arn())
                                .timeout(30)
                                .build()));
        assertEquals(3, world.record("f").settings().timeout());
    }

    @Test
    void aStrangerWhoMayChangeAFunctionCannotGiveItARoleOfTheirOwn() {
        var _ = world.make("f");
        var _ = world.ask(
                LambdaOperations.ADD_PERMISSION,
                AddPermissionInput.builder()
                        .functionName("f")
                        .statementId("s1")
                        .action("lambda:*")
                        .principal(World.OTHER)
                        .build());
        Caller eve = world.stranger("eve", allow("*", "*"));
        UpdateFunctionConfigurationInput.Builder update =
                UpdateFunctionConfigurationInput.builder().functionName(FUNCTION + "f");

        for (String account : List.of(ACCOUNT, World.OTHER)) {
            assertEquals(
                    "403 AccessDeniedException: Cross-account pass role is not allowed.",
                    world.error(
                            eve,
                            LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                            update.role("arn:aws:iam::" + account + ":role/r").build()));
        }
        assertEquals(
                7,
                world.ask(
                                eve,
                                LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                                update.role(null).timeout(7).build())
                        .timeout());
    }

    @Test
    void theDigestAndSizeAreOfTheArchive() throws NoSuchAlgorithmException {
        byte[] zip = World.zip("a.py", "x");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(zip);
        FunctionConfiguration made = world.make("f");

        assertEquals(Base64.getEncoder().encodeToString(digest), made.codeSha256());
        assertEquals(zip.length, made.codeSize());
    }

    @Test
    void anArchiveInS3ThatIsTooLargeIsRefusedAndNotKept() {
        world.objects.put("bkt/k", new byte[(50 << 20) + 1]);
        FunctionCode s3 = FunctionCode.builder().s3Bucket("bkt").s3Key("k").build();

        assertEquals(
                "501 NotImplemented: An archive of more than 50 MB is not supported by Signet.",
                error(f -> f.code(s3)));
        assertEquals(0, world.archives());
    }
}
