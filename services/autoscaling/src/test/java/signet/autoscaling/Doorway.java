package signet.autoscaling;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.autoscaling.SetDesiredCapacityInput;
import signet.model.autoscaling.UpdateAutoScalingGroupInput;
import signet.model.ec2.AssociateIamInstanceProfileInput;
import signet.model.ec2.CreateFleetError;
import signet.model.ec2.CreateFleetInput;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.CreateLaunchTemplateVersionInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.FleetIamInstanceProfileSpecificationRequest;
import signet.model.ec2.FleetLaunchTemplateConfigRequest;
import signet.model.ec2.FleetLaunchTemplateOverridesRequest;
import signet.model.ec2.FleetLaunchTemplateSpecificationRequest;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.InstanceMarketOptionsRequest;
import signet.model.ec2.LaunchTemplateIamInstanceProfileSpecificationRequest;
import signet.model.ec2.ReplaceIamInstanceProfileAssociationInput;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.RequestSpotInstancesInput;
import signet.model.ec2.RequestSpotLaunchSpecification;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.TargetCapacitySpecificationRequest;
import signet.model.iam.AddRoleToInstanceProfileInput;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.IamOperations;

/** Goes through every {@link Door}: the root user prepares what the door needs, and a caller then hands over a role. */
final class Doorway {
    private final World world;
    private int count;

    Doorway(World world) {
        this.world = world;
    }

    /** An instance profile to go through with. */
    record Passed(String account, String name) {
        String arn() {
            return "arn:aws:iam::" + account + ":instance-profile/" + name;
        }
    }

    /**
     * A request that is ready to be sent.
     *
     * @param instance the id of the instance that it is about, empty when there is none yet
     * @param template how the request calls its launch template, empty when it has none
     */
    record Attempt(String instance, String template, Consumer<Caller> request) {
        Attempt(Consumer<Caller> request) {
            this("", "", request);
        }
    }

    Attempt prepare(Door door, Passed passed) {
        count++;
        return switch (door) {
            case RUN_BY_NAME -> run(one().iamInstanceProfile(new IamInstanceProfileSpecification(null, passed.name())));
            case RUN_BY_ARN -> run(one().iamInstanceProfile(byArn(passed)));
            case RUN_DRY -> run(one().iamInstanceProfile(byArn(passed)).dryRun(true));
            case RUN_SPOT ->
                run(one().iamInstanceProfile(byArn(passed))
                        .instanceMarketOptions(InstanceMarketOptionsRequest.builder()
                                .marketType("spot")
                                .build()));
            case RUN_TEMPLATE_DEFAULT -> runTemplate(template(passed, null), null, null);
            case RUN_TEMPLATE_VERSION -> runTemplate(template(null, passed), "2", null);
            case RUN_TEMPLATE_LATEST -> runTemplate(template(null, passed), "$Latest", null);
            case RUN_TEMPLATE_OVERRIDDEN ->
                runTemplate(template(new Passed(World.ACCOUNT, "Plain"), null), null, byArn(passed));
            case ASSOCIATE -> associate(passed);
            case REPLACE -> replace(passed);
            case SPOT_REQUEST -> spot(passed);
            case FLEET -> fleet(template(passed, null), null);
            case FLEET_OVERRIDDEN ->
                fleet(
                        template(new Passed(World.ACCOUNT, "Plain"), null),
                        new FleetIamInstanceProfileSpecificationRequest(passed.arn(), null));
            case CONFIGURATION_BY_NAME -> configuration(passed.name());
            case CONFIGURATION_BY_ARN -> configuration(passed.arn());
            case CONFIGURATION_LIKE_INSTANCE -> configurationLike(launched(passed));
            case GROUP_BY_TEMPLATE -> groupByTemplate(template(passed, null));
            case UPDATE_BY_TEMPLATE -> updateByTemplate(template(null, passed));
            case GROUP_LIKE_INSTANCE -> groupLike(launched(passed));
            case GROUP_OF_CONFIGURATION -> groupOf(configured(passed));
            case UPDATE_TO_CONFIGURATION -> updateTo(configured(passed));
            case GROUPS_OWN_LAUNCH -> ownLaunch(configured(passed));
            case SERVICE_LINKED_ROLE -> serviceLinkedRole(passed);
            case ROLE_INTO_PROFILE -> roleInto(passed);
        };
    }

    private <I> Attempt sends(OperationModel<I, ?> model, I input) {
        return new Attempt(caller -> world.ask(caller, model, input));
    }

    private static IamInstanceProfileSpecification byArn(Passed passed) {
        return new IamInstanceProfileSpecification(passed.arn(), null);
    }

    private RunInstancesInput.Builder one() {
        return RunInstancesInput.builder().imageId(world.image).minCount(1).maxCount(1);
    }

    private Attempt run(RunInstancesInput.Builder launch) {
        return sends(Ec2Operations.RUN_INSTANCES, launch.build());
    }

    /** By name when a version is given, else by id: templates are found by either. */
    private Attempt runTemplate(
            Template template, @Nullable String version, @Nullable IamInstanceProfileSpecification profile) {
        return sends(
                Ec2Operations.RUN_INSTANCES,
                RunInstancesInput.builder()
                        .minCount(1)
                        .maxCount(1)
                        .launchTemplate(new signet.model.ec2.LaunchTemplateSpecification(
                                version == null ? template.id() : null,
                                version == null ? null : template.name(),
                                version))
                        .iamInstanceProfile(profile)
                        .build());
    }

    private record Template(String id, String name) {}

    /** A template whose first version has a profile, or whose second has. */
    private Template template(@Nullable Passed first, @Nullable Passed second) {
        String name = "template-" + count;
        String id = Objects.requireNonNull(Objects.requireNonNull(world.ask(
                                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                                CreateLaunchTemplateInput.builder()
                                        .launchTemplateName(name)
                                        .launchTemplateData(data(first))
                                        .build())
                        .launchTemplate())
                .launchTemplateId());
        if (second != null) {
            var _ = world.ask(
                    Ec2Operations.CREATE_LAUNCH_TEMPLATE_VERSION,
                    CreateLaunchTemplateVersionInput.builder()
                            .launchTemplateName(name)
                            .launchTemplateData(data(second))
                            .build());
        }
        return new Template(id, name);
    }

    private RequestLaunchTemplateData data(@Nullable Passed passed) {
        return RequestLaunchTemplateData.builder()
                .imageId(world.image)
                .iamInstanceProfile(
                        passed == null
                                ? null
                                : new LaunchTemplateIamInstanceProfileSpecificationRequest(passed.arn(), null))
                .build();
    }

    /** An instance that runs with a profile, or without. */
    private String launched(@Nullable Passed passed) {
        String id = Objects.requireNonNull(Objects.requireNonNull(world.ask(
                                Ec2Operations.RUN_INSTANCES,
                                one().iamInstanceProfile(passed == null ? null : byArn(passed))
                                        .build())
                        .instances())
                .getFirst()
                .instanceId());
        world.fleet.awaitIdle();
        return id;
    }

    private Attempt associate(Passed passed) {
        String instance = launched(null);
        Attempt sends = sends(
                Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                new AssociateIamInstanceProfileInput(byArn(passed), instance));
        return new Attempt(instance, "", sends.request());
    }

    private Attempt replace(Passed passed) {
        String instance = launched(new Passed(World.ACCOUNT, "Plain"));
        String association = world.state
                .current()
                .find(signet.fleet.Tables.ASSOCIATIONS_BY_INSTANCE, instance)
                .getFirst()
                .id();
        Attempt sends = sends(
                Ec2Operations.REPLACE_IAM_INSTANCE_PROFILE_ASSOCIATION,
                new ReplaceIamInstanceProfileAssociationInput(byArn(passed), association));
        return new Attempt(instance, "", sends.request());
    }

    private Attempt spot(Passed passed) {
        return sends(
                Ec2Operations.REQUEST_SPOT_INSTANCES,
                RequestSpotInstancesInput.builder()
                        .launchSpecification(RequestSpotLaunchSpecification.builder()
                                .imageId(world.image)
                                .iamInstanceProfile(byArn(passed))
                                .build())
                        .build());
    }

    /** What a fleet reports of its launches is thrown, as the answer is theirs. */
    private Attempt fleet(Template template, @Nullable FleetIamInstanceProfileSpecificationRequest profile) {
        List<FleetLaunchTemplateOverridesRequest> overrides = profile == null
                ? List.of()
                : List.of(FleetLaunchTemplateOverridesRequest.builder()
                        .iamInstanceProfile(profile)
                        .build());
        CreateFleetInput input = CreateFleetInput.builder()
                .type("instant")
                .targetCapacitySpecification(TargetCapacitySpecificationRequest.builder()
                        .totalTargetCapacity(1)
                        .build())
                .launchTemplateConfigs(List.of(FleetLaunchTemplateConfigRequest.builder()
                        .launchTemplateSpecification(FleetLaunchTemplateSpecificationRequest.builder()
                                .launchTemplateId(template.id())
                                .version("$Default")
                                .build())
                        .overrides(overrides)
                        .build()))
                .build();
        return new Attempt(caller -> {
            for (CreateFleetError error : Objects.requireNonNull(
                    world.ask(caller, Ec2Operations.CREATE_FLEET, input).errors())) {
                String code = Objects.requireNonNull(error.errorCode());
                throw AwsError.of(
                        code,
                        code.equals("UnauthorizedOperation") ? 403 : 400,
                        Objects.requireNonNull(error.errorMessage()));
            }
        });
    }

    private Attempt configuration(String profile) {
        return sends(
                AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                world.configurationOf("configuration-" + count)
                        .iamInstanceProfile(profile)
                        .build());
    }

    private Attempt configurationLike(String instance) {
        return sends(
                AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                signet.model.autoscaling.CreateLaunchConfigurationInput.builder()
                        .launchConfigurationName("configuration-" + count)
                        .instanceId(instance)
                        .build());
    }

    /** The name of a launch configuration that the root user has made. */
    private String configured(Passed passed) {
        configuration(passed.arn()).request().accept(World.ROOT);
        return "configuration-" + count;
    }

    private Attempt groupByTemplate(Template template) {
        Attempt sends = sends(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("group-" + count, 1, 1)
                        .launchTemplate(new LaunchTemplateSpecification(null, template.name(), "$Default"))
                        .build());
        return new Attempt("", template.name(), sends.request());
    }

    private Attempt updateByTemplate(Template template) {
        Attempt sends = sends(
                AutoScalingOperations.UPDATE_AUTO_SCALING_GROUP,
                UpdateAutoScalingGroupInput.builder()
                        .autoScalingGroupName(emptyGroup("web"))
                        .launchTemplate(new LaunchTemplateSpecification(template.id(), null, "$Latest"))
                        .build());
        return new Attempt("", template.id(), sends.request());
    }

    private String emptyGroup(String configuration) {
        String name = "group-" + count;
        var _ = world.ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf(name, 0, 1).launchConfigurationName(configuration).build());
        return name;
    }

    private Attempt groupLike(String instance) {
        return sends(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("group-" + count, 1, 1).instanceId(instance).build());
    }

    private Attempt groupOf(String configuration) {
        return sends(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("group-" + count, 1, 1)
                        .launchConfigurationName(configuration)
                        .build());
    }

    private Attempt updateTo(String configuration) {
        return sends(
                AutoScalingOperations.UPDATE_AUTO_SCALING_GROUP,
                UpdateAutoScalingGroupInput.builder()
                        .autoScalingGroupName(emptyGroup("web"))
                        .launchConfigurationName(configuration)
                        .build());
    }

    private Attempt ownLaunch(String configuration) {
        return sends(
                AutoScalingOperations.SET_DESIRED_CAPACITY,
                SetDesiredCapacityInput.builder()
                        .autoScalingGroupName(emptyGroup(configuration))
                        .desiredCapacity(1)
                        .build());
    }

    private Attempt serviceLinkedRole(Passed passed) {
        return sends(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                world.groupOf("group-" + count, 0, 1)
                        .launchConfigurationName("web")
                        .serviceLinkedRoleARN(Door.SERVICE_LINKED_ROLE.role().replace(World.ACCOUNT, passed.account()))
                        .build());
    }

    /** The role has the name of the profile. */
    private Attempt roleInto(Passed passed) {
        String profile = "profile-" + count;
        var _ = world.ask(
                IamOperations.CREATE_INSTANCE_PROFILE,
                CreateInstanceProfileInput.builder()
                        .instanceProfileName(profile)
                        .build());
        return sends(
                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                AddRoleToInstanceProfileInput.builder()
                        .instanceProfileName(profile)
                        .roleName(passed.name())
                        .build());
    }
}
