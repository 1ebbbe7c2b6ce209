package signet.autoscaling;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.SetDesiredCapacityInput;
import signet.snapshot.State;

/** Sets how many instances a group is to have, within its bounds. Nothing ever cools down here. */
final class SetDesiredCapacity implements Operation<SetDesiredCapacityInput, Unit> {
    private final State state;
    private final Keeper keeper;

    SetDesiredCapacity(State state, Keeper keeper) {
        this.state = state;
        this.keeper = keeper;
    }

    @Override
    public OperationModel<SetDesiredCapacityInput, Unit> model() {
        return AutoScalingOperations.SET_DESIRED_CAPACITY;
    }

    @Override
    public Accesses accesses(Call<SetDesiredCapacityInput> call) {
        return Accesses.of(Scope.of(call).onGroup(model().name(), call.input().autoScalingGroupName()));
    }

    @Override
    public Unit handle(Authorized<SetDesiredCapacityInput> request) {
        int desired = request.input().desiredCapacity();
        state.change(tx -> {
            GroupRecord group = Scope.of(request).on(tx).group(request.input().autoScalingGroupName());
            GroupRecord.Size size = group.size();
            if (desired > size.max()) {
                throw Errors.validation("New SetDesiredCapacity value " + desired + " is above max value " + size.max()
                        + " for the AutoScalingGroup.");
            }
            if (desired < size.min()) {
                throw Errors.validation("New SetDesiredCapacity value " + desired + " is below min value " + size.min()
                        + " for the AutoScalingGroup.");
            }
            tx.put(Tables.GROUPS, group.key(), group.with(new GroupRecord.Size(size.min(), size.max(), desired)));
        });
        keeper.attend();
        return Unit.VALUE;
    }
}
