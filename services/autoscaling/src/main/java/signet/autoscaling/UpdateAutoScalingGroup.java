package signet.autoscaling;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.autoscaling.UpdateAutoScalingGroupInput;
import signet.snapshot.State;

/** Changes a group. A launch template that it is given, anew or again, must be one that the client may launch by. */
final class UpdateAutoScalingGroup implements Operation<UpdateAutoScalingGroupInput, Unit> {
    private final State state;
    private final Ec2 ec2;
    private final Keeper keeper;

    UpdateAutoScalingGroup(State state, Ec2 ec2, Keeper keeper) {
        this.state = state;
        this.ec2 = ec2;
        this.keeper = keeper;
    }

    @Override
    public OperationModel<UpdateAutoScalingGroupInput, Unit> model() {
        return AutoScalingOperations.UPDATE_AUTO_SCALING_GROUP;
    }

    @Override
    public Accesses accesses(Call<UpdateAutoScalingGroupInput> call) {
        UpdateAutoScalingGroupInput input = call.input();
        refuse(input);
        return Accesses.of(Scope.of(call)
                .onGroup(model().name(), input.autoScalingGroupName())
                .with(GroupKeys.of(
                        input.minSize(),
                        input.maxSize(),
                        input.launchConfigurationName(),
                        input.launchTemplate(),
                        input.vpcZoneIdentifier())));
    }

    @Override
    public Unit handle(Authorized<UpdateAutoScalingGroupInput> request) {
        UpdateAutoScalingGroupInput input = request.input();
        Scope scope = Scope.of(request);
        GroupRecord before = scope.group(input.autoScalingGroupName());
        Role role = ServiceRole.find(state.current(), scope.account(), before.role())
                .orElseThrow(() -> Errors.validation("The service-linked role " + before.role() + " does not exist"));
        GroupRecord.Source source = source(input, role, before);
        GroupRecord.Places places = input.availabilityZones() == null && input.vpcZoneIdentifier() == null
                ? before.places()
                : GroupRules.places(ec2, role, scope.region(), input.availabilityZones(), input.vpcZoneIdentifier());
        LaunchTemplateSpecification template = input.launchTemplate();
        if (template != null) {
            GroupRecord next = before.with(before.size(), source, places, before.settings());
            ec2.check(request, Launches.one(scope, next, 0).dryRun(true).build(), GroupRules.nameOf(template));
        }
        state.change(tx -> {
            GroupRecord now = scope.on(tx).group(input.autoScalingGroupName());
            checkConfiguration(scope.on(tx), source);
            tx.put(Tables.GROUPS, now.key(), now.with(size(input, now), source, places, settings(input, now)));
        });
        keeper.attend();
        return Unit.VALUE;
    }

    private GroupRecord.Source source(UpdateAutoScalingGroupInput input, Role role, GroupRecord before) {
        LaunchTemplateSpecification template = input.launchTemplate();
        String configuration = input.launchConfigurationName();
        if (template != null && configuration != null) {
            GroupRules.oneSource(template, configuration);
        }
        if (template != null) {
            return new GroupRecord.Source(null, GroupRules.template(ec2, role, before.region(), template));
        }
        return configuration == null ? before.source() : new GroupRecord.Source(configuration, null);
    }

    private static void checkConfiguration(Scope scope, GroupRecord.Source source) {
        String name = source.launchConfiguration();
        if (name != null && scope.findLaunchConfiguration(name).isEmpty()) {
            throw GroupRules.noLaunchConfiguration(name);
        }
    }

    /** The new size: what is not asked for stays, and the desired capacity moves into the new bounds. */
    private static GroupRecord.Size size(UpdateAutoScalingGroupInput input, GroupRecord group) {
        int min = or(input.minSize(), group.size().min());
        int max = or(input.maxSize(), group.size().max());
        int kept = max < min ? min : Math.clamp(group.size().desired(), min, max);
        return GroupRules.size(min, max, or(input.desiredCapacity(), kept));
    }

    private static GroupRecord.Settings settings(UpdateAutoScalingGroupInput input, GroupRecord group) {
        GroupRecord.Settings was = group.settings();
        return new GroupRecord.Settings(
                or(input.defaultCooldown(), was.cooldown()),
                or(input.healthCheckGracePeriod(), was.healthCheckGrace()),
                Objects.requireNonNullElse(input.newInstancesProtectedFromScaleIn(), was.protectsNew()));
    }

    private static int or(@Nullable Integer asked, int was) {
        return asked == null ? was : asked;
    }

    private static void refuse(UpdateAutoScalingGroupInput input) {
        Members.only(
                UpdateAutoScalingGroupInput.SCHEMA,
                input,
                "UpdateAutoScalingGroup",
                "AutoScalingGroupName",
                "MinSize",
                "MaxSize",
                "DesiredCapacity",
                "LaunchConfigurationName",
                "LaunchTemplate",
                "DefaultCooldown",
                "AvailabilityZones",
                "VPCZoneIdentifier",
                "HealthCheckType",
                "HealthCheckGracePeriod",
                "NewInstancesProtectedFromScaleIn",
                "TerminationPolicies");
        GroupRules.healthCheck(input.healthCheckType());
        GroupRules.terminationPolicies(input.terminationPolicies());
    }
}
