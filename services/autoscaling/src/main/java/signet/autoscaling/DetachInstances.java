package signet.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.autoscaling.Activity;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.DetachInstancesAnswer;
import signet.model.autoscaling.DetachInstancesInput;
import signet.snapshot.State;
import signet.snapshot.Transaction;

/** Lets instances go from a group, to run on by themselves. */
final class DetachInstances implements Operation<DetachInstancesInput, DetachInstancesAnswer> {
    private final State state;
    private final Ids ids;
    private final Keeper keeper;

    DetachInstances(State state, Ids ids, Keeper keeper) {
        this.state = state;
        this.ids = ids;
        this.keeper = keeper;
    }

    @Override
    public OperationModel<DetachInstancesInput, DetachInstancesAnswer> model() {
        return AutoScalingOperations.DETACH_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<DetachInstancesInput> call) {
        return Accesses.of(Scope.of(call).onGroup(model().name(), call.input().autoScalingGroupName()));
    }

    @Override
    public DetachInstancesAnswer handle(Authorized<DetachInstancesInput> request) {
        DetachInstancesInput input = request.input();
        List<String> asked = Objects.requireNonNullElse(input.instanceIds(), List.of());
        List<Activity> done = state.write(tx -> {
            GroupRecord group = Scope.of(request).on(tx).group(input.autoScalingGroupName());
            List<Activity> activities = new ArrayList<>();
            List<Member> left = new ArrayList<>(group.members());
            for (String id : asked) {
                if (!left.removeIf(member -> member.instanceId().equals(id) && !member.terminating())) {
                    throw Errors.validation(
                            "The instance " + id + " is not part of Auto Scaling group " + group.name() + ".");
                }
                activities.add(detach(tx, group, id, request));
            }
            GroupRecord sized = input.shouldDecrementDesiredCapacity() ? smaller(group, asked.size()) : group;
            tx.put(Tables.GROUPS, group.key(), sized.with(left, group.launching()));
            return activities;
        });
        keeper.attend();
        return new DetachInstancesAnswer(done);
    }

    private Activity detach(Transaction tx, GroupRecord group, String id, Authorized<?> request) {
        Roster.instance(tx, group.account(), id).ifPresent(instance -> Roster.tag(tx, instance, null));
        return Activities.answer(Activities.record(
                tx, group, ids, request.time(), "Detaching EC2 instance: " + id, Causes.detached(request.time())));
    }

    private static GroupRecord smaller(GroupRecord group, int by) {
        GroupRecord.Size size = group.size();
        if (size.desired() - by < size.min()) {
            throw Errors.validation("AutoScalingGroup " + group.name() + " has min-size=" + size.min() + ", max-size="
                    + size.max() + ", and desired-size=" + size.desired() + ". To detach " + by + " instance"
                    + (by == 1 ? "" : "s") + ", please update the AutoScalingGroup sizes appropriately.");
        }
        return group.with(new GroupRecord.Size(size.min(), size.max(), size.desired() - by));
    }
}
