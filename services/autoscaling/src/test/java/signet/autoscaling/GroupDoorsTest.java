package signet.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.autoscaling.World.ACCOUNT;
import static signet.autoscaling.World.allow;
import static signet.autoscaling.World.deny;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.autoscaling.UpdateAutoScalingGroupInput;

/** Every way of handing a role to EC2 through Auto Scaling. */
class GroupDoorsTest extends AutoScalingTest {
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/App";
    private static final String DEV = "User: arn:aws:iam::" + ACCOUNT + ":user/dev is not authorized to perform: ";
    private static final String SLR =
            "arn:aws:iam::" + ACCOUNT + ":role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    private static final String BASE =
            allow("autoscaling:*", "*") + "," + allow("ec2:*", "*") + "," + allow("iam:CreateServiceLinkedRole", "*");
    private String template = "";

    @BeforeEach
    void make() {
        world.profile("App");
        template = world.template("web", "App");
    }

    /** A way of handing the role over. */
    enum Door {
        CONFIGURATION_BY_NAME,
        CONFIGURATION_BY_ARN,
        GROUP_BY_TEMPLATE,
        UPDATE_BY_TEMPLATE
    }

    /** A caller, and why PassRole is refused; null where it is allowed. */
    record Who(
            String name,
            String statements,
            @Nullable String boundary,
            @Nullable String because) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> doors() {
        return callers().flatMap(who -> Stream.of(Door.values()).map(door -> Arguments.of(who, door)));
    }

    private static Stream<Who> callers() {
        String nobody = "because no identity-based policy allows the iam:PassRole action";
        return Stream.of(
                new Who("may pass it", BASE + "," + allow("iam:PassRole", ROLE), null, null),
                new Who(
                        "may pass it to EC2",
                        BASE + ","
                                + allow(
                                        "iam:PassRole",
                                        ROLE,
                                        "{\"StringEquals\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"}}"),
                        null,
                        null),
                new Who(
                        "may pass it for instances",
                        BASE + ","
                                + allow(
                                        "iam:PassRole",
                                        ROLE,
                                        "{\"ArnLike\":{\"iam:AssociatedResourceArn\":\"arn:aws:ec2:*:*:instance/*\"}}"),
                        null,
                        null),
                new Who("may pass nothing", BASE, null, nobody),
                new Who("may pass another", BASE + "," + allow("iam:PassRole", ROLE + "2"), null, nobody),
                new Who(
                        "may pass it to Auto Scaling",
                        BASE + ","
                                + allow(
                                        "iam:PassRole",
                                        ROLE,
                                        "{\"StringEquals\":{\"iam:PassedToService\":\"autoscaling.amazonaws.com\"}}"),
                        null,
                        nobody),
                new Who(
                        "may pass it for groups",
                        BASE + ","
                                + allow(
                                        "iam:PassRole",
                                        ROLE,
                                        "{\"ArnLike\":{\"iam:AssociatedResourceArn\":\"arn:aws:autoscaling:*:*:*\"}}"),
                        null,
                        nobody),
                new Who(
                        "is forbidden to",
                        BASE + "," + allow("iam:PassRole", "*") + "," + deny("iam:PassRole", ROLE),
                        null,
                        "with an explicit deny in an identity-based policy"),
                new Who(
                        "is limited by a boundary",
                        BASE + "," + allow("iam:PassRole", "*"),
                        "{\"Version\":\"2012-10-17\",\"Statement\":[" + BASE + "]}",
                        "because no permissions boundary allows the iam:PassRole action"));
    }

    @ParameterizedTest(name = "{1} by who {0}")
    @MethodSource("doors")
    void aRoleIsHandedOverOnlyByWhoMayPassIt(Who who, Door door) {
        Caller caller = world.bounded("dev", who.boundary(), who.statements());

        String outcome = outcome(door, caller);

        boolean byTemplate = door == Door.GROUP_BY_TEMPLATE || door == Door.UPDATE_BY_TEMPLATE;
        String refusal = byTemplate
                ? "AccessDenied: You are not authorized to use launch template: "
                        + (door == Door.GROUP_BY_TEMPLATE ? "web" : template)
                : "AccessDenied: " + DEV + "iam:PassRole on resource: " + ROLE + " " + who.because();
        assertEquals(who.because() == null ? "done" : refusal, outcome);
    }

    @Test
    void aGroupOfALaunchConfigurationTakesNoPassRole() {
        world.configuration("passed", "App");
        Caller caller = world.user("dev", BASE);

        world.ask(
                caller,
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 1, 1).launchConfigurationName("passed").build());
        world.settle();

        assertEquals(1, world.running());
        assertEquals(
                1,
                world.state
                        .current()
                        .under(signet.fleet.Tables.ASSOCIATIONS, "")
                        .size());
    }

    @Test
    void aGroupLikeAnInstanceTakesPassRole() {
        world.configuration("passed", "App");
        ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 1, 1).launchConfigurationName("passed").build());
        world.settle();
        String id = world.members("g").getFirst();
        Caller caller = world.user("dev", BASE);

        assertEquals(
                "AccessDenied: " + DEV + "iam:PassRole on resource: " + ROLE
                        + " because no identity-based policy allows the iam:PassRole action",
                error(
                        caller,
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        world.groupOf("h", 1, 1).instanceId(id).build()));
    }

    @Test
    void whatIsPassedIsSaidAsAwsDoes() {
        outcome(Door.CONFIGURATION_BY_NAME, World.ROOT);

        assertEquals(
                List.of(
                        "autoscaling:CreateLaunchConfiguration arn:aws:autoscaling:us-east-1:" + ACCOUNT
                                + ":launchConfiguration:*:launchConfigurationName/lc",
                        "iam:PassRole " + ROLE),
                world.asked());
        assertEquals(
                Optional.of(List.of("ec2.amazonaws.com")),
                world.decided("iam:PassRole").context().get("iam:PassedToService"));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void aRoleMayBeKeptBackByItsTags(Door door) {
        world.tag("App", "team", "blue");
        Caller caller = world.user(
                "dev",
                BASE,
                allow("iam:PassRole", "*"),
                "{\"Effect\":\"Deny\",\"Action\":\"iam:PassRole\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                        + "{\"aws:ResourceTag/team\":\"blue\"}}}");

        assertTrue(outcome(door, caller).startsWith("AccessDenied: "));
    }

    @Test
    void aServiceLinkedRoleMayBeKeptBackByItsTags() {
        world.group("first", 0, 1);
        world.tag("AWSServiceRoleForAutoScaling", "team", "blue");
        Caller caller = world.user(
                "dev", BASE, allow("iam:PassRole", "*", "{\"StringEquals\":{\"iam:ResourceTag/team\":\"red\"}}"));

        assertEquals(
                "AccessDenied: " + DEV + "iam:PassRole on resource: " + SLR
                        + " because no identity-based policy allows the iam:PassRole action",
                error(
                        caller,
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        world.groupOf("g", 0, 1)
                                .serviceLinkedRoleARN(SLR)
                                .launchConfigurationName("web")
                                .build()));
        world.tag("AWSServiceRoleForAutoScaling", "team", "red");
        world.ask(
                caller,
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 0, 1)
                        .serviceLinkedRoleARN(SLR)
                        .launchConfigurationName("web")
                        .build());
    }

    @Test
    void aTemplateThatMayNotBeLaunchedMayNotBeUsed() {
        Caller caller = world.user(
                "dev",
                BASE,
                allow("iam:PassRole", "*"),
                "{\"Effect\":\"Deny\",\"Action\":\"ec2:RunInstances\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                        + "{\"ec2:InstanceType\":[\"t3.micro\",\"t4g.micro\"]}}}");

        assertEquals(
                "AccessDenied: You are not authorized to use launch template: web",
                outcome(Door.GROUP_BY_TEMPLATE, caller));
        assertEquals(List.of(), world.shown());
    }

    @Test
    void theCheckOfATemplateIsARequestOnItsCallersBehalf() {
        Caller direct = world.user(
                "dev",
                BASE,
                allow("iam:PassRole", "*"),
                "{\"Effect\":\"Deny\",\"Action\":\"ec2:RunInstances\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"ForAnyValue:StringEquals\":{\"aws:CalledVia\":\"autoscaling.amazonaws.com\"}}}");

        assertEquals(
                "AccessDenied: You are not authorized to use launch template: web",
                outcome(Door.GROUP_BY_TEMPLATE, direct));
    }

    @Test
    void aTemplateWithAWrongProfileIsNotFullyFormed() {
        world.template("broken", "Nobody");

        assertEquals(
                "ValidationError: You must use a valid fully-formed launch template. Value (Nobody) for parameter"
                        + " iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name",
                error(
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        world.groupOf("g", 1, 1)
                                .launchTemplate(new LaunchTemplateSpecification(null, "broken", null))
                                .build()));
    }

    static Stream<String> profiles() {
        return Stream.of(
                "Nobody",
                "Ap*",
                "arn:aws:iam::999988887777:instance-profile/App",
                "arn:aws:iam::" + ACCOUNT + ":instance-profile/team/App",
                "arn:aws:iam::" + ACCOUNT + ":role/App");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void aConfigurationOfAWrongProfileIsNotMade(String profile) {
        assertEquals(
                "ValidationError: Invalid IamInstanceProfile: " + profile,
                error(
                        AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                        world.configurationOf("lc").iamInstanceProfile(profile).build()));
    }

    @Test
    void makingTheServiceLinkedRoleTakesPermission() {
        world.configuration("plain", null);
        Caller caller = world.user("dev", allow("autoscaling:*", "*"));

        assertEquals(
                "AccessDenied: " + DEV + "iam:CreateServiceLinkedRole on resource: " + SLR
                        + " because no identity-based policy allows the iam:CreateServiceLinkedRole action",
                error(
                        caller,
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        world.groupOf("g", 0, 1)
                                .launchConfigurationName("plain")
                                .build()));
        world.group("first", 0, 1);
        world.ask(
                caller,
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("g", 0, 1).launchConfigurationName("plain").build());
    }

    @Test
    void namingTheServiceLinkedRoleTakesPassRole() {
        world.group("first", 0, 1);
        Caller caller = world.user("dev", allow("autoscaling:*", "*"));

        assertEquals(
                "AccessDenied: " + DEV + "iam:PassRole on resource: " + SLR
                        + " because no identity-based policy allows the iam:PassRole action",
                error(
                        caller,
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        world.groupOf("g", 0, 1)
                                .serviceLinkedRoleARN(SLR)
                                .launchConfigurationName("web")
                                .build()));
        assertTrue(error(
                        AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                        world.groupOf("g", 0, 1)
                                .serviceLinkedRoleARN(ROLE)
                                .launchConfigurationName("web")
                                .build())
                .startsWith("ValidationError: "));
    }

    private String outcome(Door door, Caller caller) {
        try {
            switch (door) {
                case CONFIGURATION_BY_NAME ->
                    world.ask(
                            caller,
                            AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                            world.configurationOf("lc")
                                    .iamInstanceProfile("App")
                                    .build());
                case CONFIGURATION_BY_ARN ->
                    world.ask(
                            caller,
                            AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                            world.configurationOf("lc")
                                    .iamInstanceProfile("arn:aws:iam::" + ACCOUNT + ":instance-profile/App")
                                    .build());
                case GROUP_BY_TEMPLATE ->
                    world.ask(
                            caller,
                            AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                            world.groupOf("g", 1, 1)
                                    .launchTemplate(new LaunchTemplateSpecification(null, "web", "$Latest"))
                                    .build());
                case UPDATE_BY_TEMPLATE -> {
                    world.group("there", 0, 1);
                    world.ask(
                            caller,
                            AutoScalingOperations.UPDATE_AUTO_SCALING_GROUP,
                            UpdateAutoScalingGroupInput.builder()
                                    .autoScalingGroupName("there")
                                    .launchTemplate(new LaunchTemplateSpecification(template, null, "1"))
                                    .build());
                }
            }
            return "done";
        } catch (AwsError e) {
            return e.code() + ": " + e.message();
        }
    }
}
