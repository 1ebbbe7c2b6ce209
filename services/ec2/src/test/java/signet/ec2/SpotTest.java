package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.ec2.World.ACCOUNT;
import static signet.ec2.World.named;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.ec2.CancelSpotInstanceRequestsInput;
import signet.model.ec2.CancelledSpotInstanceRequest;
import signet.model.ec2.DescribeSpotInstanceRequestsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Filter;
import signet.model.ec2.Instance;
import signet.model.ec2.InstanceMarketOptionsRequest;
import signet.model.ec2.RequestSpotInstancesInput;
import signet.model.ec2.RequestSpotLaunchSpecification;
import signet.model.ec2.SpotInstanceRequest;
import signet.model.ec2.SpotMarketOptions;
import signet.model.ec2.SpotPlacement;
import signet.model.ec2.StopInstancesInput;
import signet.model.ec2.TerminateInstancesInput;

/** Requests for Spot instances, and the instances that fulfil them. */
class SpotTest extends Ec2Test {
    private static final String EC2 = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":";

    @Test
    void aRequestIsOpenAndThenFulfilledByARealInstance() {
        world.profile("App");
        SpotInstanceRequest opened = request(world.spot(named("App")));
        world.fleet.awaitIdle();

        SpotInstanceRequest fulfilled = shown();
        Instance instance = shown(some(fulfilled.instanceId()));

        assertTrue(some(opened.spotInstanceRequestId()).matches("sir-[a-z0-9]{8}"));
        assertEquals("open pending-evaluation", standing(opened));
        assertNull(opened.instanceId());
        assertEquals("active fulfilled", standing(fulfilled));
        assertEquals("running", some(instance.state()).name());
        assertEquals("spot", instance.instanceLifecycle());
        assertEquals(opened.spotInstanceRequestId(), instance.spotInstanceRequestId());
        assertEquals("AIPAApp", some(instance.iamInstanceProfile()).id());
        assertEquals(1, world.runner.started.size());
    }

    @Test
    void aRequestShowsWhatItAskedFor() {
        request(RequestSpotInstancesInput.builder()
                .spotPrice("0.05")
                .launchSpecification(RequestSpotLaunchSpecification.builder()
                        .imageId(world.image)
                        .instanceType("t3.small")
                        .placement(SpotPlacement.builder()
                                .availabilityZone("us-east-1b")
                                .build())
                        .build())
                .tagSpecifications(List.of(tags("spot-instances-request", "team", "red")))
                .build());

        SpotInstanceRequest shown = shown();

        assertEquals("0.05", shown.spotPrice());
        assertEquals("t3.small", some(shown.launchSpecification()).instanceType());
        assertEquals("us-east-1b", shown.launchedAvailabilityZone());
        assertEquals("use1-az2", shown.launchedAvailabilityZoneId());
        assertEquals("one-time", shown.type());
        assertEquals("team", some(shown.tags()).getFirst().key());
        assertEquals(List.of(), some(shown(some(shown.instanceId())).tags()));
    }

    @Test
    void aRequestAsksForWhatTheReferenceSays() {
        world.profile("App");
        request(world.spot(named("App")));

        assertEquals(
                List.of(
                        "ec2:RequestSpotInstances " + EC2 + "spot-instances-request/*",
                        "ec2:RequestSpotInstances arn:aws:ec2:us-east-1::image/" + world.image,
                        "ec2:RequestSpotInstances " + EC2 + "subnet/"
                                + world.network.subnets().getFirst().id(),
                        "ec2:RequestSpotInstances " + EC2 + "security-group/" + world.network.securityGroupId(),
                        "iam:PassRole arn:aws:iam::" + ACCOUNT + ":role/App"),
                world.asked());
        assertEquals(
                Optional.of(List.of(EC2 + "instance/*")),
                world.decided("iam:PassRole", "role/App").context().get("iam:AssociatedResourceArn"));
    }

    @Test
    void taggingARequestTakesCreateTags() {
        Caller dev = world.user(
                "dev",
                "{\"Version\":\"2012-10-17\",\"Statement\":[" + World.allow("ec2:RequestSpotInstances", "*", "")
                        + "]}");

        AwsError error = world.refused(
                dev,
                Ec2Operations.REQUEST_SPOT_INSTANCES,
                RequestSpotInstancesInput.builder()
                        .launchSpecification(RequestSpotLaunchSpecification.builder()
                                .imageId(world.image)
                                .build())
                        .tagSpecifications(List.of(tags("spot-instances-request", "a", "b")))
                        .build());
        world.ask(dev, Ec2Operations.REQUEST_SPOT_INSTANCES, world.spot(null));

        assertTrue(
                error.message().contains("ec2:CreateTags on resource: " + EC2 + "spot-instances-request/* because"),
                error.message());
    }

    @Test
    void aRequestOfRunInstancesForSpotMakesARequestToo() {
        String id = world.launch(world.one()
                .instanceMarketOptions(InstanceMarketOptionsRequest.builder()
                        .marketType("spot")
                        .spotOptions(SpotMarketOptions.builder().maxPrice("1.5").build())
                        .build())
                .tagSpecifications(List.of(tags("spot-instances-request", "a", "b")))
                .build());

        assertEquals(id, shown().instanceId());
        assertEquals("1.5", shown().spotPrice());
        assertEquals(Optional.of(List.of("spot")), world.recorded(id).launch().spot() ? market() : Optional.empty());
    }

    private Optional<List<String>> market() {
        world.launch(world.one()
                .instanceMarketOptions(InstanceMarketOptionsRequest.builder()
                        .marketType("spot")
                        .build())
                .build());
        return world.decided("ec2:RunInstances", "instance/*").context().get("ec2:InstanceMarketType");
    }

    @Test
    void aRequestClosesWithItsInstance() {
        request(world.spot(null));
        world.fleet.awaitIdle();
        String instance = some(shown().instanceId());

        ask(
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesInput.builder().instanceIds(List.of(instance)).build());
        world.fleet.awaitIdle();

        assertEquals("closed instance-terminated-by-user", standing(shown()));
        assertEquals("closed", cancel(shown()));
    }

    @Test
    void aCancelledRequestLeavesItsInstanceAlone() {
        request(world.spot(null));
        world.fleet.awaitIdle();

        assertEquals("cancelled", cancel(shown()));

        assertEquals("cancelled request-canceled-and-instance-running", standing(shown()));
        assertEquals("running", some(shown(some(shown().instanceId())).state()).name());
    }

    @Test
    void aSpotInstanceCannotBeStoppedAndEndsWhenItShutsDown() {
        request(world.spot(null));
        world.fleet.awaitIdle();
        String instance = some(shown().instanceId());

        assertEquals(
                "UnsupportedOperation: You can't stop the Spot Instance '" + instance
                        + "' because it is associated with a one-time Spot Instance request. You can only stop Spot"
                        + " Instances associated with persistent Spot Instance requests.",
                error(
                        Ec2Operations.STOP_INSTANCES,
                        StopInstancesInput.builder()
                                .instanceIds(List.of(instance))
                                .build()));
        assertTrue(world.recorded(instance).settings().terminatesOnShutdown());
    }

    @Test
    void theSameTokenAsksForTheSameInstance() {
        RequestSpotInstancesInput input = RequestSpotInstancesInput.builder()
                .clientToken("once")
                .launchSpecification(RequestSpotLaunchSpecification.builder()
                        .imageId(world.image)
                        .build())
                .build();

        SpotInstanceRequest first = request(input);
        SpotInstanceRequest second = request(input);

        assertEquals(first.spotInstanceRequestId(), second.spotInstanceRequestId());
        assertNotEquals(first.spotInstanceRequestId(), request(world.spot(null)).spotInstanceRequestId());
    }

    @Test
    void anEndedRequestIsForgottenAfterTwoDays() {
        request(world.spot(null));
        world.fleet.awaitIdle();
        cancel(shown());

        world.pass(Duration.ofHours(49));
        request(world.spot(null));

        assertEquals(1, requests().size());
    }

    @Test
    void requestsAreFiltered() {
        request(world.spot(null));
        world.fleet.awaitIdle();

        assertEquals(1, requests(filter("state", "active")).size());
        assertEquals(0, requests(filter("state", "closed")).size());
        assertEquals(1, requests(filter("status-code", "fulfilled")).size());
        assertEquals(
                1, requests(filter("instance-id", some(shown().instanceId()))).size());
    }

    static Stream<Arguments> wrongs() {
        return Stream.of(
                Arguments.of(
                        RequestSpotInstancesInput.builder().build(),
                        "MissingParameter: The request must contain the parameter LaunchSpecification"),
                Arguments.of(
                        RequestSpotInstancesInput.builder().type("persistent").build(),
                        "UnsupportedOperation: The value persistent of Type is not supported by Signet."),
                Arguments.of(
                        RequestSpotInstancesInput.builder()
                                .instanceInterruptionBehavior("hibernate")
                                .build(),
                        "UnsupportedOperation: The value hibernate of InstanceInterruptionBehavior is not supported by"
                                + " Signet."),
                Arguments.of(
                        RequestSpotInstancesInput.builder().spotPrice("cheap").build(),
                        "InvalidParameterValue: Invalid value 'cheap' for SpotPrice."),
                Arguments.of(
                        RequestSpotInstancesInput.builder().launchGroup("g").build(),
                        "UnsupportedOperation: The parameter LaunchGroup of RequestSpotInstances is not supported by"
                                + " Signet."),
                Arguments.of(
                        RequestSpotInstancesInput.builder()
                                .launchSpecification(
                                        RequestSpotLaunchSpecification.builder().build())
                                .build(),
                        "MissingParameter: The request must contain the parameter ImageId"),
                Arguments.of(
                        RequestSpotInstancesInput.builder()
                                .launchSpecification(RequestSpotLaunchSpecification.builder()
                                        .kernelId("aki-1")
                                        .build())
                                .build(),
                        "UnsupportedOperation: The value aki-1 of LaunchSpecification is not supported by Signet."));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void aWrongRequestIsRefused(RequestSpotInstancesInput input, String answer) {
        assertEquals(answer, error(Ec2Operations.REQUEST_SPOT_INSTANCES, input));
    }

    @Test
    void unknownRequestsAreNotFound() {
        assertEquals(
                "InvalidSpotInstanceRequestID.NotFound: The spot instance request ID 'sir-abcd1234' does not exist",
                error(
                        Ec2Operations.CANCEL_SPOT_INSTANCE_REQUESTS,
                        CancelSpotInstanceRequestsInput.builder()
                                .spotInstanceRequestIds(List.of("sir-abcd1234"))
                                .build()));
        assertEquals(
                "InvalidSpotInstanceRequestID.Malformed: Invalid id: \"x\" (expecting \"sir-...\")",
                error(
                        Ec2Operations.CANCEL_SPOT_INSTANCE_REQUESTS,
                        CancelSpotInstanceRequestsInput.builder()
                                .spotInstanceRequestIds(List.of("x"))
                                .build()));
    }

    private SpotInstanceRequest request(RequestSpotInstancesInput input) {
        return some(ask(Ec2Operations.REQUEST_SPOT_INSTANCES, input).spotInstanceRequests())
                .getFirst();
    }

    private SpotInstanceRequest shown() {
        return requests().getFirst();
    }

    private List<SpotInstanceRequest> requests(Filter... filters) {
        return some(ask(
                        Ec2Operations.DESCRIBE_SPOT_INSTANCE_REQUESTS,
                        DescribeSpotInstanceRequestsInput.builder()
                                .filters(List.of(filters))
                                .build())
                .spotInstanceRequests());
    }

    private String cancel(SpotInstanceRequest request) {
        CancelledSpotInstanceRequest done = some(ask(
                                Ec2Operations.CANCEL_SPOT_INSTANCE_REQUESTS,
                                CancelSpotInstanceRequestsInput.builder()
                                        .spotInstanceRequestIds(List.of(some(request.spotInstanceRequestId())))
                                        .build())
                        .cancelledSpotInstanceRequests())
                .getFirst();
        return some(done.state());
    }

    private static String standing(SpotInstanceRequest request) {
        return request.state() + " " + some(request.status()).code();
    }
}
