package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.ec2.World.ACCOUNT;
import static signet.ec2.World.allow;
import static signet.ec2.World.policy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.ec2.CreateFleetError;
import signet.model.ec2.CreateFleetInput;
import signet.model.ec2.CreateFleetInstance;
import signet.model.ec2.CreateFleetOutput;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.DeleteFleetErrorItem;
import signet.model.ec2.DeleteFleetsInput;
import signet.model.ec2.DeleteFleetsOutput;
import signet.model.ec2.DescribeFleetsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.FleetData;
import signet.model.ec2.FleetLaunchTemplateConfigRequest;
import signet.model.ec2.FleetLaunchTemplateOverridesRequest;
import signet.model.ec2.FleetLaunchTemplateSpecificationRequest;
import signet.model.ec2.GetLaunchTemplateDataInput;
import signet.model.ec2.LaunchTemplateIamInstanceProfileSpecificationRequest;
import signet.model.ec2.OnDemandOptionsRequest;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.ResponseLaunchTemplateData;
import signet.model.ec2.TargetCapacitySpecificationRequest;

/** CreateFleet in instant mode: what is launched, and what is only reported. */
class FleetOfInstancesTest extends Ec2Test {
    private static final String EC2 = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":";
    private String template = "";

    @BeforeEach
    void makeTemplate() {
        world.profile("App");
        template = some(some(ask(
                                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                                CreateLaunchTemplateInput.builder()
                                        .launchTemplateName("web")
                                        .launchTemplateData(RequestLaunchTemplateData.builder()
                                                .imageId(world.image)
                                                .instanceType("t3.small")
                                                .iamInstanceProfile(
                                                        LaunchTemplateIamInstanceProfileSpecificationRequest.builder()
                                                                .name("App")
                                                                .build())
                                                .build())
                                        .build())
                        .launchTemplate())
                .launchTemplateId());
    }

    @Test
    void anInstantFleetLaunchesItsInstancesAtOnce() {
        CreateFleetOutput made = create(fleet(3, 0).build());
        world.fleet.awaitIdle();

        CreateFleetInstance launched = some(made.instances()).getFirst();

        assertTrue(some(made.fleetId()).matches("fleet-[0-9a-f-]{36}"));
        assertEquals(List.of(), made.errors());
        assertEquals(3, some(launched.instanceIds()).size());
        assertEquals("on-demand", launched.lifecycle());
        assertEquals("t3.small", launched.instanceType());
        some(launched.instanceIds())
                .forEach(id -> assertEquals("running", some(shown(id).state()).name()));
        assertEquals(3, associations().size());
    }

    @Test
    void capacityIsOnDemandAndSpot() {
        CreateFleetOutput made = create(fleet(1, 2).build());

        assertEquals(
                List.of("on-demand 1", "spot 2"),
                some(made.instances()).stream()
                        .map(launched -> launched.lifecycle() + " "
                                + some(launched.instanceIds()).size())
                        .toList());
        FleetData shown = shownFleet(some(made.fleetId()));
        assertEquals(3.0, shown.fulfilledCapacity());
        assertEquals(1.0, shown.fulfilledOnDemandCapacity());
        assertEquals(
                "active fulfilled instant", shown.fleetState() + " " + shown.activityStatus() + " " + shown.type());
    }

    @Test
    void theFirstOverrideThatCanBeLaunchedIs() {
        CreateFleetOutput made = create(fleet(
                        2,
                        0,
                        override("m6g.large", null, null),
                        override("t3.large", null, 2.0),
                        override("t3.nano", null, 1.0))
                .build());

        assertEquals("t3.nano", some(made.instances()).getFirst().instanceType());
        assertEquals(1, some(made.instances()).size());
    }

    @Test
    void whatCannotBeLaunchedIsReportedAndTheNextIsTried() {
        CreateFleetOutput made = create(fleet(1, 0, override("m6g.large", null, 1.0), override("t3.nano", null, 2.0))
                .build());

        CreateFleetError error = some(made.errors()).getFirst();

        assertEquals("InvalidParameterValue", error.errorCode());
        assertEquals(
                "m6g.large",
                some(some(error.launchTemplateAndOverrides()).overrides()).instanceType());
        assertEquals("t3.nano", some(made.instances()).getFirst().instanceType());
    }

    @Test
    void anInstanceOfMoreWeightIsMoreOfTheCapacity() {
        CreateFleetOutput made =
                create(fleet(5, 0, override("t3.large", 2.0, null)).build());

        assertEquals(3, some(some(made.instances()).getFirst().instanceIds()).size());
        assertEquals(6.0, shownFleet(some(made.fleetId())).fulfilledCapacity());
    }

    @Test
    void whatALaunchMayNotDoIsInTheAnswersErrors() {
        Caller dev = world.user("dev", policy());

        CreateFleetOutput made =
                world.ask(dev, Ec2Operations.CREATE_FLEET, fleet(1, 0).build());

        CreateFleetError error = some(made.errors()).getFirst();
        assertEquals("UnauthorizedOperation", error.errorCode());
        assertTrue(
                some(error.errorMessage())
                        .startsWith("You are not authorized to perform this operation. User: arn:aws:iam::" + ACCOUNT
                                + ":user/dev is not authorized to perform: iam:PassRole on resource: arn:aws:iam::"
                                + ACCOUNT + ":role/App because no identity-based policy allows the iam:PassRole action."
                                + " Encoded authorization failure message: "),
                error.errorMessage());
        assertEquals(List.of(), made.instances());
        assertEquals("error", shownFleet(some(made.fleetId())).activityStatus());
        assertTrue(
                world.state.current().under(signet.fleet.Tables.INSTANCES, "").isEmpty());
    }

    @Test
    void anOverrideThatMayBeLaunchedIsWhereAnotherMayNot() {
        Caller dev = world.user(
                "dev",
                policy(
                        allow("iam:PassRole", "*", ""),
                        "{\"Effect\":\"Deny\",\"Action\":\"ec2:RunInstances\",\"Resource\":\"" + EC2
                                + "instance/*\",\"Condition\":{\"StringEquals\":{\"ec2:InstanceType\":\"t3.large\"}}}"));

        CreateFleetOutput made = world.ask(
                dev,
                Ec2Operations.CREATE_FLEET,
                fleet(1, 0, override("t3.large", null, 1.0), override("t3.nano", null, 2.0))
                        .build());

        assertEquals("t3.nano", some(made.instances()).getFirst().instanceType());
        assertTrue(some(some(made.errors()).getFirst().errorMessage()).contains("with an explicit deny"));
    }

    static Stream<Arguments> resources() {
        return Stream.of("fleet", "instance", "image", "launch-template", "subnet", "volume")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void creatingAFleetTakesEveryResourceThatItTouches(String type) {
        Caller dev = world.user(
                "dev",
                policy(
                        allow("iam:PassRole", "*", ""),
                        "{\"Effect\":\"Deny\",\"Action\":\"ec2:CreateFleet\",\"Resource\":\"arn:aws:ec2:*:*:" + type
                                + "/*\"}"));

        AwsError error =
                world.refused(dev, Ec2Operations.CREATE_FLEET, fleet(1, 0).build());

        assertTrue(error.message().contains("ec2:CreateFleet on resource: "), error.message());
        assertTrue(error.message().contains(":" + type + "/"), error.message());
    }

    @Test
    void taggingAFleetAndItsInstancesTakesCreateTags() {
        CreateFleetInput tagged = fleet(1, 0)
                .tagSpecifications(List.of(tags("fleet", "a", "b"), tags("instance", "c", "d")))
                .build();
        create(tagged);
        Caller dev = world.user(
                "dev", "{\"Version\":\"2012-10-17\",\"Statement\":[" + allow("ec2:CreateFleet", "*", "") + "]}");

        AwsError error = world.refused(dev, Ec2Operations.CREATE_FLEET, tagged);

        assertTrue(error.message().contains("ec2:CreateTags on resource: " + EC2 + "fleet/*"), error.message());
        assertEquals(
                "c",
                world.state.current().under(signet.fleet.Tables.INSTANCES, "").values().stream()
                        .findFirst()
                        .orElseThrow()
                        .tags()
                        .keySet()
                        .iterator()
                        .next());
    }

    @Test
    void aDryRunLaunchesNothing() {
        assertEquals(
                "DryRunOperation: Request would have succeeded, but DryRun flag is set.",
                error(Ec2Operations.CREATE_FLEET, fleet(1, 0).dryRun(true).build()));
        assertTrue(
                world.state.current().under(signet.fleet.Tables.INSTANCES, "").isEmpty());
    }

    @Test
    void theSameTokenIsTheSameFleet() {
        CreateFleetInput input = fleet(1, 0).clientToken("once").build();

        assertEquals(create(input).fleetId(), create(input).fleetId());
        assertEquals(
                1,
                world.state.current().under(signet.fleet.Tables.INSTANCES, "").size());
    }

    @Test
    void deletingAFleetEndsItsInstances() {
        String id = some(create(fleet(2, 0).build()).fleetId());
        world.fleet.awaitIdle();

        DeleteFleetsOutput deleted = delete(id, "fleet-00000000-0000-0000-0000-000000000000", "x");
        world.fleet.awaitIdle();

        assertEquals(
                "active deleted_terminating",
                some(deleted.successfulFleetDeletions()).getFirst().previousFleetState() + " "
                        + some(deleted.successfulFleetDeletions()).getFirst().currentFleetState());
        assertEquals(
                List.of("fleetIdDoesNotExist", "fleetIdMalformed"),
                some(deleted.unsuccessfulFleetDeletions()).stream()
                        .map(DeleteFleetErrorItem::error)
                        .map(error -> some(some(error).code()))
                        .toList());
        world.state
                .current()
                .under(signet.fleet.Tables.INSTANCES, "")
                .values()
                .forEach(instance ->
                        assertEquals("terminated", instance.state().code().label()));
    }

    @Test
    void aFleetOfWhichNothingIsLeftIsForgottenAfterTwoDays() {
        String old = some(create(fleet(1, 0).build()).fleetId());
        String kept = some(create(fleet(1, 0).build()).fleetId());
        world.fleet.awaitIdle();
        delete(old);
        world.fleet.awaitIdle();
        assertEquals("deleted", shownFleet(old).fleetState());

        world.pass(Duration.ofHours(49));
        create(fleet(1, 0).build());

        assertEquals("active", shownFleet(kept).fleetState());
        assertEquals(
                "InvalidFleetId.NotFound: The fleet ID '" + old + "' does not exist",
                error(
                        Ec2Operations.DESCRIBE_FLEETS,
                        DescribeFleetsInput.builder().fleetIds(List.of(old)).build()));
    }

    @Test
    void anInstantFleetIsNotDeletedWithoutItsInstances() {
        String id = some(create(fleet(1, 0).build()).fleetId());

        assertTrue(error(
                        Ec2Operations.DELETE_FLEETS,
                        DeleteFleetsInput.builder()
                                .fleetIds(List.of(id))
                                .terminateInstances(false)
                                .build())
                .startsWith("NoTerminateInstancesNotSupported: "));
    }

    @Test
    void instantFleetsAreShownByTheirIdsOnly() {
        create(fleet(1, 0).build());

        assertEquals(
                List.of(),
                ask(Ec2Operations.DESCRIBE_FLEETS, DescribeFleetsInput.builder().build())
                        .fleets());
        assertEquals(
                "InvalidFleetId.NotFound: The fleet ID 'fleet-1' does not exist",
                error(
                        Ec2Operations.DESCRIBE_FLEETS,
                        DescribeFleetsInput.builder()
                                .fleetIds(List.of("fleet-1"))
                                .build()));
    }

    static Stream<Arguments> wrongs() {
        return Stream.of(
                Arguments.of(
                        "maintain",
                        "UnsupportedOperation: Fleets of other types than instant are not supported by Signet."),
                Arguments.of(
                        "request",
                        "UnsupportedOperation: Fleets of other types than instant are not supported by Signet."));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void otherFleetsAreRefused(String type, String answer) {
        assertEquals(
                answer, error(Ec2Operations.CREATE_FLEET, fleet(1, 0).type(type).build()));
    }

    @Test
    void whatAFleetDoesNotHaveIsRefused() {
        assertEquals(
                "UnsupportedOperation: The parameter OnDemandOptions.MinTargetCapacity is not supported by Signet.",
                error(
                        Ec2Operations.CREATE_FLEET,
                        fleet(1, 0)
                                .onDemandOptions(OnDemandOptionsRequest.builder()
                                        .minTargetCapacity(1)
                                        .build())
                                .build()));
        assertTrue(error(
                        Ec2Operations.CREATE_FLEET,
                        fleet(1, 0)
                                .targetCapacitySpecification(TargetCapacitySpecificationRequest.builder()
                                        .totalTargetCapacity(1)
                                        .spotTargetCapacity(2)
                                        .build())
                                .build())
                .startsWith("InvalidParameterValue: "));
    }

    @Test
    void anUnknownTemplateFailsTheRequest() {
        template = "lt-0123456789abcdef0";

        assertEquals(
                "InvalidLaunchTemplateId.NotFound: The specified launch template, with template ID"
                        + " lt-0123456789abcdef0, does not exist.",
                error(Ec2Operations.CREATE_FLEET, fleet(1, 0).build()));
    }

    @Test
    void anInstanceIsShownAsTheDataOfATemplate() {
        String id = world.launch(world.one()
                .instanceType("t3.small")
                .iamInstanceProfile(World.named("App"))
                .tagSpecifications(List.of(tags("instance", "a", "b")))
                .build());

        ResponseLaunchTemplateData data = some(ask(
                        Ec2Operations.GET_LAUNCH_TEMPLATE_DATA,
                        GetLaunchTemplateDataInput.builder().instanceId(id).build())
                .launchTemplateData());

        assertEquals("t3.small", data.instanceType());
        assertEquals(
                "arn:aws:iam::" + ACCOUNT + ":instance-profile/App",
                some(data.iamInstanceProfile()).arn());
        assertEquals("optional", some(data.metadataOptions()).httpTokens());
        assertEquals(List.of("ec2:GetLaunchTemplateData " + EC2 + "instance/" + id), world.asked());
    }

    private CreateFleetOutput create(CreateFleetInput input) {
        return ask(Ec2Operations.CREATE_FLEET, input);
    }

    private FleetData shownFleet(String id) {
        return some(ask(
                                Ec2Operations.DESCRIBE_FLEETS,
                                DescribeFleetsInput.builder()
                                        .fleetIds(List.of(id))
                                        .build())
                        .fleets())
                .getFirst();
    }

    private DeleteFleetsOutput delete(String... ids) {
        return ask(
                Ec2Operations.DELETE_FLEETS,
                DeleteFleetsInput.builder()
                        .fleetIds(List.of(ids))
                        .terminateInstances(true)
                        .build());
    }

    private CreateFleetInput.Builder fleet(int onDemand, int spot, FleetLaunchTemplateOverridesRequest... overrides) {
        return CreateFleetInput.builder()
                .type("instant")
                .targetCapacitySpecification(TargetCapacitySpecificationRequest.builder()
                        .totalTargetCapacity(onDemand + spot)
                        .onDemandTargetCapacity(onDemand)
                        .spotTargetCapacity(spot)
                        .build())
                .launchTemplateConfigs(List.of(FleetLaunchTemplateConfigRequest.builder()
                        .launchTemplateSpecification(FleetLaunchTemplateSpecificationRequest.builder()
                                .launchTemplateId(template)
                                .version("$Default")
                                .build())
                        .overrides(List.of(overrides))
                        .build()));
    }

    private static FleetLaunchTemplateOverridesRequest override(
            String type, @Nullable Double weight, @Nullable Double priority) {
        return FleetLaunchTemplateOverridesRequest.builder()
                .instanceType(type)
                .weightedCapacity(weight)
                .priority(priority)
                .build();
    }
}
