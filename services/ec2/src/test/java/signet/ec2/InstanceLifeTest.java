package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.ec2.AttributeBooleanValue;
import signet.model.ec2.AttributeValue;
import signet.model.ec2.DescribeInstanceAttributeInput;
import signet.model.ec2.DescribeInstanceStatusInput;
import signet.model.ec2.DescribeInstancesInput;
import signet.model.ec2.DescribeInstancesOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.GetConsoleOutputInput;
import signet.model.ec2.InstanceAttribute;
import signet.model.ec2.InstanceStateChange;
import signet.model.ec2.InstanceStatus;
import signet.model.ec2.ModifyInstanceAttributeInput;
import signet.model.ec2.ModifyInstanceMetadataOptionsInput;
import signet.model.ec2.RebootInstancesInput;
import signet.model.ec2.Reservation;
import signet.model.ec2.SecureBlobAttributeValue;
import signet.model.ec2.StartInstancesInput;
import signet.model.ec2.StopInstancesInput;
import signet.model.ec2.TerminateInstancesInput;

class InstanceLifeTest extends Ec2Test {
    private static final String UNKNOWN = "i-0123456789abcdef0";

    private String id = "";

    @BeforeEach
    void launch() {
        id = world.launch();
    }

    @Test
    void stoppingGoesFromRunningOverStoppingToStopped() {
        InstanceStateChange change = stop(id);
        world.fleet.awaitIdle();

        assertEquals("running", some(change.previousState()).name());
        assertEquals("stopping", some(change.currentState()).name());
        assertEquals("stopped", some(shown(id).state()).name());
        assertEquals(
                "Client.UserInitiatedShutdown", some(shown(id).stateReason()).code());
        assertEquals(
                "Client.UserInitiatedShutdown: User initiated shutdown",
                some(shown(id).stateReason()).message());
        assertEquals("User initiated (2026-11-23 10:00:00 GMT)", shown(id).stateTransitionReason());
    }

    @Test
    void startingGoesFromStoppedOverPendingToRunningWithANewLaunchTime() {
        stop(id);
        world.fleet.awaitIdle();
        world.pass(Duration.ofHours(1));

        InstanceStateChange change = start(id);
        world.fleet.awaitIdle();

        assertEquals("stopped", some(change.previousState()).name());
        assertEquals("pending", some(change.currentState()).name());
        assertEquals("running", some(shown(id).state()).name());
        assertEquals(World.NOW.plus(Duration.ofHours(1)), shown(id).launchTime());
        assertEquals("", shown(id).stateTransitionReason());
    }

    @Test
    void terminatingGoesOverShuttingDownToTerminated() {
        InstanceStateChange change = terminate(id);
        world.fleet.awaitIdle();

        assertEquals("shutting-down", some(change.currentState()).name());
        assertEquals("terminated", some(shown(id).state()).name());
        assertEquals(List.of(), shown(id).networkInterfaces());
        assertEquals(List.of(), shown(id).blockDeviceMappings());
    }

    @Test
    void askingAgainForWhatIsDoneChangesNothing() {
        assertEquals("running", some(start(id).currentState()).name());
        stop(id);
        world.fleet.awaitIdle();
        assertEquals("stopped", some(stop(id).currentState()).name());
        terminate(id);
        world.fleet.awaitIdle();
        assertEquals("terminated", some(terminate(id).currentState()).name());
    }

    @Test
    void aTerminatedInstanceNeitherStartsNorStopsNorReboots() {
        terminate(id);
        world.fleet.awaitIdle();

        assertEquals(
                "IncorrectInstanceState: The instance '" + id + "' is not in a state from which it can be started.",
                error(
                        Ec2Operations.START_INSTANCES,
                        StartInstancesInput.builder().instanceIds(List.of(id)).build()));
        assertEquals(
                "IncorrectInstanceState: The instance '" + id + "' is not in a state from which it can be stopped.",
                error(
                        Ec2Operations.STOP_INSTANCES,
                        StopInstancesInput.builder().instanceIds(List.of(id)).build()));
        assertEquals(
                "IncorrectInstanceState: The instance '" + id + "' is not in a state from which it can be rebooted.",
                error(
                        Ec2Operations.REBOOT_INSTANCES,
                        RebootInstancesInput.builder().instanceIds(List.of(id)).build()));
    }

    @Test
    void allOfSeveralInstancesChangeOrNone() {
        String other = world.launch();
        terminate(other);
        world.fleet.awaitIdle();

        world.refused(
                Ec2Operations.STOP_INSTANCES,
                StopInstancesInput.builder().instanceIds(List.of(id, other)).build());

        assertEquals("running", some(shown(id).state()).name());
    }

    @Test
    void unknownInstancesAreNamedOneOrAll() {
        assertEquals(
                "InvalidInstanceID.NotFound: The instance ID '" + UNKNOWN + "' does not exist",
                error(
                        Ec2Operations.STOP_INSTANCES,
                        StopInstancesInput.builder()
                                .instanceIds(List.of(UNKNOWN))
                                .build()));
        assertEquals(
                "InvalidInstanceID.NotFound: The instance IDs '" + UNKNOWN + ", i-0123456789abcdef1' do not exist",
                error(
                        Ec2Operations.STOP_INSTANCES,
                        StopInstancesInput.builder()
                                .instanceIds(List.of(id, UNKNOWN, "i-0123456789abcdef1"))
                                .build()));
        assertEquals(
                "InvalidInstanceID.Malformed: Invalid id: \"i-x\"",
                error(
                        Ec2Operations.STOP_INSTANCES,
                        StopInstancesInput.builder().instanceIds(List.of("i-x")).build()));
    }

    @Test
    void aRebootRunsAnotherProcess() {
        ask(
                Ec2Operations.REBOOT_INSTANCES,
                RebootInstancesInput.builder().instanceIds(List.of(id)).build());
        world.fleet.awaitIdle();

        assertEquals(2, world.runner.started.size());
        assertEquals("running", some(shown(id).state()).name());
    }

    @Test
    void aProtectedInstanceIsNotTerminated() {
        modify(ModifyInstanceAttributeInput.builder().disableApiTermination(new AttributeBooleanValue(true)));

        assertEquals(
                "OperationNotPermitted: The instance '" + id
                        + "' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.",
                error(
                        Ec2Operations.TERMINATE_INSTANCES,
                        TerminateInstancesInput.builder()
                                .instanceIds(List.of(id))
                                .build()));

        modify(ModifyInstanceAttributeInput.builder()
                .attribute("disableApiTermination")
                .value("false"));
        assertEquals("shutting-down", some(terminate(id).currentState()).name());
    }

    @Test
    void aStopProtectedInstanceIsNotStopped() {
        modify(ModifyInstanceAttributeInput.builder().disableApiStop(new AttributeBooleanValue(true)));

        assertEquals(
                "OperationNotPermitted: The instance '" + id
                        + "' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.",
                error(
                        Ec2Operations.STOP_INSTANCES,
                        StopInstancesInput.builder().instanceIds(List.of(id)).build()));
        assertEquals(true, some(attribute("disableApiStop").disableApiStop()).value());
    }

    @Test
    void typeAndUserDataChangeOnlyWhileStopped() {
        String refused = "IncorrectInstanceState: The instance '" + id + "' is not in the 'stopped' state.";
        ModifyInstanceAttributeInput.Builder retype =
                ModifyInstanceAttributeInput.builder().instanceId(id).instanceType(new AttributeValue("m5.large"));
        ModifyInstanceAttributeInput.Builder data = ModifyInstanceAttributeInput.builder()
                .instanceId(id)
                .userData(new SecureBlobAttributeValue("hello".getBytes(StandardCharsets.UTF_8)));
        assertEquals(refused, error(Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE, retype.build()));
        assertEquals(refused, error(Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE, data.build()));
        stop(id);
        world.fleet.awaitIdle();

        ask(Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE, retype.build());
        ask(Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE, data.build());

        assertEquals("m5.large", some(attribute("instanceType").instanceType()).value());
        assertEquals("aGVsbG8=", some(attribute("userData").userData()).value());
        assertEquals(null, world.recorded(id).settings().credits());
    }

    @Test
    void oneAttributeIsChangedAtATimeAndOnlyOneThatIsKnown() {
        assertEquals(
                "InvalidParameterCombination: No attributes specified.",
                error(
                        Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE,
                        ModifyInstanceAttributeInput.builder().instanceId(id).build()));
        assertEquals(
                "InvalidParameterCombination: Fields for multiple attribute types specified",
                error(
                        Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE,
                        ModifyInstanceAttributeInput.builder()
                                .instanceId(id)
                                .disableApiStop(new AttributeBooleanValue(true))
                                .disableApiTermination(new AttributeBooleanValue(true))
                                .build()));
        assertEquals(
                "UnsupportedOperation: Changing the attribute kernel is not supported by Signet.",
                error(
                        Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE,
                        ModifyInstanceAttributeInput.builder()
                                .instanceId(id)
                                .attribute("kernel")
                                .value("aki-1")
                                .build()));
    }

    @Test
    void everyAttributeOfTheModelIsDescribed() {
        List<String> names = List.of(
                "instanceType",
                "kernel",
                "ramdisk",
                "userData",
                "disableApiTermination",
                "instanceInitiatedShutdownBehavior",
                "rootDeviceName",
                "blockDeviceMapping",
                "productCodes",
                "sourceDestCheck",
                "groupSet",
                "ebsOptimized",
                "sriovNetSupport",
                "enaSupport",
                "enclaveOptions",
                "disableApiStop");
        for (String name : names) {
            assertEquals(id, attribute(name).instanceId(), name);
        }
        assertEquals(
                "stop",
                some(attribute("instanceInitiatedShutdownBehavior").instanceInitiatedShutdownBehavior())
                        .value());
    }

    @Test
    void changedMetadataOptionsHoldAndTheOthersStay() {
        ask(
                Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS,
                ModifyInstanceMetadataOptionsInput.builder()
                        .instanceId(id)
                        .httpTokens("required")
                        .httpPutResponseHopLimit(2)
                        .build());
        assertEquals(
                List.of("HttpTokens", "HttpPutResponseHopLimit"),
                world.decided("ec2:ModifyInstanceMetadataOptions", id)
                        .context()
                        .get("ec2:Attribute")
                        .orElseThrow());
        assertEquals(
                List.of("required"),
                world.decided("ec2:ModifyInstanceMetadataOptions", id)
                        .context()
                        .get("ec2:Attribute/HttpTokens")
                        .orElseThrow());

        ask(
                Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS,
                ModifyInstanceMetadataOptionsInput.builder()
                        .instanceId(id)
                        .instanceMetadataTags("enabled")
                        .build());

        assertEquals(
                new signet.fleet.Instance.MetadataOptions(true, 2, true, false, true),
                world.recorded(id).metadata());
    }

    @Test
    void aPolicyCanHoldMetadataChangesToTokens() {
        Caller careful = world.user(
                "careful",
                World.policy("{\"Effect\":\"Deny\",\"Action\":\"ec2:ModifyInstanceMetadataOptions\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"ec2:Attribute/HttpTokens\":\"optional\"}}}"));

        AwsError error = world.refused(
                careful,
                Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS,
                ModifyInstanceMetadataOptionsInput.builder()
                        .instanceId(id)
                        .httpTokens("optional")
                        .build());
        world.ask(
                careful,
                Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS,
                ModifyInstanceMetadataOptionsInput.builder()
                        .instanceId(id)
                        .httpTokens("required")
                        .build());

        assertEquals("UnauthorizedOperation", error.code());
        assertTrue(world.recorded(id).metadata().tokensRequired());
    }

    @Test
    void tokensAreNotSetForAnEndpointThatIsSwitchedOff() {
        assertTrue(error(
                        Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS,
                        ModifyInstanceMetadataOptionsInput.builder()
                                .instanceId(id)
                                .httpEndpoint("disabled")
                                .httpTokens("required")
                                .build())
                .startsWith("InvalidParameterCombination: "));
    }

    @Test
    void onlyRunningInstancesHaveAStatusUnlessAllAreAskedFor() {
        String other = world.launch();
        stop(other);
        world.fleet.awaitIdle();

        assertEquals(
                List.of(id),
                statuses(false).stream().map(InstanceStatus::instanceId).toList());
        assertEquals("ok", some(statuses(false).getFirst().instanceStatus()).status());
        assertEquals(2, statuses(true).size());
    }

    @Test
    void theConsoleIsInBase64() {
        String output = some(ask(
                        Ec2Operations.GET_CONSOLE_OUTPUT,
                        GetConsoleOutputInput.builder().instanceId(id).build())
                .output());

        assertEquals("booted " + id + "\n", new String(Base64.getDecoder().decode(output), StandardCharsets.UTF_8));
    }

    @Test
    void instancesAreFoundByFilters() {
        String tagged = world.launch(world.one()
                .instanceType("t3.large")
                .tagSpecifications(List.of(tags("instance", "Name", "web-1")))
                .build());

        assertEquals(List.of(tagged), found("tag:Name", "web-*"));
        assertEquals(List.of(tagged), found("tag-key", "Name"));
        assertEquals(List.of(tagged), found("instance-type", "t3.large"));
        assertEquals(List.of(), found("tag:Name", "WEB-*"));
        assertEquals(List.of(), found("instance-state-name", "stopped"));
        assertEquals(2, found("instance-state-name", "stopped", "running").size());
        assertEquals(2, found("vpc-id", world.network.vpcId()).size());
    }

    @Test
    void aListOfInstancesComesInPagesThatSurviveChanges() {
        for (int i = 0; i < 11; i++) {
            world.launch();
        }
        DescribeInstancesOutput first = page(null);
        assertEquals(5, ids(first).size());
        terminate(ids(first).getLast());
        world.fleet.awaitIdle();

        DescribeInstancesOutput second = page(first.nextToken());
        DescribeInstancesOutput third = page(second.nextToken());

        assertEquals(5, ids(second).size());
        assertEquals(2, ids(third).size());
        assertEquals(null, third.nextToken());
        assertFalse(ids(second).contains(ids(first).getLast()));
        assertNotEquals(ids(second), ids(third));
    }

    @Test
    void aPageHasAtLeastFiveAndATokenIsOurs() {
        assertEquals(
                "InvalidParameterValue: Value ( 1 ) for parameter maxResults is invalid. Expecting a value greater than"
                        + " 5.",
                error(
                        Ec2Operations.DESCRIBE_INSTANCES,
                        DescribeInstancesInput.builder().maxResults(1).build()));
        assertEquals(
                "InvalidNextToken: The specified NextToken is not valid.",
                error(
                        Ec2Operations.DESCRIBE_INSTANCES,
                        DescribeInstancesInput.builder().nextToken("bogus!").build()));
        assertEquals(
                "InvalidParameterCombination: The parameter instancesSet cannot be used with the parameter maxResults",
                error(
                        Ec2Operations.DESCRIBE_INSTANCES,
                        DescribeInstancesInput.builder()
                                .instanceIds(List.of(id))
                                .maxResults(5)
                                .build()));
    }

    @Test
    void anotherRegionHasOtherInstances() {
        world.in("eu-west-1");

        assertEquals(List.of(), ids(page(null)));
        assertEquals(
                "InvalidInstanceID.NotFound: The instance ID '" + id + "' does not exist",
                error(
                        Ec2Operations.STOP_INSTANCES,
                        StopInstancesInput.builder().instanceIds(List.of(id)).build()));
    }

    private DescribeInstancesOutput page(@org.jspecify.annotations.Nullable String token) {
        return ask(
                Ec2Operations.DESCRIBE_INSTANCES,
                DescribeInstancesInput.builder().maxResults(5).nextToken(token).build());
    }

    private static List<String> ids(DescribeInstancesOutput output) {
        return some(output.reservations()).stream()
                .map(Reservation::instances)
                .flatMap(instances -> some(instances).stream())
                .map(instance -> some(instance.instanceId()))
                .toList();
    }

    private List<String> found(String filter, String... values) {
        return ids(ask(
                Ec2Operations.DESCRIBE_INSTANCES,
                DescribeInstancesInput.builder()
                        .filters(List.of(filter(filter, values)))
                        .build()));
    }

    private List<InstanceStatus> statuses(boolean all) {
        return some(ask(
                        Ec2Operations.DESCRIBE_INSTANCE_STATUS,
                        DescribeInstanceStatusInput.builder()
                                .includeAllInstances(all)
                                .build())
                .instanceStatuses());
    }

    private InstanceAttribute attribute(String name) {
        return ask(
                Ec2Operations.DESCRIBE_INSTANCE_ATTRIBUTE,
                DescribeInstanceAttributeInput.builder()
                        .instanceId(id)
                        .attribute(name)
                        .build());
    }

    private void modify(ModifyInstanceAttributeInput.Builder input) {
        ask(Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE, input.instanceId(id).build());
    }

    private InstanceStateChange start(String instance) {
        return some(ask(
                                Ec2Operations.START_INSTANCES,
                                StartInstancesInput.builder()
                                        .instanceIds(List.of(instance))
                                        .build())
                        .startingInstances())
                .getFirst();
    }

    private InstanceStateChange stop(String instance) {
        return some(ask(
                                Ec2Operations.STOP_INSTANCES,
                                StopInstancesInput.builder()
                                        .instanceIds(List.of(instance))
                                        .build())
                        .stoppingInstances())
                .getFirst();
    }

    private InstanceStateChange terminate(String instance) {
        return some(ask(
                                Ec2Operations.TERMINATE_INSTANCES,
                                TerminateInstancesInput.builder()
                                        .instanceIds(List.of(instance))
                                        .build())
                        .terminatingInstances())
                .getFirst();
    }
}
