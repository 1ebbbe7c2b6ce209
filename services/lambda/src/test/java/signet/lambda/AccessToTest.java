package signet.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Access;
import signet.authz.Caller;
import signet.model.lambda.AddPermissionInput;
import signet.model.lambda.DeleteFunctionInput;
import signet.model.lambda.LambdaOperations;
import signet.policy.PolicyKind;

/** What it takes to do something to a function, asked without doing it. */
class AccessToTest {
    private static final String INVOKE = "lambda:InvokeFunction";
    private static final String ARN = World.FUNCTION + "f";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
        world.make("f");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void permit(String sid, String principal) {
        world.ask(
                LambdaOperations.ADD_PERMISSION,
                AddPermissionInput.builder()
                        .functionName("f")
                        .statementId(sid)
                        .action(INVOKE)
                        .principal(principal)
                        .build());
    }

    @Test
    void aFunctionIsItsAccountsAndHasNoPolicyUnlessGivenOne() {
        Access access = world.access(World.ROOT, INVOKE, ARN);

        assertEquals(INVOKE, access.action());
        assertEquals(ARN, access.resource());
        assertEquals(World.ACCOUNT, access.resourceAccount());
        assertNull(access.resourcePolicy());
    }

    @Test
    void aFunctionsPolicyHasTheFunctionsName() {
        permit("s", World.OTHER);
        Access access = world.access(World.ROOT, INVOKE, ARN);

        assertNotNull(access.resourcePolicy());
        assertEquals("f", access.resourcePolicy().source());
        assertEquals(PolicyKind.RESOURCE, access.resourcePolicy().policy().kind());
    }

    @Test
    void aUserOfTheAccountNeedsHisPolicyOrTheFunctions() {
        Caller ann = world.user("ann");
        Caller ben = world.user("ben", World.allow(INVOKE, ARN));
        assertFalse(world.may(ann, INVOKE, ARN));
        assertTrue(world.may(ben, INVOKE, ARN));

        permit("s", ann.arn());

        assertTrue(world.may(ann, INVOKE, ARN));
        assertFalse(world.may(ann, "lambda:DeleteFunction", ARN));
        assertFalse(world.may(world.user("cara"), INVOKE, ARN));
    }

    @Test
    void anotherAccountsUserNeedsHisPolicyAndTheFunctions() {
        Caller allowed = world.stranger("allowed", World.allow(INVOKE, "*"));
        Caller bare = world.stranger("bare");
        assertFalse(world.may(allowed, INVOKE, ARN));

        permit("s", World.OTHER);

        assertTrue(world.may(allowed, INVOKE, ARN));
        assertFalse(world.may(bare, INVOKE, ARN));
        assertFalse(world.may(allowed, "lambda:GetFunction", ARN));
    }

    @Test
    void aServiceIsHeardByThePolicyThatNamesIt() {
        permit("s", "s3.amazonaws.com");

        assertTrue(world.may(new Caller.AwsService("s3.amazonaws.com"), INVOKE, ARN));
        assertFalse(world.may(new Caller.AwsService("sns.amazonaws.com"), INVOKE, ARN));
    }

    @Test
    void aDenialOfTheUserWinsOverTheFunctionsPolicy() {
        Caller ann = world.user("ann", World.deny(INVOKE, ARN));

        permit("s", ann.arn());

        assertFalse(world.may(ann, INVOKE, ARN));
    }

    @Test
    void aFunctionsTagsAreKeys() {
        world.ask(
                LambdaOperations.CREATE_FUNCTION,
                World.function("tagged")
                        .tags(new TreeMap<>(Map.of("team", "red")))
                        .build());
        String arn = World.FUNCTION + "tagged";
        Caller red =
                world.user("red", World.allow(INVOKE, "*", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}"));

        assertEquals(
                Optional.of(List.of("red")),
                world.access(red, INVOKE, arn).keys().get("aws:ResourceTag/team"));
        assertTrue(world.may(red, INVOKE, arn));
        assertFalse(world.may(red, INVOKE, ARN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:lambda:us-east-1:123456789012:function:nosuch",
                "arn:aws:lambda:us-east-1:123456789012:function:",
                "arn:aws:lambda:eu-west-1:123456789012:function:f",
                "arn:aws:lambda:us-east-1:999999999999:function:f",
                "arn:aws:lambda:us-east-1:123456789012:layer:f",
                "arn:aws:lambda:us-east-1",
                "f",
                "*",
                ""
            })
    void whatIsNoFunctionHasNoAccess(String resource) {
        assertEquals(Optional.empty(), world.service.accessTo(world.state.current(), World.ROOT, INVOKE, resource));
    }

    @Test
    void aDeletedFunctionHasNoAccess() {
        world.ask(
                LambdaOperations.DELETE_FUNCTION,
                DeleteFunctionInput.builder().functionName("f").build());

        assertEquals(Optional.empty(), world.service.accessTo(world.state.current(), World.ROOT, INVOKE, ARN));
    }

    @Test
    void theRolesOfAnAccountsFunctionsAreByTheFunctionsArns() {
        world.make("g");

        assertEquals(
                Map.of(ARN, World.ROLE, World.FUNCTION + "g", World.ROLE),
                LambdaService.roles(world.state.current(), World.ACCOUNT));
        assertEquals(Map.of(), LambdaService.roles(world.state.current(), World.OTHER));
    }
}
