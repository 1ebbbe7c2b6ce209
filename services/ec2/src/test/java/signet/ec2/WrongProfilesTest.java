package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.ec2.World.ACCOUNT;
import static signet.ec2.World.allow;
import static signet.ec2.World.named;
import static signet.ec2.World.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.identity.InstanceProfile;
import signet.identity.Role;
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

/** Profiles that cannot be handed over, and those that changed: at every door, in AWS's words. */
class WrongProfilesTest extends Ec2Test {
    private static final String ARN = "arn:aws:iam::" + ACCOUNT + ":instance-profile";

    /** A way in for a profile. */
    enum Door {
        RUN,
        DRY_RUN,
        TEMPLATE_BY_DEFAULT,
        TEMPLATE_DEFAULT,
        TEMPLATE_LATEST,
        TEMPLATE_NUMBER,
        OVERRIDE,
        SPOT,
        FLEET,
        FLEET_OVERRIDE,
        ASSOCIATE,
        REPLACE
    }

    /** A profile as a request names it, and the answer. */
    record Wrong(
            String what, @Nullable String name, @Nullable String arn, String answer) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> wrongs() {
        return Stream.of(
                name("one that is not there", "Nobody"),
                name("a wildcard for one that is", "App*"),
                name("a wildcard for one letter", "Ap?"),
                name("a name in another case", "APP"),
                name("a name with its path", "/team/Deep"),
                name("an ARN as a name", ARN + "/App"),
                name("no name at all", ""),
                arn("one that is not there", ARN + "/Nobody"),
                arn("another account's of the same name", "arn:aws:iam::999988887777:instance-profile/App"),
                arn("a path left out", ARN + "/Deep"),
                arn("a path too many", ARN + "/team/App"),
                arn("a wildcard", ARN + "/*"),
                arn("the role instead", "arn:aws:iam::" + ACCOUNT + ":role/App"),
                arn("a name as an ARN", "App"),
                new Wrong(
                        "a profile without a role",
                        "Empty",
                        null,
                        "InvalidParameterValue: IAM Instance Profile \"" + ARN
                                + "/Empty\" has no associated IAM Roles"),
                new Wrong(
                        "a profile whose role is gone",
                        "Orphan",
                        null,
                        "InvalidParameterValue: IAM Instance Profile \"" + ARN
                                + "/Orphan\" has no associated IAM Roles"),
                new Wrong(
                        "name and ARN",
                        "App",
                        ARN + "/App",
                        "InvalidParameterCombination: The parameter 'iamInstanceProfile.name' may not be used in"
                                + " combination with 'iamInstanceProfile.arn'"));
    }

    private static Wrong name(String what, String name) {
        return new Wrong(
                what,
                name,
                null,
                "InvalidParameterValue: Value (" + name
                        + ") for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name");
    }

    private static Wrong arn(String what, String arn) {
        return new Wrong(
                "ARN: " + what,
                null,
                arn,
                "InvalidParameterValue: Value (" + arn
                        + ") for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN");
    }

    static Stream<Arguments> doors() {
        return wrongs().flatMap(wrong -> Stream.of(Door.values()).map(door -> Arguments.of(wrong, door)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("doors")
    void whatCannotBeHandedOverIsRefused(Wrong wrong, Door door) {
        profiles();
        Caller nobody = world.user("nobody", policy());

        AwsError byRoot = assertThrows(AwsError.class, () -> go(World.ROOT, door, wrong.name(), wrong.arn()));
        AwsError byNobody = assertThrows(AwsError.class, () -> go(nobody, door, wrong.name(), wrong.arn()));

        assertEquals(wrong.answer(), byRoot.code() + ": " + byRoot.message());
        assertEquals(400, byRoot.httpStatus());
        assertEquals(byRoot.message(), byNobody.message());
    }

    static Stream<Arguments> paths() {
        return Stream.of(Door.values()).filter(door -> door != Door.DRY_RUN).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aRoleWithAPathIsPassedByItsWholeArn(Door door) {
        profiles();
        Caller without =
                world.user("without", policy(allow("iam:PassRole", "arn:aws:iam::" + ACCOUNT + ":role/Deep", "")));
        Caller with = world.user("with", policy(allow("iam:PassRole", "arn:aws:iam::" + ACCOUNT + ":role/team/*", "")));

        AwsError refused = assertThrows(AwsError.class, () -> go(without, door, null, ARN + "/team/Deep"));
        go(with, door, null, ARN + "/team/Deep");

        assertTrue(
                refused.message().contains("iam:PassRole on resource: arn:aws:iam::" + ACCOUNT + ":role/team/Deep "),
                refused.message());
    }

    @Test
    void aProfileMadeAnewIsAnotherAndItsOwnRoleIsTheOneToPass() {
        world.profile("App");
        template("web", "App", null);
        String running =
                world.launch(world.one().iamInstanceProfile(named("App")).build());
        Caller dev = world.user("dev", policy(allow("iam:PassRole", "arn:aws:iam::" + ACCOUNT + ":role/App", "")));
        replaceRole("App", "Other");

        AwsError refused = assertThrows(AwsError.class, () -> byTemplate(dev, "web", null, null));
        byTemplate(World.ROOT, "web", null, null);

        assertTrue(refused.message().contains(":role/Other because"), refused.message());
        assertEquals("AIPAApp", some(shown(running).iamInstanceProfile()).id());
        assertNotEquals(
                "AIPAApp", some(shown(lastLaunched()).iamInstanceProfile()).id());
    }

    @Test
    void aTemplateIsMadeWithAnyProfileAndChecksNothing() {
        Caller dev = world.user("dev", policy());

        wrongs().forEach(wrong -> assertEquals(
                1L,
                some(world.ask(
                                        dev,
                                        Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                                        CreateLaunchTemplateInput.builder()
                                                .launchTemplateName(
                                                        "t" + wrong.what().hashCode())
                                                .launchTemplateData(data(wrong.name(), wrong.arn()))
                                                .build())
                                .launchTemplate())
                        .latestVersionNumber()));
        assertEquals(
                List.of("ec2:CreateLaunchTemplate arn:aws:ec2:us-east-1:" + ACCOUNT + ":launch-template/*"),
                world.asked());
    }

    private String lastLaunched() {
        return world.state.current().under(signet.fleet.Tables.INSTANCES, "").values().stream()
                .filter(instance -> associations().stream()
                        .anyMatch(found -> instance.id().equals(found.instanceId())
                                && !"AIPAApp"
                                        .equals(some(found.iamInstanceProfile()).id())))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void replaceRole(String profile, String role) {
        Role other = Role.create(ACCOUNT, "/", role, "AROA" + role, World.NOW, World.TRUST);
        InstanceProfile anew = new InstanceProfile(ACCOUNT, "/", profile, "AIPANEW", World.NOW, other.id(), Map.of());
        world.state.change(tx -> {
            tx.put(signet.identity.Tables.ROLES, other.key(), other);
            tx.put(signet.identity.Tables.INSTANCE_PROFILES, anew.key(), anew);
        });
    }

    private void profiles() {
        world.profile("App");
        world.profile("Plain");
        world.emptyProfile("Empty");
        Role deep = Role.create(ACCOUNT, "/team/", "Deep", "AROADeep", World.NOW, World.TRUST);
        InstanceProfile inTeam =
                new InstanceProfile(ACCOUNT, "/team/", "Deep", "AIPADeep", World.NOW, deep.id(), Map.of());
        InstanceProfile orphan =
                new InstanceProfile(ACCOUNT, "/", "Orphan", "AIPAOrphan", World.NOW, "AROAGone", Map.of());
        Role anew = Role.create(ACCOUNT, "/", "Orphan", "AROAAnew", World.NOW, World.TRUST);
        world.state.change(tx -> {
            tx.put(signet.identity.Tables.ROLES, deep.key(), deep);
            tx.put(signet.identity.Tables.ROLES, anew.key(), anew);
            tx.put(signet.identity.Tables.INSTANCE_PROFILES, inTeam.key(), inTeam);
            tx.put(signet.identity.Tables.INSTANCE_PROFILES, orphan.key(), orphan);
        });
    }

    private void go(Caller caller, Door door, @Nullable String name, @Nullable String arn) {
        IamInstanceProfileSpecification profile = new IamInstanceProfileSpecification(arn, name);
        switch (door) {
            case RUN -> run(caller, world.one().iamInstanceProfile(profile).build());
            case DRY_RUN ->
                run(caller, world.one().iamInstanceProfile(profile).dryRun(true).build());
            case TEMPLATE_BY_DEFAULT -> byTemplate(caller, template("first", name, arn), null, null);
            case TEMPLATE_DEFAULT -> byTemplate(caller, template("first", name, arn), "$Default", null);
            case TEMPLATE_LATEST -> byTemplate(caller, secondVersion(name, arn), "$Latest", null);
            case TEMPLATE_NUMBER -> byTemplate(caller, secondVersion(name, arn), "2", null);
            case OVERRIDE -> byTemplate(caller, template("plain", "Plain", null), null, profile);
            case SPOT -> world.ask(caller, Ec2Operations.REQUEST_SPOT_INSTANCES, world.spot(profile));
            case FLEET -> world.fleetOf(caller, template("fleet", name, arn), null);
            case FLEET_OVERRIDE ->
                world.fleetOf(
                        caller,
                        template("plain", "Plain", null),
                        new FleetIamInstanceProfileSpecificationRequest(arn, name));
            case ASSOCIATE ->
                world.ask(
                        caller,
                        Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                        new AssociateIamInstanceProfileInput(profile, world.launch()));
            case REPLACE -> {
                String id = world.launch(
                        world.one().iamInstanceProfile(named("Plain")).build());
                String association = associations().stream()
                        .filter(found -> id.equals(found.instanceId()))
                        .map(found -> some(found.associationId()))
                        .findFirst()
                        .orElseThrow();
                world.ask(
                        caller,
                        Ec2Operations.REPLACE_IAM_INSTANCE_PROFILE_ASSOCIATION,
                        new ReplaceIamInstanceProfileAssociationInput(profile, association));
            }
        }
    }

    private void run(Caller caller, RunInstancesInput input) {
        world.ask(caller, Ec2Operations.RUN_INSTANCES, input);
    }

    private void byTemplate(
            Caller caller,
            String template,
            @Nullable String version,
            @Nullable IamInstanceProfileSpecification override) {
        run(
                caller,
                RunInstancesInput.builder()
                        .minCount(1)
                        .maxCount(1)
                        .launchTemplate(new LaunchTemplateSpecification(null, template, version))
                        .iamInstanceProfile(override)
                        .build());
    }

    private String secondVersion(@Nullable String name, @Nullable String arn) {
        String template = template("second", "Plain", null);
        ask(
                Ec2Operations.CREATE_LAUNCH_TEMPLATE_VERSION,
                CreateLaunchTemplateVersionInput.builder()
                        .launchTemplateName(template)
                        .launchTemplateData(data(name, arn))
                        .build());
        return template;
    }

    private String template(String prefix, @Nullable String name, @Nullable String arn) {
        int there = world.state.current().under(Tables.TEMPLATES, "").size();
        String unique = there == 0 ? prefix : prefix + there;
        ask(
                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                CreateLaunchTemplateInput.builder()
                        .launchTemplateName(unique)
                        .launchTemplateData(data(name, arn))
                        .build());
        return unique;
    }

    private RequestLaunchTemplateData data(@Nullable String name, @Nullable String arn) {
        return RequestLaunchTemplateData.builder()
                .imageId(world.image)
                .iamInstanceProfile(new LaunchTemplateIamInstanceProfileSpecificationRequest(arn, name))
                .build();
    }
}
