package signet.autoscaling;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.autoscaling.ActivityType;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.TerminateInstanceInAutoScalingGroupInput;
import signet.snapshot.State;

/** Ends one instance of a group, which replaces it unless it is to shrink. */
final class TerminateInstanceInAutoScalingGroup
        implements Operation<TerminateInstanceInAutoScalingGroupInput, ActivityType> {
    private final State state;
    private final Roster roster;
    private final Keeper keeper;

    TerminateInstanceInAutoScalingGroup(State state, Roster roster, Keeper keeper) {
        this.state = state;
        this.roster = roster;
        this.keeper = keeper;
    }

    @Override
    public OperationModel<TerminateInstanceInAutoScalingGroupInput, ActivityType> model() {
        return AutoScalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP;
    }

    @Override
    public Accesses accesses(Call<TerminateInstanceInAutoScalingGroupInput> call) {
        Members.only(
                TerminateInstanceInAutoScalingGroupInput.SCHEMA,
                call.input(),
                model().name(),
                "InstanceId",
                "ShouldDecrementDesiredCapacity");
        Scope scope = Scope.of(call);
        return Accesses.of(scope.onGroup(
                model().name(), groupOf(scope, call.input().instanceId()).name()));
    }

    @Override
    public ActivityType handle(Authorized<TerminateInstanceInAutoScalingGroupInput> request) {
        String id = request.input().instanceId();
        boolean shrinks = request.input().shouldDecrementDesiredCapacity();
        ActivityRecord done = state.write(tx -> {
            Scope scope = Scope.of(request).on(tx);
            GroupRecord group = groupOf(scope, id);
            GroupRecord sized = shrinks ? smaller(group) : group;
            roster.sendAway(tx, sized, id, Causes.byUser(request.time(), shrinks));
            return Activities.of(tx, scope.account(), scope.region(), group.name())
                    .getFirst();
        });
        keeper.attend();
        return ActivityType.builder().activity(Activities.answer(done)).build();
    }

    private static GroupRecord groupOf(Scope scope, String instanceId) {
        return scope.view().find(Tables.GROUPS_BY_INSTANCE, instanceId).stream()
                .filter(group -> group.account().equals(scope.account())
                        && group.region().equals(scope.region()))
                .findFirst()
                .orElseThrow(() -> Errors.noManagedInstance(instanceId));
    }

    private static GroupRecord smaller(GroupRecord group) {
        GroupRecord.Size size = group.size();
        if (size.desired() <= size.min()) {
            throw Errors.validation("Currently, desiredSize equals minSize (" + size.min()
                    + "). Terminating instance without replacement will violate group's min size constraint. Either set"
                    + " shouldDecrementDesiredCapacity flag to false or lower group's min size.");
        }
        return group.with(new GroupRecord.Size(size.min(), size.max(), size.desired() - 1));
    }
}
