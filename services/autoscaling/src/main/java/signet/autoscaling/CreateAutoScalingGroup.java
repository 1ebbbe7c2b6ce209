package signet.autoscaling;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.CreateAutoScalingGroupInput;
import signet.model.autoscaling.CreateLaunchConfigurationInput;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.autoscaling.Tag;
import signet.policy.Context;
import signet.snapshot.State;

/**
 * Makes a group, which then launches its instances. Who makes it must be allowed to launch what its template says, with
 * the role that is passed by it; a launch configuration was checked when it was made.
 */
final class CreateAutoScalingGroup implements Operation<CreateAutoScalingGroupInput, Unit> {
    private static final int COOLDOWN = 300;

    private final State state;
    private final Ids ids;
    private final Ec2 ec2;
    private final Keeper keeper;

    CreateAutoScalingGroup(State state, Ids ids, Ec2 ec2, Keeper keeper) {
        this.state = state;
        this.ids = ids;
        this.ec2 = ec2;
        this.keeper = keeper;
    }

    @Override
    public OperationModel<CreateAutoScalingGroupInput, Unit> model() {
        return AutoScalingOperations.CREATE_AUTO_SCALING_GROUP;
    }

    @Override
    public Accesses accesses(Call<CreateAutoScalingGroupInput> call) {
        CreateAutoScalingGroupInput input = call.input();
        refuse(input);
        Scope scope = Scope.of(call);
        List<Access> all = new ArrayList<>();
        all.add(scope.onGroup(model().name(), input.autoScalingGroupName())
                .with(GroupKeys.of(
                        input.minSize(),
                        input.maxSize(),
                        input.launchConfigurationName(),
                        input.launchTemplate(),
                        input.vpcZoneIdentifier()))
                .with(tagKeys(input)));
        likeInstance(scope, input)
                .map(CreateLaunchConfigurationInput::iamInstanceProfile)
                .ifPresent(profile -> all.add(PassedRoles.pass(scope, profile)));
        all.addAll(ServiceRole.accesses(scope, input.serviceLinkedRoleARN()));
        return Accesses.of(all);
    }

    @Override
    public Unit handle(Authorized<CreateAutoScalingGroupInput> request) {
        CreateAutoScalingGroupInput input = request.input();
        Scope scope = Scope.of(request);
        if (scope.findGroup(input.autoScalingGroupName()).isPresent()) {
            throw taken(input);
        }
        GroupRecord group = group(request, role(request));
        if (group.source().template() != null) {
            ec2.check(
                    request,
                    Launches.one(scope, group, 0).dryRun(true).build(),
                    GroupRules.nameOf(Objects.requireNonNull(input.launchTemplate())));
        }
        likeInstance(scope, input).ifPresent(asked -> CreateLaunchConfiguration.record(state, ids, request, asked));
        state.change(tx -> {
            Scope now = scope.on(tx);
            if (now.findGroup(group.name()).isPresent()) {
                throw taken(input);
            }
            String configuration = group.source().launchConfiguration();
            if (configuration != null
                    && now.findLaunchConfiguration(configuration).isEmpty()) {
                throw GroupRules.noLaunchConfiguration(configuration);
            }
            tx.put(Tables.GROUPS, group.key(), group);
        });
        keeper.attend();
        return Unit.VALUE;
    }

    private GroupRecord group(Authorized<CreateAutoScalingGroupInput> request, Role role) {
        CreateAutoScalingGroupInput input = request.input();
        String region = request.info().region();
        int desired = Objects.requireNonNullElse(input.desiredCapacity(), input.minSize());
        return new GroupRecord(
                request.account(),
                region,
                input.autoScalingGroupName(),
                ids.uuid(),
                request.time().truncatedTo(ChronoUnit.MILLIS),
                GroupRules.size(input.minSize(), input.maxSize(), desired),
                source(input, role, region),
                GroupRules.places(ec2, role, region, input.availabilityZones(), input.vpcZoneIdentifier()),
                role.arn(),
                new GroupRecord.Settings(
                        Objects.requireNonNullElse(input.defaultCooldown(), COOLDOWN),
                        Objects.requireNonNullElse(input.healthCheckGracePeriod(), 0),
                        Boolean.TRUE.equals(input.newInstancesProtectedFromScaleIn())),
                Objects.requireNonNullElse(input.tags(), List.of()),
                List.of(),
                null,
                false);
    }

    private GroupRecord.Source source(CreateAutoScalingGroupInput input, Role role, String region) {
        LaunchTemplateSpecification template = input.launchTemplate();
        if (template != null) {
            return new GroupRecord.Source(null, GroupRules.template(ec2, role, region, template));
        }
        return new GroupRecord.Source(
                input.instanceId() == null ? input.launchConfigurationName() : input.autoScalingGroupName(), null);
    }

    /** The service-linked role, which is made if there is none yet. */
    private Role role(Authorized<CreateAutoScalingGroupInput> request) {
        String account = request.account();
        String asked = request.input().serviceLinkedRoleARN();
        String arn = asked == null ? ServiceRole.usual(account) : asked;
        if (asked == null && ServiceRole.find(state.current(), account, arn).isEmpty()) {
            ec2.makeRole(request);
        }
        return ServiceRole.find(state.current(), account, arn)
                .orElseThrow(() -> Errors.validation(
                        "ARN specified for Service-Linked Role does not exist or is not of Auto Scaling: " + arn));
    }

    /** The launch configuration that a group has which is made like an instance; it has the group's name. */
    private static Optional<CreateLaunchConfigurationInput> likeInstance(
            Scope scope, CreateAutoScalingGroupInput input) {
        return Optional.ofNullable(input.instanceId())
                .map(id -> CreateLaunchConfiguration.complete(
                        scope,
                        CreateLaunchConfigurationInput.builder()
                                .launchConfigurationName(input.autoScalingGroupName())
                                .instanceId(id)
                                .build()));
    }

    private static void refuse(CreateAutoScalingGroupInput input) {
        Members.only(
                CreateAutoScalingGroupInput.SCHEMA,
                input,
                "CreateAutoScalingGroup",
                "AutoScalingGroupName",
                "MinSize",
                "MaxSize",
                "DesiredCapacity",
                "LaunchConfigurationName",
                "LaunchTemplate",
                "InstanceId",
                "DefaultCooldown",
                "AvailabilityZones",
                "VPCZoneIdentifier",
                "HealthCheckType",
                "HealthCheckGracePeriod",
                "NewInstancesProtectedFromScaleIn",
                "TerminationPolicies",
                "Tags",
                "ServiceLinkedRoleARN");
        GroupRules.healthCheck(input.healthCheckType());
        GroupRules.terminationPolicies(input.terminationPolicies());
        GroupRules.oneSource(
                input.launchConfigurationName(),
                input.launchTemplate(),
                input.instanceId(),
                input.mixedInstancesPolicy());
    }

    private static Context tagKeys(CreateAutoScalingGroupInput input) {
        Context.Builder keys = Context.builder();
        List<String> names = new ArrayList<>();
        for (Tag tag : Objects.requireNonNullElse(input.tags(), List.<Tag>of())) {
            names.add(tag.key());
            keys.put("aws:RequestTag/" + tag.key(), Objects.requireNonNullElse(tag.value(), ""));
        }
        return names.isEmpty() ? keys.build() : keys.put("aws:TagKeys", names).build();
    }

    private static signet.model.AwsError taken(CreateAutoScalingGroupInput input) {
        return Errors.exists("AutoScalingGroup by this name already exists - A group with the name "
                + input.autoScalingGroupName() + " already exists");
    }
}
