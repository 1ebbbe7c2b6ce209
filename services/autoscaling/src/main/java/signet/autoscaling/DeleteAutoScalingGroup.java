package signet.autoscaling;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.DeleteAutoScalingGroupInput;
import signet.snapshot.State;

/** Deletes a group: at once if it is empty, and with its instances if that is asked for. */
final class DeleteAutoScalingGroup implements Operation<DeleteAutoScalingGroupInput, Unit> {
    private final State state;
    private final Keeper keeper;

    DeleteAutoScalingGroup(State state, Keeper keeper) {
        this.state = state;
        this.keeper = keeper;
    }

    @Override
    public OperationModel<DeleteAutoScalingGroupInput, Unit> model() {
        return AutoScalingOperations.DELETE_AUTO_SCALING_GROUP;
    }

    @Override
    public Accesses accesses(Call<DeleteAutoScalingGroupInput> call) {
        return Accesses.of(Scope.of(call)
                .onGroup(model().name(), call.input().autoScalingGroupName())
                .with("autoscaling:ForceDelete", Boolean.toString(forced(call.input()))));
    }

    @Override
    public Unit handle(Authorized<DeleteAutoScalingGroupInput> request) {
        state.change(tx -> {
            GroupRecord group = Scope.of(request).on(tx).group(request.input().autoScalingGroupName());
            boolean empty = group.members().isEmpty() && group.launching() == null;
            if (!empty && !forced(request.input())) {
                throw Errors.inUse("You cannot delete an AutoScalingGroup while there are instances or pending Spot"
                        + " instance request(s) still in the group.");
            }
            if (empty) {
                tx.delete(Tables.GROUPS, group.key());
                Activities.forget(tx, group);
            } else {
                tx.put(Tables.GROUPS, group.key(), group.leaving());
            }
        });
        keeper.attend();
        return Unit.VALUE;
    }

    private static boolean forced(DeleteAutoScalingGroupInput input) {
        return Boolean.TRUE.equals(input.forceDelete());
    }
}
