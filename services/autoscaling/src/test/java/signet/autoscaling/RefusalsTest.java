package signet.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.autoscaling.World.ACCOUNT;
import static signet.autoscaling.World.allow;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.model.autoscaling.AttachInstancesInput;
import signet.model.autoscaling.AutoScalingGroupsType;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.CreateAutoScalingGroupInput;
import signet.model.autoscaling.CreateLaunchConfigurationInput;
import signet.model.autoscaling.DeleteAutoScalingGroupInput;
import signet.model.autoscaling.DeleteLaunchConfigurationInput;
import signet.model.autoscaling.DescribeAutoScalingGroupsInput;
import signet.model.autoscaling.DescribeLaunchConfigurationsInput;
import signet.model.autoscaling.DescribeScalingActivitiesInput;
import signet.model.autoscaling.DetachInstancesInput;
import signet.model.autoscaling.InstanceMetadataOptions;
import signet.model.autoscaling.LaunchConfiguration;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.autoscaling.MixedInstancesPolicy;
import signet.model.autoscaling.SetDesiredCapacityInput;
import signet.model.autoscaling.Tag;
import signet.model.autoscaling.TerminateInstanceInAutoScalingGroupInput;
import signet.model.autoscaling.UpdateAutoScalingGroupInput;

/** What Auto Scaling refuses, in AWS's words; its condition keys; its pages. */
class RefusalsTest extends AutoScalingTest {
    private static final String GROUP_ARN = "arn:aws:autoscaling:us-east-1:" + ACCOUNT + ":autoScalingGroup:";

    static Stream<Arguments> groups() {
        return Stream.of(
                group(
                        "nothing to launch",
                        group -> group,
                        "ValidationError: Valid requests must contain either LaunchTemplate, LaunchConfigurationName,"
                                + " InstanceId or MixedInstancesPolicy parameter."),
                group(
                        "too much to launch",
                        group -> group.launchConfigurationName("web").instanceId("i-1"),
                        "ValidationError: Valid requests must contain either LaunchTemplate, LaunchConfigurationName,"
                                + " InstanceId or MixedInstancesPolicy parameter."),
                group(
                        "an unknown launch configuration",
                        group -> group.launchConfigurationName("nobody"),
                        "ValidationError: Launch configuration name not found - A launch configuration with the name:"
                                + " nobody does not exist"),
                group(
                        "an unknown template",
                        group -> group.launchTemplate(
                                new LaunchTemplateSpecification("lt-0123456789abcdef0", null, null)),
                        "ValidationError: You must use a valid fully-formed launch template. The specified launch"
                                + " template, with template ID lt-0123456789abcdef0, does not exist."),
                group(
                        "a template by nothing",
                        group -> group.launchTemplate(new LaunchTemplateSpecification(null, null, null)),
                        "ValidationError: Valid requests must contain either launchTemplateId or LaunchTemplateName"),
                group(
                        "an unknown instance",
                        group -> group.instanceId("i-0123456789abcdef0"),
                        "ValidationError: The instance ID 'i-0123456789abcdef0' does not exist"),
                group(
                        "bounds the wrong way round",
                        group -> group.launchConfigurationName("web").minSize(3).maxSize(2),
                        "ValidationError: Max bound, 2, must be greater than or equal to min bound, 3"),
                group(
                        "more than the most",
                        group -> group.launchConfigurationName("web").desiredCapacity(9),
                        "ValidationError: Desired capacity:9 must be between the specified min size:0 and max size:2"),
                group(
                        "nowhere",
                        group -> group.launchConfigurationName("web").availabilityZones(null),
                        "ValidationError: At least one Availability Zone or VPC Subnet is required."),
                group(
                        "an unknown zone",
                        group -> group.launchConfigurationName("web").availabilityZones(List.of("mars-1a")),
                        "ValidationError: Invalid availability zone: [mars-1a]"),
                group(
                        "an unknown subnet",
                        group -> group.launchConfigurationName("web").vpcZoneIdentifier("subnet-0123456789abcdef0"),
                        "ValidationError: The subnet ID 'subnet-0123456789abcdef0' does not exist"),
                group(
                        "load balancers' health",
                        group -> group.launchConfigurationName("web").healthCheckType("ELB"),
                        "NotImplemented: The value ELB of HealthCheckType is not supported by Signet."),
                group(
                        "a policy of termination",
                        group -> group.launchConfigurationName("web").terminationPolicies(List.of("NewestInstance")),
                        "NotImplemented: The value NewestInstance of TerminationPolicies is not supported by Signet."),
                group(
                        "target groups",
                        group -> group.launchConfigurationName("web").targetGroupARNs(List.of("arn:aws:x")),
                        "NotImplemented: The parameter TargetGroupARNs of CreateAutoScalingGroup is not supported by"
                                + " Signet."),
                group(
                        "mixed instances",
                        group -> group.mixedInstancesPolicy(
                                MixedInstancesPolicy.builder().build()),
                        "NotImplemented: The parameter MixedInstancesPolicy of CreateAutoScalingGroup is not supported"
                                + " by Signet."));
    }

    private static Arguments group(
            String what, UnaryOperator<CreateAutoScalingGroupInput.Builder> change, String answer) {
        return Arguments.of(what, change, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    void aGroupIsNotMadeOf(String what, UnaryOperator<CreateAutoScalingGroupInput.Builder> change, String answer) {
        world.configuration("web", null);

        assertEquals(
                answer,
                error(
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        change.apply(world.groupOf("g", 0, 2)).build()));
        assertEquals(List.of(), world.shown());
    }

    @Test
    void aNameIsTakenOnce() {
        world.group("g", 0, 1);

        assertEquals(
                "AlreadyExists: AutoScalingGroup by this name already exists - A group with the name g already exists",
                error(
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        world.groupOf("g", 0, 1).launchConfigurationName("web").build()));
        assertEquals(
                "AlreadyExists: Launch Configuration by this name already exists - A launch configuration already exists"
                        + " with the name web",
                error(
                        AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                        world.configurationOf("web").build()));
    }

    @Test
    void groupsThatAreNotThereAreNotFound() {
        String answer = "ValidationError: AutoScalingGroup name not found - AutoScalingGroup 'g' not found";

        assertEquals(
                answer,
                error(
                        AutoScalingOperations.UPDATE_AUTO_SCALING_GROUP,
                        UpdateAutoScalingGroupInput.builder()
                                .autoScalingGroupName("g")
                                .build()));
        assertEquals(
                answer,
                error(
                        AutoScalingOperations.DELETE_AUTO_SCALING_GROUP,
                        DeleteAutoScalingGroupInput.builder()
                                .autoScalingGroupName("g")
                                .build()));
        assertEquals(answer, error(AutoScalingOperations.SET_DESIRED_CAPACITY, desired(1)));
        assertEquals(
                answer,
                error(
                        AutoScalingOperations.ATTACH_INSTANCES,
                        AttachInstancesInput.builder().autoScalingGroupName("g").build()));
        assertEquals(
                answer,
                error(
                        AutoScalingOperations.DETACH_INSTANCES,
                        DetachInstancesInput.builder()
                                .autoScalingGroupName("g")
                                .shouldDecrementDesiredCapacity(true)
                                .build()));
        assertEquals(
                answer,
                error(
                        AutoScalingOperations.DESCRIBE_SCALING_ACTIVITIES,
                        DescribeScalingActivitiesInput.builder()
                                .autoScalingGroupName("g")
                                .build()));
    }

    @Test
    void theDesiredCapacityStaysWithinTheBounds() {
        world.group("g", 1, 2);

        assertEquals(
                "ValidationError: New SetDesiredCapacity value 3 is above max value 2 for the AutoScalingGroup.",
                error(AutoScalingOperations.SET_DESIRED_CAPACITY, desired(3)));
        assertEquals(
                "ValidationError: New SetDesiredCapacity value 0 is below min value 1 for the AutoScalingGroup.",
                error(AutoScalingOperations.SET_DESIRED_CAPACITY, desired(0)));
        assertTrue(error(AutoScalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP, terminated(true))
                .startsWith("ValidationError: Currently, desiredSize equals minSize (1). "));
    }

    @Test
    void instancesOfNoGroupAreNotManaged() {
        assertEquals(
                "ValidationError: Instance Id not found - No managed instance found for instance ID: i-1",
                error(
                        AutoScalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP,
                        TerminateInstanceInAutoScalingGroupInput.builder()
                                .instanceId("i-1")
                                .shouldDecrementDesiredCapacity(false)
                                .build()));
        world.group("g", 0, 1);
        assertEquals(
                "ValidationError: Invalid Instance ID(s): [i-1] specified",
                error(
                        AutoScalingOperations.ATTACH_INSTANCES,
                        AttachInstancesInput.builder()
                                .autoScalingGroupName("g")
                                .instanceIds(List.of("i-1"))
                                .build()));
        assertEquals(
                "ValidationError: The instance i-1 is not part of Auto Scaling group g.",
                error(
                        AutoScalingOperations.DETACH_INSTANCES,
                        DetachInstancesInput.builder()
                                .autoScalingGroupName("g")
                                .instanceIds(List.of("i-1"))
                                .shouldDecrementDesiredCapacity(false)
                                .build()));
    }

    @Test
    void aLaunchConfigurationIsKeptWhileAGroupUsesIt() {
        world.group("g", 0, 1);

        assertEquals(
                "ResourceInUse: Cannot delete launch configuration web because it is attached to AutoScalingGroup g",
                error(AutoScalingOperations.DELETE_LAUNCH_CONFIGURATION, new DeleteLaunchConfigurationInput("web")));
        assertEquals(
                "ValidationError: Launch configuration name not found - Launch configuration nobody not found",
                error(AutoScalingOperations.DELETE_LAUNCH_CONFIGURATION, new DeleteLaunchConfigurationInput("nobody")));
    }

    static Stream<Arguments> configurations() {
        return Stream.of(
                Arguments.of(
                        CreateLaunchConfigurationInput.builder()
                                .launchConfigurationName("lc")
                                .build(),
                        "ValidationError: Valid requests must contain either the InstanceID parameter or both the"
                                + " ImageId and InstanceType parameters."),
                Arguments.of(
                        CreateLaunchConfigurationInput.builder()
                                .launchConfigurationName("lc")
                                .imageId("ami-0a51611e705100864")
                                .instanceType("t3.micro")
                                .associatePublicIpAddress(true)
                                .build(),
                        "NotImplemented: The parameter AssociatePublicIpAddress of CreateLaunchConfiguration is not"
                                + " supported by Signet."),
                Arguments.of(
                        CreateLaunchConfigurationInput.builder()
                                .launchConfigurationName("lc")
                                .imageId("ami-0a51611e705100864")
                                .instanceType("t3.micro")
                                .placementTenancy("dedicated")
                                .build(),
                        "NotImplemented: The value dedicated of PlacementTenancy is not supported by Signet."));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aConfigurationIsNotMadeOf(CreateLaunchConfigurationInput input, String answer) {
        assertEquals(answer, error(AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION, input));
    }

    @Test
    void aConfigurationShowsWhatItWasMadeOf() {
        world.profile("App");
        world.configuration("web", "App");

        LaunchConfiguration shown = ask(
                        AutoScalingOperations.DESCRIBE_LAUNCH_CONFIGURATIONS,
                        DescribeLaunchConfigurationsInput.builder().build())
                .launchConfigurations()
                .getFirst();

        assertEquals("App", shown.iamInstanceProfile());
        assertEquals(true, some(shown.instanceMonitoring()).enabled());
        assertTrue(some(shown.launchConfigurationARN()).endsWith(":launchConfigurationName/web"));
        assertEquals("", shown.keyName());
    }

    @Test
    void anyActionOnAGroupMayBeAllowedByItsTags() {
        world.configuration("web", null);
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 0, 2)
                        .launchConfigurationName("web")
                        .tags(List.of(Tag.builder().key("team").value("red").build()))
                        .build());
        Caller red = world.user("red", tagged("red"));
        Caller blue = world.user("blue", tagged("blue"));

        world.ask(red, AutoScalingOperations.SET_DESIRED_CAPACITY, desired(1));

        assertTrue(error(blue, AutoScalingOperations.SET_DESIRED_CAPACITY, desired(1))
                .startsWith("AccessDenied: User: arn:aws:iam::" + ACCOUNT
                        + ":user/blue is not authorized to perform: autoscaling:SetDesiredCapacity on resource: "
                        + GROUP_ARN));
    }

    @Test
    void describingNamesNoResource() {
        Caller nobody = world.user("nobody", allow("s3:*", "*"));

        assertEquals(
                "AccessDenied: User: arn:aws:iam::" + ACCOUNT
                        + ":user/nobody is not authorized to perform: autoscaling:DescribeAutoScalingGroups because no"
                        + " identity-based policy allows the autoscaling:DescribeAutoScalingGroups action",
                error(
                        nobody,
                        AutoScalingOperations.DESCRIBE_AUTO_SCALING_GROUPS,
                        DescribeAutoScalingGroupsInput.builder().build()));
    }

    @Test
    void aGroupsRequestHasItsConditionKeys() {
        world.configuration("web", null);
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 0, 2)
                        .launchConfigurationName("web")
                        .tags(List.of(Tag.builder().key("team").value("red").build()))
                        .build());

        assertEquals(GROUP_ARN + "*:autoScalingGroupName/g", resource("autoscaling:CreateAutoScalingGroup"));
        assertEquals("0", key("autoscaling:CreateAutoScalingGroup", "autoscaling:MinSize"));
        assertEquals("2", key("autoscaling:CreateAutoScalingGroup", "autoscaling:MaxSize"));
        assertEquals("web", key("autoscaling:CreateAutoScalingGroup", "autoscaling:LaunchConfigurationName"));
        assertEquals("red", key("autoscaling:CreateAutoScalingGroup", "aws:RequestTag/team"));
        assertEquals("team", key("autoscaling:CreateAutoScalingGroup", "aws:TagKeys"));
    }

    @Test
    void aConfigurationsRequestHasItsConditionKeys() {
        ask(
                AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                world.configurationOf("lc")
                        .metadataOptions(new InstanceMetadataOptions("required", 2, "enabled"))
                        .spotPrice("0.1")
                        .build());

        String action = "autoscaling:CreateLaunchConfiguration";
        assertEquals(world.image, key(action, "autoscaling:ImageId"));
        assertEquals("required", key(action, "autoscaling:MetadataHttpTokens"));
        assertEquals("2", key(action, "autoscaling:MetadataHttpPutResponseHopLimit"));
        assertEquals("0.1", key(action, "autoscaling:SpotPrice"));
    }

    @Test
    void groupsComeInPages() {
        world.configuration("web", null);
        IntStream.range(0, 5)
                .forEach(i -> ask(
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        world.groupOf("g" + i, 0, 1)
                                .launchConfigurationName("web")
                                .build()));

        AutoScalingGroupsType first = page(null);
        AutoScalingGroupsType second = page(first.nextToken());
        AutoScalingGroupsType third = page(second.nextToken());

        assertEquals(List.of("g0", "g1"), names(first));
        assertEquals(List.of("g2", "g3"), names(second));
        assertEquals(List.of("g4"), names(third));
        assertNull(third.nextToken());
        assertTrue(error(
                        AutoScalingOperations.DESCRIBE_AUTO_SCALING_GROUPS,
                        DescribeAutoScalingGroupsInput.builder()
                                .nextToken("nonsense")
                                .build())
                .startsWith("InvalidNextToken: "));
    }

    @Test
    void everyOperationOfTheCatalogueIsThere() {
        assertEquals(
                Optional.of(List.<String>of()),
                Optional.of(world.groups.model().operations().values().stream()
                        .filter(model -> world.groups.operations().stream()
                                .map(Operation::model)
                                .noneMatch(model::equals))
                        .map(Object::toString)
                        .toList()));
    }

    private static String tagged(String team) {
        return allow("autoscaling:*", "*", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"" + team + "\"}}");
    }

    private String key(String action, String key) {
        return world.decided(action).context().get(key).orElseThrow().getFirst();
    }

    private String resource(String action) {
        return world.decided(action).access().resource();
    }

    private AutoScalingGroupsType page(@org.jspecify.annotations.Nullable String token) {
        return ask(
                AutoScalingOperations.DESCRIBE_AUTO_SCALING_GROUPS,
                DescribeAutoScalingGroupsInput.builder()
                        .maxRecords(2)
                        .nextToken(token)
                        .build());
    }

    private static List<String> names(AutoScalingGroupsType page) {
        return page.autoScalingGroups().stream()
                .map(group -> group.autoScalingGroupName())
                .toList();
    }

    private static SetDesiredCapacityInput desired(int capacity) {
        return SetDesiredCapacityInput.builder()
                .autoScalingGroupName("g")
                .desiredCapacity(capacity)
                .build();
    }

    private TerminateInstanceInAutoScalingGroupInput terminated(boolean shrinks) {
        return TerminateInstanceInAutoScalingGroupInput.builder()
                .instanceId(world.members("g").getFirst())
                .shouldDecrementDesiredCapacity(shrinks)
                .build();
    }
}
