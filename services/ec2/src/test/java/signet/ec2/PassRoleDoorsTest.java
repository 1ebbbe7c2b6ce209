package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.ec2.World.ACCOUNT;
import static signet.ec2.World.allow;
import static signet.ec2.World.named;
import static signet.ec2.World.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.fleet.Instance;
import signet.model.AwsError;
import signet.model.ec2.AssociateIamInstanceProfileInput;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.CreateLaunchTemplateVersionInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.FleetIamInstanceProfileSpecificationRequest;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.LaunchTemplateIamInstanceProfileSpecificationRequest;
import signet.model.ec2.LaunchTemplateSpecification;
import signet.model.ec2.ReplaceIamInstanceProfileAssociationInput;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.RunInstancesInput;

/** Every way of handing a role to EC2, for callers who may and who may not. */
class PassRoleDoorsTest {
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/S3Access";
    private static final String ARN_END = ACCOUNT + ":instance-profile/S3Access";
    private static final String PREFIX = "You are not authorized to perform this operation. User: arn:aws:iam::"
            + ACCOUNT + ":user/dev is not authorized to perform: iam:PassRole on resource: " + ROLE + " ";
    private static final String NOBODY_ALLOWS = "because no identity-based policy allows the iam:PassRole action";

    @TempDir
    Path directory;

    private World world;
    private String running = "";
    private String taken = "";

    @BeforeEach
    void open() {
        world = new World(directory);
        world.profile("S3Access");
        world.profile("Plain");
        running = world.launch();
        template("uses-by-default", "S3Access", null);
        template("uses-later", null, "S3Access");
        taken = world.launch(world.one().iamInstanceProfile(named("Plain")).build());
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** A way of handing the role over. */
    enum Door {
        RUN_BY_NAME,
        RUN_BY_ARN,
        DRY_RUN,
        TEMPLATE_DEFAULT,
        TEMPLATE_VERSION,
        TEMPLATE_LATEST,
        SPOT,
        FLEET,
        FLEET_OVERRIDE,
        ASSOCIATE,
        REPLACE
    }

    /** A caller, and what becomes of its request: null where it is carried out, else why PassRole is refused. */
    record Who(
            String name,
            String policy,
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
        String service = "{\"StringEquals\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"}}";
        String lambda = "{\"StringEquals\":{\"iam:PassedToService\":\"lambda.amazonaws.com\"}}";
        String instances =
                "{\"ArnLike\":{\"iam:AssociatedResourceArn\":\"arn:aws:ec2:us-east-1:" + ACCOUNT + ":instance/*\"}}";
        String elsewhere =
                "{\"ArnLike\":{\"iam:AssociatedResourceArn\":\"arn:aws:ec2:eu-west-1:" + ACCOUNT + ":instance/*\"}}";
        String deny = "{\"Effect\":\"Deny\",\"Action\":\"iam:PassRole\",\"Resource\":\"" + ROLE + "\"}";
        String everything = allow("iam:PassRole", "*", "");
        return Stream.of(
                new Who("may pass this role", policy(allow("iam:PassRole", ROLE, "")), null, null),
                new Who("may pass it to EC2", policy(allow("iam:PassRole", ROLE, service)), null, null),
                new Who("may pass it for instances", policy(allow("iam:PassRole", ROLE, instances)), null, null),
                new Who("may pass nothing", policy(), null, NOBODY_ALLOWS),
                new Who(
                        "may pass another role",
                        policy(allow("iam:PassRole", ROLE.replace("S3Access", "Other"), "")),
                        null,
                        NOBODY_ALLOWS),
                new Who(
                        "may pass the profile's ARN only",
                        policy(allow("iam:PassRole", "arn:aws:iam::" + ARN_END, "")),
                        null,
                        NOBODY_ALLOWS),
                new Who("may pass it to Lambda", policy(allow("iam:PassRole", ROLE, lambda)), null, NOBODY_ALLOWS),
                new Who("may pass it elsewhere", policy(allow("iam:PassRole", ROLE, elsewhere)), null, NOBODY_ALLOWS),
                new Who(
                        "is forbidden to",
                        policy(everything, deny),
                        null,
                        "with an explicit deny in an identity-based policy"),
                new Who(
                        "is limited by a boundary",
                        policy(everything),
                        policy(),
                        "because no permissions boundary allows the iam:PassRole action"));
    }

    @ParameterizedTest(name = "{1} by who {0}")
    @MethodSource("doors")
    void theRoleIsHandedOverOnlyByWhoMayPassIt(Who who, Door door) {
        Caller caller = world.user("dev", who.policy(), who.boundary());

        String outcome = outcome(door, caller);

        if (who.because() == null) {
            assertEquals(door == Door.DRY_RUN ? "DryRunOperation" : "done", outcome);
        } else {
            String encoded = outcome.substring(outcome.lastIndexOf(' ') + 1);
            assertEquals(PREFIX + who.because() + ". Encoded authorization failure message: " + encoded, outcome);
            assertTrue(world.messages.decode(encoded, ACCOUNT).orElseThrow().contains("\"iam:PassRole\""));
        }
    }

    @Test
    void aRefusedLaunchLeavesNothing() {
        Caller caller = world.user("dev", policy());
        int before = instances();

        outcome(Door.RUN_BY_NAME, caller);

        assertEquals(before, instances());
    }

    @Test
    void aDryRunLaunchesNothing() {
        int before = instances();

        AwsError error = world.refused(
                Ec2Operations.RUN_INSTANCES, world.one().dryRun(true).build());

        assertEquals(412, error.httpStatus());
        assertEquals("Request would have succeeded, but DryRun flag is set.", error.message());
        assertEquals(before, instances());
    }

    @Test
    void theResourceThatARoleIsPassedForIsTheInstance() {
        outcome(Door.ASSOCIATE, World.ROOT);
        String instance = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":instance/";
        assertEquals(List.of(instance + running), passKey("iam:AssociatedResourceArn"));
        assertEquals(List.of("ec2.amazonaws.com"), passKey("iam:PassedToService"));

        outcome(Door.RUN_BY_NAME, World.ROOT);
        assertEquals(List.of(instance + "*"), passKey("iam:AssociatedResourceArn"));
    }

    private List<String> passKey(String key) {
        return world.decided("iam:PassRole", "role/S3Access").context().get(key).orElseThrow();
    }

    private String outcome(Door door, Caller caller) {
        IamInstanceProfileSpecification profile = door == Door.RUN_BY_ARN
                ? IamInstanceProfileSpecification.builder()
                        .arn("arn:aws:iam::" + ARN_END)
                        .build()
                : named("S3Access");
        try {
            switch (door) {
                case RUN_BY_NAME, RUN_BY_ARN ->
                    world.ask(
                            caller,
                            Ec2Operations.RUN_INSTANCES,
                            world.one().iamInstanceProfile(profile).build());
                case DRY_RUN ->
                    world.ask(
                            caller,
                            Ec2Operations.RUN_INSTANCES,
                            world.one().iamInstanceProfile(profile).dryRun(true).build());
                case TEMPLATE_DEFAULT -> byTemplate(caller, "uses-by-default", null);
                case TEMPLATE_VERSION -> byTemplate(caller, "uses-later", "2");
                case TEMPLATE_LATEST -> byTemplate(caller, "uses-later", "$Latest");
                case SPOT -> world.ask(caller, Ec2Operations.REQUEST_SPOT_INSTANCES, world.spot(profile));
                case FLEET -> world.fleetOf(caller, "uses-by-default", null);
                case FLEET_OVERRIDE ->
                    world.fleetOf(
                            caller, "uses-later", new FleetIamInstanceProfileSpecificationRequest(null, "S3Access"));
                case ASSOCIATE ->
                    world.ask(
                            caller,
                            Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                            new AssociateIamInstanceProfileInput(profile, running));
                case REPLACE ->
                    world.ask(
                            caller,
                            Ec2Operations.REPLACE_IAM_INSTANCE_PROFILE_ASSOCIATION,
                            new ReplaceIamInstanceProfileAssociationInput(profile, associationOf(taken)));
            }
            return "done";
        } catch (AwsError e) {
            return e.code().equals("UnauthorizedOperation") && e.httpStatus() == 403 ? e.message() : e.code();
        }
    }

    private void byTemplate(Caller caller, String name, @Nullable String version) {
        world.ask(
                caller,
                Ec2Operations.RUN_INSTANCES,
                RunInstancesInput.builder()
                        .minCount(1)
                        .maxCount(1)
                        .launchTemplate(new LaunchTemplateSpecification(null, name, version))
                        .build());
    }

    private RequestLaunchTemplateData data(@Nullable String profile) {
        return RequestLaunchTemplateData.builder()
                .imageId(world.image)
                .iamInstanceProfile(
                        profile == null
                                ? null
                                : LaunchTemplateIamInstanceProfileSpecificationRequest.builder()
                                        .name(profile)
                                        .build())
                .build();
    }

    private void template(String name, @Nullable String first, @Nullable String second) {
        world.ask(
                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                CreateLaunchTemplateInput.builder()
                        .launchTemplateName(name)
                        .launchTemplateData(data(first))
                        .build());
        if (second != null) {
            world.ask(
                    Ec2Operations.CREATE_LAUNCH_TEMPLATE_VERSION,
                    CreateLaunchTemplateVersionInput.builder()
                            .launchTemplateName(name)
                            .launchTemplateData(data(second))
                            .build());
        }
    }

    @Test
    void makingATemplateWithARoleTakesNoPassRoleButUsingItDoes() {
        Caller caller = world.user("dev", policy());

        world.ask(
                caller,
                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                CreateLaunchTemplateInput.builder()
                        .launchTemplateName("mine")
                        .launchTemplateData(data("S3Access"))
                        .build());

        AwsError error =
                org.junit.jupiter.api.Assertions.assertThrows(AwsError.class, () -> byTemplate(caller, "mine", null));
        assertEquals("UnauthorizedOperation", error.code());
        assertTrue(error.message().startsWith(PREFIX + NOBODY_ALLOWS), error.message());
    }

    @Test
    void theRequestsProfileCountsNotTheTemplates() {
        Caller caller = world.user("dev", policy(allow("iam:PassRole", ROLE.replace("S3Access", "Plain"), "")));

        world.ask(
                caller,
                Ec2Operations.RUN_INSTANCES,
                RunInstancesInput.builder()
                        .minCount(1)
                        .maxCount(1)
                        .launchTemplate(new LaunchTemplateSpecification(null, "uses-by-default", null))
                        .iamInstanceProfile(named("Plain"))
                        .build());

        assertEquals(
                1,
                world.asked().stream()
                        .filter(ask -> ask.startsWith("iam:PassRole"))
                        .count());
        assertTrue(world.asked().contains("iam:PassRole " + ROLE.replace("S3Access", "Plain")));
    }

    private String associationOf(String instance) {
        return Objects.requireNonNull(world.state
                .current()
                .find(signet.fleet.Tables.ASSOCIATIONS_BY_INSTANCE, instance)
                .getFirst()
                .id());
    }

    private int instances() {
        return world.state.current().under(signet.fleet.Tables.INSTANCES, "").values().stream()
                .map(Instance::id)
                .toList()
                .size();
    }
}
