package signet.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.rds.World.PASSWORD;
import static signet.rds.World.instanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import signet.database.DatabaseSpec;
import signet.model.rds.DBInstance;
import signet.model.rds.DescribeDBInstancesInput;
import signet.model.rds.ModifyDBInstanceInput;
import signet.model.rds.RdsOperations;
import signet.model.rds.RebootDBInstanceInput;
import signet.model.rds.StartDBInstanceInput;
import signet.model.rds.StopDBInstanceInput;
import signet.rds.InstanceRecord.Status;

/** Instances from their making to their end, and over the end of their server. */
class InstanceLifeTest extends RdsTest {
    @Test
    void anInstanceIsCreatingWhenItIsAnsweredAndAvailableALittleLater() {
        DBInstance answered = some(ask(
                        RdsOperations.CREATE_DB_INSTANCE,
                        instanceOf("Shop").dbName("shop").build())
                .dbInstance());
        assertEquals("creating", answered.dbInstanceStatus());
        assertNull(answered.endpoint());
        assertNull(answered.instanceCreateTime());
        world.settle();
        DBInstance available = world.shown("shop");
        assertEquals("available", available.dbInstanceStatus());
        assertEquals(Instant.parse("2026-11-23T10:00:00Z"), available.instanceCreateTime());
        assertEquals("127.0.0.1", some(available.endpoint()).address());
        DatabaseSpec spec = world.runner.only().spec;
        assertEquals(some(available.endpoint()).port(), spec.port());
        assertEquals("ada", spec.masterUser());
        assertEquals("shop", spec.database());
        assertTrue(spec.directory().endsWith(some(available.dbiResourceId())));
    }

    @Test
    void itIsShownAsRdsShowsIt() {
        DBInstance shown = world.instance("SHOP");
        assertEquals("shop", shown.dbInstanceIdentifier());
        assertEquals(World.ARN + "db:shop", shown.dbInstanceArn());
        assertTrue(some(shown.dbiResourceId()).matches("db-[A-Z2-7]{26}"), shown.dbiResourceId());
        assertEquals("postgres", shown.engine());
        assertEquals("17.7", shown.engineVersion());
        assertEquals("db.t3.micro", shown.dbInstanceClass());
        assertEquals(20, shown.allocatedStorage());
        assertEquals("gp2", shown.storageType());
        assertEquals("us-east-1a", shown.availabilityZone());
        assertEquals(
                "default.postgres17", some(shown.dbParameterGroups()).getFirst().dbParameterGroupName());
        assertEquals(
                "default:postgres-17",
                some(shown.optionGroupMemberships()).getFirst().optionGroupName());
        assertEquals(0, shown.monitoringInterval());
        assertEquals(false, shown.multiAZ());
        assertEquals(false, shown.storageEncrypted());
        assertEquals(true, shown.autoMinorVersionUpgrade());
        assertNull(shown.dbName());
    }

    @Test
    void thePasswordIsKeptNowhereInTheState() {
        var _ = world.instance("shop");
        assertFalse(world.state.current().under(Tables.INSTANCES, "").toString().contains(PASSWORD));
        String kept = world.runner.disk.values().iterator().next();
        assertTrue(kept.startsWith("SCRAM-SHA-256$4096:"), kept);
        assertFalse(world.shown("shop").toString().contains(PASSWORD));
    }

    @Test
    void aStoppedInstanceKeepsItsDataAndItsEndpoint() {
        DBInstance before = world.instance("shop");
        var _ = some(ask(RdsOperations.STOP_DB_INSTANCE, new StopDBInstanceInput("shop", null, null))
                .dbInstance());
        world.settle();
        assertEquals("stopped", world.status("shop"));
        assertTrue(world.runner.running.isEmpty());
        DBInstance starting = some(ask(RdsOperations.START_DB_INSTANCE, new StartDBInstanceInput("shop", null))
                .dbInstance());
        assertEquals("starting", starting.dbInstanceStatus());
        world.settle();
        assertEquals("available", world.status("shop"));
        assertEquals(before.endpoint(), world.shown("shop").endpoint());
        assertEquals(before.instanceCreateTime(), world.shown("shop").instanceCreateTime());
        assertEquals(List.of("make", "stop", "start"), world.runner.log);
    }

    @Test
    void aRebootIsANewProcess() {
        var _ = world.instance("shop");
        long before = world.runner.only().pid();
        DBInstance rebooting = some(ask(RdsOperations.REBOOT_DB_INSTANCE, new RebootDBInstanceInput("shop", null))
                .dbInstance());
        assertEquals("rebooting", rebooting.dbInstanceStatus());
        world.settle();
        assertEquals("available", world.status("shop"));
        assertNotEquals(before, world.runner.only().pid());
    }

    @Test
    void aDeletedInstanceIsGoneAndItsNameFree() {
        var _ = world.instance("shop");
        String first = world.shown("shop").dbiResourceId();
        assertEquals(
                "deleting",
                some(ask(RdsOperations.DELETE_DB_INSTANCE, deletionOf("shop").build())
                                .dbInstance())
                        .dbInstanceStatus());
        world.settle();
        assertEquals(
                "DBInstanceNotFound: DBInstance shop not found.",
                error(
                        RdsOperations.DESCRIBE_DB_INSTANCES,
                        DescribeDBInstancesInput.builder()
                                .dbInstanceIdentifier("shop")
                                .build()));
        assertEquals(List.of("make", "stop", "remove"), world.runner.log);
        assertTrue(world.runner.disk.isEmpty());
        assertNotEquals(first, world.instance("shop").dbiResourceId());
    }

    @Test
    void anInstanceCanBeDeletedWhileItIsMadeOrStopped() {
        var _ = ask(RdsOperations.CREATE_DB_INSTANCE, instanceOf("one").build());
        delete("one");
        var _ = world.instance("two");
        stop("two");
        delete("two");
        world.settle();
        assertTrue(world.runner.running.isEmpty());
        assertTrue(world.runner.disk.isEmpty());
        assertEquals(0, world.state.current().under(Tables.INSTANCES, "").size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"AVAILABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyAnAvailableInstanceIsStoppedRebootedOrModified(Status status) {
        put(status);
        String message = "InvalidDBInstanceState: Instance shop is not in available state.";
        assertEquals(message, error(RdsOperations.STOP_DB_INSTANCE, new StopDBInstanceInput("shop", null, null)));
        assertEquals(message, error(RdsOperations.REBOOT_DB_INSTANCE, new RebootDBInstanceInput("shop", null)));
        assertEquals(
                "InvalidDBInstanceState: Database instance is not in available state.",
                error(
                        RdsOperations.MODIFY_DB_INSTANCE,
                        ModifyDBInstanceInput.builder()
                                .dbInstanceIdentifier("shop")
                                .masterUserPassword("Another-Horse-10")
                                .build()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"STOPPED"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyAStoppedInstanceIsStarted(Status status) {
        put(status);
        assertEquals(
                "InvalidDBInstanceState: Instance shop is not in stopped state.",
                error(RdsOperations.START_DB_INSTANCE, new StartDBInstanceInput("shop", null)));
    }

    @Test
    void anInstanceIsDeletedOnce() {
        put(Status.DELETING);
        assertEquals(
                "InvalidDBInstanceState: Instance shop is already being deleted.",
                error(RdsOperations.DELETE_DB_INSTANCE, deletionOf("shop").build()));
    }

    @Test
    void whatShouldRunRunsAgainAfterAnOrderlyRestart() {
        var _ = world.instance("runs");
        var _ = world.instance("rests");
        stop("rests");
        world.settle();
        world.restart(true);
        assertEquals("available", world.status("runs"));
        assertEquals("stopped", world.status("rests"));
        assertEquals(List.of("start"), world.runner.log);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"CREATING", "AVAILABLE", "STARTING", "REBOOTING"})
    void aServerThatDiedInBetweenIsCarriedOn(Status status) {
        put(status);
        world.restart(false);
        assertEquals("available", world.status("shop"));
        assertEquals(1, world.runner.running.size());
    }

    @Test
    void aStopOrDeletionThatWasBegunIsFinishedAfterARestart() {
        put(Status.STOPPING);
        world.restart(false);
        assertEquals("stopped", world.status("shop"));
        assertTrue(world.runner.running.isEmpty());
        put(Status.DELETING);
        world.restart(false);
        assertEquals(List.of(), world.shown(DescribeDBInstancesInput.builder().build()));
    }

    @Test
    void anInstanceThatCouldNotBeMadeHasFailedAndCanOnlyBeDeleted() {
        world.runner.failure = "no room";
        var _ = ask(RdsOperations.CREATE_DB_INSTANCE, instanceOf("shop").build());
        world.settle();
        assertEquals("failed", world.status("shop"));
        world.runner.failure = null;
        world.restart(true);
        assertEquals("failed", world.status("shop"));
        delete("shop");
        world.settle();
        assertEquals(List.of(), world.shown(DescribeDBInstancesInput.builder().build()));
    }

    @Test
    void anInstanceThatCannotBeStartedIsStoppedAndCanBeStartedLater() {
        var _ = world.instance("shop");
        stop("shop");
        world.settle();
        world.runner.failure = "Address already in use";
        var _ = ask(RdsOperations.START_DB_INSTANCE, new StartDBInstanceInput("shop", null));
        world.settle();
        assertEquals("stopped", world.status("shop"));
        world.runner.failure = null;
        var _ = ask(RdsOperations.START_DB_INSTANCE, new StartDBInstanceInput("shop", null));
        world.settle();
        assertEquals("available", world.status("shop"));
    }

    @Test
    void aDatabaseThatEndsByItselfIsStartedAgain() {
        var _ = world.instance("shop");
        long before = world.runner.only().pid();
        world.runner.only().end();
        world.settle();
        assertNotEquals(before, world.runner.only().pid());
        assertEquals("available", world.status("shop"));
    }

    @Test
    void anotherPasswordIsSetAtOnceAndNotShown() {
        var _ = world.instance("shop");
        String before = world.runner.disk.values().iterator().next();
        DBInstance answered = modified(ModifyDBInstanceInput.builder().masterUserPassword("Another-Horse-10"));
        assertEquals("****", some(answered.pendingModifiedValues()).masterUserPassword());
        assertNotEquals(before, world.runner.disk.values().iterator().next());
        assertNull(some(world.shown("shop").pendingModifiedValues()).masterUserPassword());
    }

    @Test
    void aPasswordThatCouldNotBeSetChangesNothingElse() {
        var _ = world.instance("shop");
        world.runner.failure = "gone";
        assertEquals(
                "InternalFailure: The password could not be changed.",
                error(
                        RdsOperations.MODIFY_DB_INSTANCE,
                        ModifyDBInstanceInput.builder()
                                .dbInstanceIdentifier("shop")
                                .masterUserPassword("Another-Horse-10")
                                .deletionProtection(true)
                                .build()));
        assertEquals(false, world.shown("shop").deletionProtection());
    }

    @Test
    void aProtectedInstanceIsNotDeletedUntilItIsFree() {
        var _ = world.instance("shop");
        assertEquals(
                true,
                modified(ModifyDBInstanceInput.builder().deletionProtection(true))
                        .deletionProtection());
        assertEquals(
                "InvalidParameterCombination: Cannot delete protected DB Instance, please disable deletion protection"
                        + " and try again.",
                error(RdsOperations.DELETE_DB_INSTANCE, deletionOf("shop").build()));
        assertEquals(
                true,
                modified(ModifyDBInstanceInput.builder().autoMinorVersionUpgrade(false))
                        .deletionProtection());
        assertEquals(
                false,
                modified(ModifyDBInstanceInput.builder().deletionProtection(false))
                        .deletionProtection());
        delete("shop");
    }

    @Test
    void theTimeOfMakingStays() {
        Instant made = world.instance("shop").instanceCreateTime();
        world.pass(Duration.ofHours(1));
        var _ = ask(RdsOperations.REBOOT_DB_INSTANCE, new RebootDBInstanceInput("shop", false));
        world.settle();
        assertEquals(made, world.shown("shop").instanceCreateTime());
    }

    private DBInstance modified(ModifyDBInstanceInput.Builder change) {
        return Objects.requireNonNull(ask(
                        RdsOperations.MODIFY_DB_INSTANCE,
                        change.dbInstanceIdentifier("shop")
                                .applyImmediately(true)
                                .build())
                .dbInstance());
    }

    /** Records an instance in a status, of which nothing runs yet. */
    private void put(Status status) {
        if (world.state.current().under(Tables.INSTANCES, "").isEmpty()) {
            var _ = world.instance("shop");
            world.restart(true);
        }
        world.state.change(tx -> {
            InstanceRecord found =
                    tx.under(Tables.INSTANCES, "").values().iterator().next();
            tx.put(Tables.INSTANCES, found.key(), found.in(status));
        });
    }
}
