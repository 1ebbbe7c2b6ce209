package signet.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.autoscaling.World.ACCOUNT;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import signet.model.autoscaling.Activity;
import signet.model.autoscaling.AttachInstancesInput;
import signet.model.autoscaling.AutoScalingGroup;
import signet.model.autoscaling.AutoScalingInstanceDetails;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.DeleteAutoScalingGroupInput;
import signet.model.autoscaling.DescribeAutoScalingInstancesInput;
import signet.model.autoscaling.DescribeScalingActivitiesInput;
import signet.model.autoscaling.DetachInstancesInput;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.autoscaling.SetDesiredCapacityInput;
import signet.model.autoscaling.Tag;
import signet.model.autoscaling.TerminateInstanceInAutoScalingGroupInput;
import signet.model.autoscaling.UpdateAutoScalingGroupInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.StopInstancesInput;
import signet.model.ec2.TerminateInstancesInput;

/** A group keeps its size, whatever becomes of its instances. */
class GroupLifeTest extends AutoScalingTest {
    private static final String SELF =
            "arn:aws:sts::" + ACCOUNT + ":assumed-role/AWSServiceRoleForAutoScaling/AutoScaling";

    @Test
    void aGroupLaunchesItsInstances() {
        world.profile("App");
        world.configuration("web", "App");
        world.group("g", 2, 3);

        AutoScalingGroup shown = world.shown("g");

        assertEquals(2, world.running());
        assertEquals(2, shown.desiredCapacity());
        assertEquals(
                Set.of("InService Healthy web"),
                new TreeSet<>(some(shown.instances()).stream()
                        .map(member -> member.lifecycleState() + " " + member.healthStatus() + " "
                                + member.launchConfigurationName())
                        .toList()));
        assertEquals(
                2,
                world.state
                        .current()
                        .under(signet.fleet.Tables.ASSOCIATIONS, "")
                        .size());
        assertEquals("g", world.instance(world.members("g").getFirst()).tags().get("aws:autoscaling:groupName"));
    }

    @Test
    void itActsInItsServiceLinkedRole() {
        world.group("g", 1, 1);

        assertTrue(world.sent.contains(SELF + " ec2:RunInstances"), world.sent.toString());
        assertEquals(
                "arn:aws:iam::" + ACCOUNT
                        + ":role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
                world.shown("g").serviceLinkedRoleARN());
    }

    @Test
    void theServiceLinkedRoleIsMadeOnce() {
        world.group("g", 0, 1);
        world.group("h", 0, 1);

        assertEquals(
                1,
                world.sent.stream()
                        .filter(call -> call.endsWith("iam:CreateServiceLinkedRole"))
                        .count());
    }

    @Test
    void anInstanceThatIsTerminatedIsReplaced() {
        world.group("g", 2, 2);
        String ended = world.members("g").getFirst();

        ask(
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesInput.builder().instanceIds(List.of(ended)).build());
        world.fleet.awaitIdle();
        world.settle();

        assertEquals(2, world.running());
        assertFalse(world.members("g").contains(ended));
        assertEquals(
                List.of("Launching", "Terminating", "Launching", "Launching"),
                activities("g").stream()
                        .map(activity -> some(activity.description()).replaceFirst(" .*", ""))
                        .toList());
    }

    @Test
    void anInstanceThatShutsItselfDownIsReplaced() {
        world.group("g", 1, 1);
        String ended = world.members("g").getFirst();

        world.runner.powerOff(ended);
        world.fleet.awaitIdle();
        world.settle();

        assertEquals(1, world.running());
        assertEquals("terminated", world.instance(ended).state().code().label());
    }

    @Test
    void anInstanceThatIsStoppedIsTerminatedAndReplaced() {
        world.group("g", 1, 1);
        String stopped = world.members("g").getFirst();

        ask(
                Ec2Operations.STOP_INSTANCES,
                StopInstancesInput.builder().instanceIds(List.of(stopped)).build());
        world.fleet.awaitIdle();
        world.settle();

        assertEquals("terminated", world.instance(stopped).state().code().label());
        assertEquals(1, world.running());
        assertTrue(activities("g").get(1).cause().contains("in response to an EC2 health check"));
    }

    @Test
    void theDesiredCapacityIsWhatRuns() {
        world.group("g", 0, 4);

        desire("g", 3);
        assertEquals(3, world.running());
        desire("g", 1);
        assertEquals(1, world.running());
        desire("g", 0);
        assertEquals(0, world.running());
    }

    @Test
    void instancesAreSpreadOverZonesAndTheFullestShrinksFirst() {
        world.configuration("web", null);
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 4, 4)
                        .availabilityZones(List.of("us-east-1a", "us-east-1b"))
                        .launchConfigurationName("web")
                        .build());
        world.settle();
        assertEquals(List.of("us-east-1a", "us-east-1a", "us-east-1b", "us-east-1b"), zones("g"));

        resize("g", 0, 4, 2);

        assertEquals(List.of("us-east-1a", "us-east-1b"), zones("g"));
    }

    @Test
    void instancesGoIntoTheSubnetsOfTheGroup() {
        String subnet = subnetIn("us-east-1c");
        world.configuration("web", null);
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 1, 1)
                        .availabilityZones(null)
                        .vpcZoneIdentifier(subnet)
                        .launchConfigurationName("web")
                        .build());
        world.settle();

        assertEquals(List.of("us-east-1c"), world.shown("g").availabilityZones());
        assertEquals(
                subnet, world.instance(world.members("g").getFirst()).network().subnetId());
    }

    @Test
    void changingTheBoundsMovesTheDesiredCapacity() {
        world.group("g", 1, 3);

        resize("g", 2, 3, null);
        assertEquals(2, world.running());
        resize("g", 0, 1, null);
        assertEquals(1, world.running());
    }

    @Test
    void aTerminatedMemberIsReplacedUnlessTheGroupShrinks() {
        world.group("g", 1, 3);
        desire("g", 2);

        Activity replaced = terminate(world.members("g").getFirst(), false);
        world.settle();
        assertEquals(2, world.running());
        assertTrue(some(replaced.description()).startsWith("Terminating EC2 instance: i-"));

        terminate(world.members("g").getFirst(), true);
        world.settle();
        assertEquals(1, world.running());
        assertEquals(1, world.shown("g").desiredCapacity());
    }

    @Test
    void terminationProtectionIsNotAgainstTheGroup() {
        world.group("g", 1, 1);
        String id = world.members("g").getFirst();
        world.state.change(tx -> {
            signet.fleet.Instance instance = tx.get(signet.fleet.Tables.INSTANCES, ACCOUNT + "/" + id)
                    .orElseThrow()
                    .withTerminationProtected(true);
            tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance);
        });

        terminate(id, false);
        world.settle();

        assertEquals("terminated", world.instance(id).state().code().label());
    }

    @Test
    void protectedInstancesAreNotChosen() {
        world.configuration("web", null);
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 0, 2)
                        .desiredCapacity(2)
                        .newInstancesProtectedFromScaleIn(true)
                        .launchConfigurationName("web")
                        .build());
        world.settle();

        desire("g", 0);

        assertEquals(2, world.running());
    }

    @Test
    void aGroupThatIsDeletedByForceTakesItsInstancesAlong() {
        world.group("g", 2, 2);

        assertEquals(
                "ResourceInUse: You cannot delete an AutoScalingGroup while there are instances or pending Spot instance"
                        + " request(s) still in the group.",
                error(
                        AutoScalingOperations.DELETE_AUTO_SCALING_GROUP,
                        DeleteAutoScalingGroupInput.builder()
                                .autoScalingGroupName("g")
                                .build()));
        ask(
                AutoScalingOperations.DELETE_AUTO_SCALING_GROUP,
                DeleteAutoScalingGroupInput.builder()
                        .autoScalingGroupName("g")
                        .forceDelete(true)
                        .build());
        assertEquals("Delete in progress", world.shown("g").status());
        world.settle();

        assertEquals(0, world.running());
        assertEquals(List.of(), world.shown());
    }

    @Test
    void anEmptyGroupIsDeletedAtOnce() {
        world.group("g", 0, 1);

        ask(
                AutoScalingOperations.DELETE_AUTO_SCALING_GROUP,
                DeleteAutoScalingGroupInput.builder().autoScalingGroupName("g").build());

        assertEquals(List.of(), world.shown());
    }

    @Test
    void aLaunchThatFailsIsToldAndTriedAgainLater() {
        world.configuration("web", null);
        ask(
                AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                world.configurationOf("broken").keyName("nobody").build());
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 1, 1).launchConfigurationName("broken").build());
        world.settle();

        Activity failed = activities("g").getFirst();
        assertEquals("Failed", failed.statusCode());
        assertEquals("The key pair 'nobody' does not exist. Launching EC2 instance failed.", failed.statusMessage());
        assertEquals(1, activities("g").size());

        ask(
                AutoScalingOperations.UPDATE_AUTO_SCALING_GROUP,
                UpdateAutoScalingGroupInput.builder()
                        .autoScalingGroupName("g")
                        .launchConfigurationName("web")
                        .build());
        world.settle();
        assertEquals(0, world.running());
        world.pass(Duration.ofSeconds(10));
        world.settle();
        assertEquals(1, world.running());
    }

    @Test
    void anInstanceThatCannotBeStartedIsNotReplacedAtOnce() {
        world.runner.failing = true;
        world.group("g", 1, 1);
        assertEquals(1, launched());

        world.pass(Duration.ofSeconds(5));
        world.settle();
        assertEquals(2, launched());
        world.pass(Duration.ofSeconds(5));
        world.settle();
        assertEquals(2, launched());

        world.runner.failing = false;
        world.pass(Duration.ofSeconds(5));
        world.settle();
        assertEquals(3, launched());
        assertEquals(1, world.running());
    }

    private int launched() {
        return world.state.current().under(signet.fleet.Tables.INSTANCES, "").size();
    }

    @Test
    void aGroupOfATemplateKeepsTheVersionThatItWasGiven() {
        String template = world.template("web", null);
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 1, 1)
                        .launchTemplate(new LaunchTemplateSpecification(null, "web", null))
                        .build());
        world.settle();

        assertEquals(
                new LaunchTemplateSpecification(template, "web", "$Default"),
                world.shown("g").launchTemplate());
        assertEquals(1, world.running());
    }

    @Test
    void aGroupLikeAnInstanceHasALaunchConfigurationOfItsOwn() {
        world.profile("App");
        String id = launch("App");
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 1, 1).instanceId(id).build());
        world.settle();

        assertEquals("g", world.shown("g").launchConfigurationName());
        assertEquals(2, world.running());
        assertEquals(
                2,
                world.state
                        .current()
                        .under(signet.fleet.Tables.ASSOCIATIONS, "")
                        .size());
    }

    @Test
    void tagsGoToInstancesWhenTheyAreToBePropagated() {
        world.configuration("web", null);
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 1, 1)
                        .launchConfigurationName("web")
                        .tags(List.of(
                                Tag.builder()
                                        .key("team")
                                        .value("red")
                                        .propagateAtLaunch(true)
                                        .build(),
                                Tag.builder()
                                        .key("cost")
                                        .value("1")
                                        .propagateAtLaunch(false)
                                        .build()))
                        .build());
        world.settle();

        assertEquals(
                Set.of("team", "aws:autoscaling:groupName"),
                world.instance(world.members("g").getFirst()).tags().keySet());
        assertEquals(2, some(world.shown("g").tags()).size());
    }

    @Test
    void anInstanceIsAttachedAndDetached() {
        world.group("g", 0, 2);
        String id = launch(null);

        ask(
                AutoScalingOperations.ATTACH_INSTANCES,
                AttachInstancesInput.builder()
                        .autoScalingGroupName("g")
                        .instanceIds(List.of(id))
                        .build());
        world.settle();
        assertEquals(List.of(id), world.members("g"));
        assertEquals(1, world.shown("g").desiredCapacity());

        ask(
                AutoScalingOperations.DETACH_INSTANCES,
                DetachInstancesInput.builder()
                        .autoScalingGroupName("g")
                        .instanceIds(List.of(id))
                        .shouldDecrementDesiredCapacity(true)
                        .build());
        world.settle();
        assertEquals(List.of(), world.members("g"));
        assertEquals(1, world.running());
        assertFalse(world.instance(id).tags().containsKey("aws:autoscaling:groupName"));
    }

    @Test
    void aLaunchThatWasUnderWayWhenTheServerDiedIsNotDoneTwice() {
        world.group("g", 1, 1);
        String there = world.members("g").getFirst();
        String token = some(world.instance(there).launch().clientToken());
        world.state.change(tx -> {
            GroupRecord group = tx.under(Tables.GROUPS, "").values().iterator().next();
            tx.put(Tables.GROUPS, group.key(), group.with(List.of(), new GroupRecord.Launching(token, 0)));
        });

        world.settle();

        assertEquals(List.of(there), world.members("g"));
        assertEquals(1, world.running());
    }

    @Test
    void groupsSurviveARestart() {
        world.group("g", 2, 2);
        List<String> before = world.members("g");
        world.close();

        open();
        world.fleet.resume();
        world.fleet.awaitIdle();
        world.settle();

        assertEquals(before, world.members("g"));
        assertEquals(2, world.running());
    }

    @Test
    void instancesOfAllGroupsAreShown() {
        world.group("g", 1, 1);
        world.group("h", 1, 1);

        List<AutoScalingInstanceDetails> shown = some(ask(
                        AutoScalingOperations.DESCRIBE_AUTO_SCALING_INSTANCES,
                        DescribeAutoScalingInstancesInput.builder().build())
                .autoScalingInstances());

        assertEquals(
                List.of("g InService HEALTHY", "h InService HEALTHY"),
                shown.stream()
                        .map(each ->
                                each.autoScalingGroupName() + " " + each.lifecycleState() + " " + each.healthStatus())
                        .sorted()
                        .toList());
    }

    private List<Activity> activities(String group) {
        return ask(
                        AutoScalingOperations.DESCRIBE_SCALING_ACTIVITIES,
                        DescribeScalingActivitiesInput.builder()
                                .autoScalingGroupName(group)
                                .build())
                .activities();
    }

    private void desire(String group, int capacity) {
        ask(
                AutoScalingOperations.SET_DESIRED_CAPACITY,
                SetDesiredCapacityInput.builder()
                        .autoScalingGroupName(group)
                        .desiredCapacity(capacity)
                        .build());
        world.settle();
    }

    private void resize(String group, int min, int max, @org.jspecify.annotations.Nullable Integer desired) {
        ask(
                AutoScalingOperations.UPDATE_AUTO_SCALING_GROUP,
                UpdateAutoScalingGroupInput.builder()
                        .autoScalingGroupName(group)
                        .minSize(min)
                        .maxSize(max)
                        .desiredCapacity(desired)
                        .build());
        world.settle();
    }

    private Activity terminate(String id, boolean shrinks) {
        return some(ask(
                        AutoScalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP,
                        TerminateInstanceInAutoScalingGroupInput.builder()
                                .instanceId(id)
                                .shouldDecrementDesiredCapacity(shrinks)
                                .build())
                .activity());
    }

    private List<String> zones(String group) {
        return some(world.shown(group).instances()).stream()
                .map(signet.model.autoscaling.Instance::availabilityZone)
                .sorted()
                .toList();
    }

    private String subnetIn(String zone) {
        return some(ask(
                                Ec2Operations.DESCRIBE_SUBNETS,
                                signet.model.ec2.DescribeSubnetsInput.builder().build())
                        .subnets())
                .stream()
                .filter(subnet -> zone.equals(subnet.availabilityZone()))
                .map(subnet -> some(subnet.subnetId()))
                .findFirst()
                .orElseThrow();
    }

    private String launch(@org.jspecify.annotations.Nullable String profile) {
        String id = some(some(ask(
                                Ec2Operations.RUN_INSTANCES,
                                RunInstancesInput.builder()
                                        .imageId(world.image)
                                        .minCount(1)
                                        .maxCount(1)
                                        .iamInstanceProfile(
                                                profile == null
                                                        ? null
                                                        : new signet.model.ec2.IamInstanceProfileSpecification(
                                                                null, profile))
                                        .build())
                        .instances())
                .getFirst()
                .instanceId());
        world.fleet.awaitIdle();
        return id;
    }
}
