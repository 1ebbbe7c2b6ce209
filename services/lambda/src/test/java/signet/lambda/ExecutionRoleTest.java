package signet.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static signet.lambda.World.ACCOUNT;
import static signet.lambda.World.FUNCTION;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.functions.RoleCredentials;
import signet.identity.Role;
import signet.identity.Session;
import signet.model.lambda.InvokeInput;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.UpdateFunctionConfigurationInput;

/** The roles in which functions run. */
class ExecutionRoleTest {
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

    private String called() {
        return world.error(
                LambdaOperations.INVOKE, InvokeInput.builder().functionName("f").build());
    }

    @Test
    void aRoleThatDoesNotTrustLambdaAnyMoreIsNotAssumed() {
        Role role = world.role("r", "lambda.amazonaws.com");
        var _ = world.ask(
                LambdaOperations.UPDATE_FUNCTION_CONFIGURATION,
                UpdateFunctionConfigurationInput.builder()
                        .functionName("f")
                        .role(role.arn())
                        .build());
        world.change(role.withTrust(role.trust().replace("lambda.", "ec2.")));

        assertEquals(
                "403 AccessDeniedException: The role defined for the function cannot be assumed by Lambda.", called());
        assertEquals("AccessDenied", world.events.getLast().errorCode());
        assertEquals("AssumeRole", world.events.getLast().operation());
    }

    @Test
    void anotherRoleOfTheNameIsNotTheOneThatWasPassed() {
        Role mine = world.state
                .current()
                .get(signet.identity.Tables.ROLES, signet.identity.Tables.key(ACCOUNT, "r"))
                .orElseThrow();
        world.state.change(tx -> tx.delete(signet.identity.Tables.ROLES, mine.key()));
        world.change(Role.create(ACCOUNT, "/", "r", "AROAANOTHER", World.START, mine.trust()));

        assertEquals(
                "403 AccessDeniedException: The role defined for the function cannot be assumed by Lambda.", called());
    }

    @Test
    void credentialsAreASessionOfTheRoleNamedAfterTheFunction() {
        FunctionRecord function = world.record("f");
        RoleCredentials credentials = world.roles.credentials(world.state.current(), function);
        Session session = world.sessions.open(credentials.sessionToken()).orElseThrow();

        assertEquals(credentials.accessKeyId(), session.accessKeyId());
        assertEquals(credentials.secretAccessKey(), session.secret());
        assertEquals(function.settings().roleId(), session.principalId());
        assertEquals("f", session.name());
        assertEquals(Session.Kind.ROLE, session.kind());
        assertEquals(Map.of("lambda:SourceFunctionArn", FUNCTION + "f"), session.keys());
        assertEquals(World.START.plus(Duration.ofHours(1)), session.expires());
        assertNull(world.events.getLast().errorCode());
        assertEquals("lambda.amazonaws.com", world.events.getLast().caller().arn());
        assertFalse(credentials.toString().contains(credentials.secretAccessKey()));
    }
}
