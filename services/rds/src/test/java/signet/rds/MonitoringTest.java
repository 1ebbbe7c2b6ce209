package signet.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.rds.World.ACCOUNT;
import static signet.rds.World.ARN;
import static signet.rds.World.allow;
import static signet.rds.World.deny;
import static signet.rds.World.instanceOf;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.identity.Role;
import signet.model.rds.CreateDBInstanceInput;
import signet.model.rds.DBInstance;
import signet.model.rds.ModifyDBInstanceInput;
import signet.model.rds.RdsOperations;

/** The role for enhanced monitoring: who may pass it, and whether it is one that RDS can work by. */
class MonitoringTest extends RdsTest {
    private static final String UNUSABLE =
            "InvalidParameterValue: IAM role ARN value is invalid or does not include the"
                    + " required permissions for: ENHANCED_MONITORING";
    private static final String DB = allow("rds:*", "*");

    private Role role;

    @BeforeEach
    void makeRoles() {
        var _ = world.instance("first");
        role = world.monitoringRole("monitor");
    }

    @Test
    void anInstanceIsMonitoredByTheRoleThatItsMakerPasses() {
        var _ = ask(RdsOperations.CREATE_DB_INSTANCE, monitored(60, role.arn()));
        assertEquals("iam:PassRole " + role.arn(), world.asked().getLast());
        DBInstance shown = world.shown("shop");
        assertEquals(60, shown.monitoringInterval());
        assertEquals(role.arn(), shown.monitoringRoleArn());
    }

    @Test
    void whoMayNotPassTheRoleIsDenied() {
        Caller user = world.user("u", DB);
        String message = "AccessDenied: User: arn:aws:iam::" + ACCOUNT + ":user/u is not authorized to perform:"
                + " iam:PassRole on resource: " + role.arn()
                + " because no identity-based policy allows the iam:PassRole action";
        assertEquals(message, error(user, RdsOperations.CREATE_DB_INSTANCE, monitored(60, role.arn())));
        assertEquals(message, error(user, RdsOperations.MODIFY_DB_INSTANCE, modified("first", 60, role.arn())));
    }

    @Test
    void theRoleIsPassedToTheMonitoringService() {
        Caller user = world.user("u", DB, passing("monitoring.rds.amazonaws.com"));
        var _ = world.ask(user, RdsOperations.CREATE_DB_INSTANCE, monitored(60, role.arn()));
        Caller other = world.user("o", DB, passing("rds.amazonaws.com"));
        assertTrue(error(other, RdsOperations.MODIFY_DB_INSTANCE, modified("first", 60, role.arn()))
                .startsWith("AccessDenied: "));
    }

    @Test
    void aRoleIsKnownByItsTagsToo() {
        world.state.change(tx -> {
            Role tagged = role.withTags(Map.of("team", "data"));
            tx.put(signet.identity.Tables.ROLES, tagged.key(), tagged);
        });
        Caller user = world.user(
                "u",
                DB,
                allow("iam:PassRole", "*"),
                deny("iam:PassRole", "*", "{\"StringEquals\":{\"iam:ResourceTag/team\":\"data\"}}"));
        assertTrue(error(user, RdsOperations.CREATE_DB_INSTANCE, monitored(60, role.arn()))
                .contains("with an explicit deny"));
    }

    @Test
    void aRoleThatTrustsAnotherServiceIsUnusable() {
        Role wrong = world.role("wrong", "rds.amazonaws.com", "", World.MANAGED_MONITORING);
        assertEquals(UNUSABLE, error(RdsOperations.CREATE_DB_INSTANCE, monitored(60, wrong.arn())));
        assertEquals(UNUSABLE, error(RdsOperations.MODIFY_DB_INSTANCE, modified("first", 60, wrong.arn())));
        assertEquals(0, world.shown("first").monitoringInterval());
    }

    @Test
    void aRoleThatMayNotWriteIsUnusable() {
        Role bare = world.role("bare", Monitoring.SERVICE, "");
        assertEquals(UNUSABLE, error(RdsOperations.CREATE_DB_INSTANCE, monitored(60, bare.arn())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"})
    void aRoleThatIsDeniedPartOfItIsUnusable(String action) {
        Role limited = role.withInline(new java.util.TreeMap<>(
                Map.of("p", "{\"Version\":\"2012-10-17\",\"Statement\":" + deny(action, "*") + "}")));
        world.state.change(tx -> tx.put(signet.identity.Tables.ROLES, limited.key(), limited));
        assertEquals(UNUSABLE, error(RdsOperations.CREATE_DB_INSTANCE, monitored(60, role.arn())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/nobody",
                "arn:aws:iam::123456789012:role/other/monitor",
                "arn:aws:iam::123456789012:user/monitor",
                "monitor"
            })
    void aRoleThatIsNotThereIsUnusable(String arn) {
        assertEquals(UNUSABLE, error(RdsOperations.CREATE_DB_INSTANCE, monitored(60, arn)));
    }

    @Test
    void aRoleOfAnotherAccountIsNobodysToPass() {
        assertTrue(error(RdsOperations.CREATE_DB_INSTANCE, monitored(60, "arn:aws:iam::210987654321:role/monitor"))
                .startsWith("AccessDenied: "));
    }

    @Test
    void aTrustThatNamesTheInstanceHoldsForItAlone() {
        Role bound = world.role(
                "bound",
                Monitoring.SERVICE,
                ",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"" + ACCOUNT
                        + "\"},\"ArnLike\":{\"aws:SourceArn\":\"" + ARN + "db:shop\"}}",
                World.MANAGED_MONITORING);
        var _ = ask(RdsOperations.CREATE_DB_INSTANCE, monitored(60, bound.arn()));
        assertEquals(UNUSABLE, error(RdsOperations.MODIFY_DB_INSTANCE, modified("first", 60, bound.arn())));
    }

    @Test
    void anIntervalNeedsARoleAndARoleAnInterval() {
        String noRole = "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a"
                + " MonitoringInterval value other than 0.";
        String noInterval = "InvalidParameterCombination: A MonitoringInterval value other than 0 is required if you"
                + " specify a MonitoringRoleARN value.";
        assertEquals(noRole, error(RdsOperations.CREATE_DB_INSTANCE, monitored(60, null)));
        assertEquals(noInterval, error(RdsOperations.CREATE_DB_INSTANCE, monitored(0, role.arn())));
        assertEquals(noInterval, error(RdsOperations.CREATE_DB_INSTANCE, monitored(null, role.arn())));
        assertEquals(noRole, error(RdsOperations.MODIFY_DB_INSTANCE, modified("first", 60, null)));
        assertEquals(noInterval, error(RdsOperations.MODIFY_DB_INSTANCE, modified("first", null, role.arn())));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 7, 61, 120})
    void anIntervalIsOneOfSeven(int interval) {
        assertEquals(
                "InvalidParameterValue: Invalid value for MonitoringInterval: " + interval
                        + ". Valid values are 0, 1, 5, 10, 15, 30, 60.",
                error(RdsOperations.CREATE_DB_INSTANCE, monitored(interval, role.arn())));
    }

    @Test
    void anotherIntervalKeepsTheRoleAndNoIntervalDropsIt() {
        var _ = ask(RdsOperations.MODIFY_DB_INSTANCE, modified("first", 60, role.arn()));
        Caller user = world.user("u", DB);
        var _ = world.ask(user, RdsOperations.MODIFY_DB_INSTANCE, modified("first", 5, null));
        assertEquals(5, world.shown("first").monitoringInterval());
        assertEquals(role.arn(), world.shown("first").monitoringRoleArn());
        var _ = world.ask(user, RdsOperations.MODIFY_DB_INSTANCE, modified("first", 0, null));
        assertNull(world.shown("first").monitoringRoleArn());
    }

    private static String passing(String service) {
        return allow("iam:PassRole", "*", "{\"StringEquals\":{\"iam:PassedToService\":\"" + service + "\"}}");
    }

    private static CreateDBInstanceInput monitored(@Nullable Integer interval, @Nullable String arn) {
        return instanceOf("shop")
                .monitoringInterval(interval)
                .monitoringRoleArn(arn)
                .build();
    }

    private static ModifyDBInstanceInput modified(String name, @Nullable Integer interval, @Nullable String arn) {
        return ModifyDBInstanceInput.builder()
                .dbInstanceIdentifier(name)
                .monitoringInterval(interval)
                .monitoringRoleArn(arn)
                .build();
    }
}
