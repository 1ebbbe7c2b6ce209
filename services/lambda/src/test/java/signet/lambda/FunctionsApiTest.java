package signet.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.lambda.World.ACCOUNT;
import static signet.lambda.World.FUNCTION;
import static signet.lambda.World.OTHER;
import static signet.lambda.World.allow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.lambda.AddPermissionInput;
import signet.model.lambda.DeleteFunctionInput;
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.GetFunctionCodeSigningConfigInput;
import signet.model.lambda.GetFunctionCodeSigningConfigOutput;
import signet.model.lambda.GetFunctionConfigurationInput;
import signet.model.lambda.GetFunctionInput;
import signet.model.lambda.GetPolicyInput;
import signet.model.lambda.InvokeInput;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.ListFunctionsInput;
import signet.model.lambda.ListFunctionsOutput;
import signet.model.lambda.ListTagsInput;
import signet.model.lambda.ListVersionsByFunctionInput;
import signet.model.lambda.RemovePermissionInput;
import signet.model.lambda.TagResourceInput;
import signet.model.lambda.UntagResourceInput;
import signet.model.lambda.UpdateFunctionCodeInput;
import signet.model.lambda.UpdateFunctionConfigurationInput;

class FunctionsApiTest {
    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
        var _ = world.make("f");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static InvokeInput.Builder dryRun(String name) {
        return InvokeInput.builder().functionName(name).invocationType("DryRun");
    }

    private static AddPermissionInput.Builder permission(String sid, String principal) {
        return AddPermissionInput.builder()
                .functionName("f")
                .statementId(sid)
                .action("lambda:InvokeFunction")
                .principal(principal);
    }

    private String named(String name) {
        FunctionConfiguration found = world.ask(
                        LambdaOperations.GET_FUNCTION,
                        GetFunctionInput.builder().functionName(name).build())
                .configuration();
        return String.valueOf(Objects.requireNonNull(found).functionArn());
    }

    @Test
    void aFunctionIsNamedByNameArnOrAPartOfIt() {
        assertEquals(FUNCTION + "f", named("f"));
        assertEquals(FUNCTION + "f", named(FUNCTION + "f"));
        assertEquals(FUNCTION + "f", named(ACCOUNT + ":function:f"));
        assertEquals(FUNCTION + "f", named("function:f"));
        assertEquals(FUNCTION + "f:$LATEST", named("f:$LATEST"));
        assertEquals(FUNCTION + "f:$LATEST", named(FUNCTION + "f:$LATEST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:lambda:us-east-1:function:f",
                "arn:aws:lambda:123456789012:function:f",
                "arn:aws:iam::123456789012:function:f",
                "arn:aws-cn:lambda:us-east-1:123456789012:function:f",
                "123456789012:f",
                "f/g",
                "f:1:2",
                ""
            })
    void whatIsNoFunctionsNameIsRefused(String name) {
        String error = world.error(
                LambdaOperations.GET_FUNCTION,
                GetFunctionInput.builder().functionName(name).build());

        assertTrue(error.startsWith("400 InvalidParameterValueException: Invalid function name"), error);
    }

    @Test
    void whatIsNotThereIsToldWithItsArn() {
        assertEquals(
                "404 ResourceNotFoundException: Function not found: " + FUNCTION + "absent",
                world.error(
                        LambdaOperations.GET_FUNCTION_CONFIGURATION,
                        GetFunctionConfigurationInput.builder()
                                .functionName("absent")
                                .build()));
        assertEquals(
                "404 ResourceNotFoundException: Function not found: " + FUNCTION + "f:7",
                world.error(
                        LambdaOperations.GET_FUNCTION_CONFIGURATION,
                        GetFunctionConfigurationInput.builder()
                                .functionName("f")
                                .qualifier("7")
                                .build()));
        assertTrue(world.error(
                        LambdaOperations.GET_FUNCTION,
                        GetFunctionInput.builder()
                                .functionName("f:1")
                                .qualifier("2")
                                .build())
                .contains("does not match the specified qualifier"));
    }

    @Test
    void whoMayNotAskIsNotToldWhetherItIsThere() {
        Caller ali = world.user("ali", allow("lambda:GetFunction", FUNCTION + "mine"));
        for (String name : List.of("f", "absent")) {
            assertTrue(world.error(
                            ali,
                            LambdaOperations.GET_FUNCTION,
                            GetFunctionInput.builder().functionName(name).build())
                    .startsWith("403 AccessDeniedException"));
        }
    }

    @Test
    void functionsAreListedInPagesOfTheAccountAlone() {
        for (int i = 0; i < 5; i++) {
            var _ = world.make("g" + i);
        }
        List<String> names = new ArrayList<>();
        String marker = null;
        do {
            ListFunctionsOutput page = world.ask(
                    LambdaOperations.LIST_FUNCTIONS,
                    ListFunctionsInput.builder().maxItems(4).marker(marker).build());
            List<FunctionConfiguration> functions = Objects.requireNonNull(page.functions());
            assertTrue(functions.size() <= 4);
            functions.forEach(function -> names.add(function.functionName()));
            marker = page.nextMarker();
        } while (marker != null);

        assertEquals(List.of("f", "g0", "g1", "g2", "g3", "g4"), names);
        Caller other = world.stranger("eve", allow("lambda:*", "*"));
        assertEquals(
                List.of(),
                world.ask(
                                other,
                                LambdaOperations.LIST_FUNCTIONS,
                                ListFunctionsInput.builder().build())
                        .functions());
        assertEquals(
                "400 InvalidParameterValueException: Invalid Marker",
                world.error(
                        LambdaOperations.LIST_FUNCTIONS,
                        ListFunctionsInput.builder().marker("forged").build()));
    }

    @Test
    void theOnlyVersionIsTheLatest() {
        ListVersionsByFunctionInput input =
                ListVersionsByFunctionInput.builder().functionName("f").build();
        List<FunctionConfiguration> versions = Objects.requireNonNull(
                world.ask(LambdaOperations.LIST_VERSIONS_BY_FUNCTION, input).versions());

        assertEquals(1, versions.size());
        assertEquals("$LATEST", versions.getFirst().version());
        assertEquals(FUNCTION + "f:$LATEST", versions.getFirst().functionArn());
        assertEquals(List.of("lambda:ListVersionsByFunction " + FUNCTION + "f"), world.asked());
        assertTrue(world.error(
                        LambdaOperations.LIST_VERSIONS_BY_FUNCTION,
                        input.toBuilder().functionName("absent").build())
                .startsWith("404 ResourceNotFoundException"));
        assertEquals(
                "400 InvalidParameterValueException: Invalid Marker",
                world.error(
                        LambdaOperations.LIST_VERSIONS_BY_FUNCTION,
                        input.toBuilder().marker("forged").build()));
    }

    @Test
    void noFunctionHasACodeSigningConfiguration() {
        GetFunctionCodeSigningConfigInput input =
                GetFunctionCodeSigningConfigInput.builder().functionName("f").build();

        GetFunctionCodeSigningConfigOutput answer = world.ask(LambdaOperations.GET_FUNCTION_CODE_SIGNING_CONFIG, input);

        assertEquals("", answer.codeSigningConfigArn());
        assertEquals("f", answer.functionName());
        assertEquals(List.of("lambda:GetFunctionCodeSigningConfig " + FUNCTION + "f"), world.asked());
        assertTrue(world.error(
                        LambdaOperations.GET_FUNCTION_CODE_SIGNING_CONFIG,
                        input.toBuilder().functionName("absent").build())
                .startsWith("404 ResourceNotFoundException"));
    }

    @Test
    void newCodeReplacesTheOldAndNeedsNoPassing() {
        String before = String.valueOf(world.record("f").code().sha256());
        Caller ali = world.user("ali", allow("lambda:UpdateFunctionCode", "*"));
        FunctionConfiguration changed = world.ask(
                ali,
                LambdaOperations.UPDATE_FUNCTION_CODE,
                UpdateFunctionCodeInput.builder()
                        .functionName("f")
                        .zipFile(World.zip("a.py", "y"))
                        .build());

        assertNotEquals(before, changed.codeSha256());
        assertEquals(1, world.archives());
        assertEquals(List.of("lambda:UpdateFunctionCode " + FUNCTION + "f"), world.asked());
    }

    @Test
    void aRevisionThatIsNotTheLatestChangesNothing() {
        String stale = "412 PreconditionFailedException: The RevisionId provided does not match the latest RevisionId."
                + " Call the GetFunction/GetAlias API to retrieve the latest RevisionId";
        assertEquals(
                stale,
                world.error(
                        LambdaOperations.UPDATE_FUNCTION_CODE,
                        UpdateFunctionCodeInput.builder()
                                .functionName("f")
                                .zipFile(World.zip("a.py", "y"))
                                .revisionId("other")
                                .build()));
        assertEquals(
                stale,
                world.error(
                        LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                        UpdateFunctionConfigurationInput.builder()
                                .functionName("f")
                                .timeout(9)
                                .revisionId("other")
                                .build()));
        assertEquals(1, world.archives());
        assertEquals(
                9,
                world.ask(
                                LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                                UpdateFunctionConfigurationInput.builder()
                                        .functionName("f")
                                        .timeout(9)
                                        .revisionId(world.record("f").revision())
                                        .build())
                        .timeout());
    }

    @Test
    void aDeletedFunctionIsGoneWithItsCode() {
        var _ = world.ask(
                LambdaOperations.DELETE_FUNCTION,
                DeleteFunctionInput.builder().functionName("f").build());

        assertEquals(0, world.archives());
        assertEquals(
                "404 ResourceNotFoundException: Function not found: " + FUNCTION + "f",
                world.error(
                        LambdaOperations.DELETE_FUNCTION,
                        DeleteFunctionInput.builder().functionName("f").build()));
        assertEquals(
                "400 InvalidParameterValueException: $LATEST version cannot be deleted without deleting the function.",
                world.error(
                        LambdaOperations.DELETE_FUNCTION,
                        DeleteFunctionInput.builder()
                                .functionName("f")
                                .qualifier("$LATEST")
                                .build()));
    }

    @Test
    void callingNeedsInvokeFunctionOnTheFunction() {
        Caller ali = world.user("ali", allow("lambda:InvokeFunction", FUNCTION + "f"));

        assertEquals(
                204,
                world.ask(ali, LambdaOperations.INVOKE, dryRun("f").build()).statusCode());
        assertTrue(world.error(
                        ali,
                        LambdaOperations.INVOKE,
                        dryRun("f").qualifier("$LATEST").build())
                .contains("lambda:InvokeFunction on resource: " + FUNCTION + "f:$LATEST"));
        assertTrue(world.error(
                        world.user("bob", allow("lambda:Get*", "*")),
                        LambdaOperations.INVOKE,
                        dryRun("f").build())
                .endsWith("because no identity-based policy allows the lambda:InvokeFunction action"));
    }

    @Test
    void anotherAccountCallsWhenBothSidesAllowIt() {
        Caller eve = world.stranger("eve", allow("lambda:*", "*"));
        InvokeInput call = dryRun(FUNCTION + "f").build();

        assertTrue(world.error(eve, LambdaOperations.INVOKE, call)
                .endsWith("because no resource-based policy allows the lambda:InvokeFunction action"));
        var _ = world.ask(
                LambdaOperations.ADD_PERMISSION, permission("s1", OTHER).build());
        assertEquals(204, world.ask(eve, LambdaOperations.INVOKE, call).statusCode());
        var _ = world.ask(
                LambdaOperations.REMOVE_PERMISSION,
                RemovePermissionInput.builder()
                        .functionName("f")
                        .statementId("s1")
                        .build());
        assertTrue(world.error(eve, LambdaOperations.INVOKE, call).startsWith("403"));
    }

    @Test
    void aUserOfTheAccountMayBeAllowedByTheFunctionAlone() {
        Caller ali = world.user("ali");
        var _ = world.ask(
                LambdaOperations.ADD_PERMISSION, permission("s1", ali.arn()).build());

        assertEquals(
                204,
                world.ask(ali, LambdaOperations.INVOKE, dryRun("f").build()).statusCode());
        assertTrue(world.error(
                        world.user("bob"), LambdaOperations.INVOKE, dryRun("f").build())
                .startsWith("403"));
    }

    @Test
    void aStatementIsShownAsItWasMade() {
        String statement = world.ask(
                        LambdaOperations.ADD_PERMISSION,
                        permission("s1", "s3.amazonaws.com")
                                .sourceArn("arn:aws:s3:::bkt")
                                .sourceAccount(ACCOUNT)
                                .build())
                .statement();

        assertEquals(
                "{\"Sid\":\"s1\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},"
                        + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"" + FUNCTION + "f\","
                        + "\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"" + ACCOUNT + "\"},"
                        + "\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::bkt\"}}}",
                statement);
        assertEquals(
                "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + statement + "]}",
                world.ask(
                                LambdaOperations.GET_POLICY,
                                GetPolicyInput.builder().functionName("f").build())
                        .policy());
        assertEquals(
                List.of("s3.amazonaws.com"),
                keyOfAdding(permission("s2", "s3.amazonaws.com").build()));
    }

    private List<String> keyOfAdding(AddPermissionInput input) {
        var _ = world.ask(LambdaOperations.ADD_PERMISSION, input);
        return world.key("lambda:AddPermission", "lambda:Principal");
    }

    @Test
    void faultsOfPermissionsAreToldInLambdasWords() {
        var _ = world.ask(LambdaOperations.ADD_PERMISSION, permission("s1", "*").build());

        assertTrue(world.error(
                        LambdaOperations.ADD_PERMISSION, permission("s1", "*").build())
                .startsWith("409 ResourceConflictException: The statement id (s1) provided already exists."));
        assertEquals(
                "400 InvalidParameterValueException: The provided principal was invalid. Please check the principal and"
                        + " try again.",
                world.error(
                        LambdaOperations.ADD_PERMISSION,
                        permission("s2", "111111111111").build()));
        assertEquals(
                "404 ResourceNotFoundException: Statement s9 is not found in resource policy.",
                world.error(
                        LambdaOperations.REMOVE_PERMISSION,
                        RemovePermissionInput.builder()
                                .functionName("f")
                                .statementId("s9")
                                .build()));
        assertTrue(world.error(
                        LambdaOperations.ADD_PERMISSION,
                        permission("s3", "*").functionUrlAuthType("NONE").build())
                .startsWith("501 NotImplemented: The parameter FunctionUrlAuthType"));
        var _ = world.make("bare");
        assertEquals(
                "404 ResourceNotFoundException: The resource you requested does not exist.",
                world.error(
                        LambdaOperations.GET_POLICY,
                        GetPolicyInput.builder().functionName("bare").build()));
    }

    @Test
    void aPolicyHasALargestSize() {
        String arn = "arn:aws:s3:::" + "b".repeat(900);
        String error = "";
        for (int i = 0; i < 30 && error.isEmpty(); i++) {
            try {
                var _ = world.ask(
                        LambdaOperations.ADD_PERMISSION,
                        permission("s" + i, "s3.amazonaws.com").sourceArn(arn).build());
            } catch (AwsError e) {
                error = e.code() + ": " + e.message();
            }
        }

        assertTrue(error.startsWith("PolicyLengthExceededException: The final policy size ("), error);
        assertTrue(error.endsWith(") is bigger than the limit (20480)."), error);
    }

    @Test
    void tagsAreSetRemovedAndTold() {
        String arn = FUNCTION + "f";
        var _ = world.ask(
                LambdaOperations.TAG_RESOURCE,
                TagResourceInput.builder()
                        .resource(arn)
                        .tags(Map.of("team", "red"))
                        .build());
        assertEquals(List.of("red"), world.key("lambda:TagResource", "aws:RequestTag/team"));
        Caller red = world.user(
                "red", allow("lambda:ListTags", "*", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}"));
        ListTagsInput list = ListTagsInput.builder().resource(arn).build();
        assertEquals(
                Map.of("team", "red"),
                world.ask(red, LambdaOperations.LIST_TAGS, list).tags());
        var _ = world.ask(
                LambdaOperations.UNTAG_RESOURCE,
                UntagResourceInput.builder()
                        .resource(arn)
                        .tagKeys(List.of("team"))
                        .build());
        assertEquals(List.of("team"), world.key("lambda:UntagResource", "aws:TagKeys"));
        assertTrue(world.error(red, LambdaOperations.LIST_TAGS, list).startsWith("403"));
        assertTrue(world.error(
                        LambdaOperations.TAG_RESOURCE,
                        TagResourceInput.builder()
                                .resource(arn)
                                .tags(Map.of("aws:x", "y"))
                                .build())
                .startsWith("400 InvalidParameterValueException"));
        assertTrue(world.error(
                        LambdaOperations.LIST_TAGS,
                        ListTagsInput.builder()
                                .resource("arn:aws:lambda:us-east-1:" + ACCOUNT
                                        + ":code-signing-config:csc-0123456789abcdefg")
                                .build())
                .startsWith("501 NotImplemented"));
    }

    @Test
    void aPayloadHasToBeOneJsonDocument() {
        for (String bad : List.of("nope", "{", "{} {}", "", "{\"a\":}")) {
            String error = world.error(
                    LambdaOperations.INVOKE,
                    dryRun("f").payload(bad.getBytes(StandardCharsets.UTF_8)).build());
            assertTrue(
                    error.startsWith("400 InvalidRequestContentException: Could not parse request body into json: Could"
                            + " not parse payload into json: "),
                    error);
        }
        for (String good : List.of("1", "\"a\"", "null", " [1, {\"a\": []}] ")) {
            assertEquals(
                    204,
                    world.ask(
                                    LambdaOperations.INVOKE,
                                    dryRun("f")
                                            .payload(good.getBytes(StandardCharsets.UTF_8))
                                            .build())
                            .statusCode());
        }
    }

    @Test
    void anEventsPayloadIsSmaller() {
        byte[] large = ("\"" + "x".repeat(1_048_576) + "\"").getBytes(StandardCharsets.UTF_8);

        assertEquals(
                "413 RequestEntityTooLargeException: Request must be smaller than 1048576 bytes for the InvokeFunction"
                        + " operation",
                world.error(
                        LambdaOperations.INVOKE,
                        InvokeInput.builder()
                                .functionName("f")
                                .invocationType("Event")
                                .payload(large)
                                .build()));
    }

    @Test
    void aClientsContextIsBase64OfText() {
        assertTrue(world.error(
                        LambdaOperations.INVOKE, dryRun("f").clientContext("!").build())
                .startsWith("400 InvalidRequestContentException: Client context"));
        assertTrue(world.error(
                        LambdaOperations.INVOKE,
                        dryRun("f").clientContext("Cg==").build())
                .startsWith("400 InvalidRequestContentException: Client context"));
        assertTrue(world.error(
                        LambdaOperations.INVOKE,
                        dryRun("f").clientContext("e".repeat(3584)).build())
                .startsWith("400 InvalidRequestContentException: Client context"));
    }

    @Test
    void whatCannotRunIsAFaultOfTheService() {
        assertTrue(world.error(
                        LambdaOperations.INVOKE,
                        InvokeInput.builder().functionName("f").build())
                .startsWith("500 ServiceException: the function's environment did not start"));
    }

    @Test
    void anEventIsTakenAndCarriedOutLater() {
        assertEquals(
                202,
                world.ask(
                                LambdaOperations.INVOKE,
                                InvokeInput.builder()
                                        .functionName("f")
                                        .invocationType("Event")
                                        .build())
                        .statusCode());
    }
}
