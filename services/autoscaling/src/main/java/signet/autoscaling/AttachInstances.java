package signet.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Instance;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.autoscaling.AttachInstancesInput;
import signet.model.autoscaling.AutoScalingOperations;
import signet.snapshot.State;
import signet.snapshot.Transaction;

/** Takes running instances into a group, which grows by them. */
final class AttachInstances implements Operation<AttachInstancesInput, Unit> {
    private final State state;
    private final Ids ids;
    private final Keeper keeper;

    AttachInstances(State state, Ids ids, Keeper keeper) {
        this.state = state;
        this.ids = ids;
        this.keeper = keeper;
    }

    @Override
    public OperationModel<AttachInstancesInput, Unit> model() {
        return AutoScalingOperations.ATTACH_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<AttachInstancesInput> call) {
        return Accesses.of(Scope.of(call).onGroup(model().name(), call.input().autoScalingGroupName()));
    }

    @Override
    public Unit handle(Authorized<AttachInstancesInput> request) {
        List<String> asked = Objects.requireNonNullElse(request.input().instanceIds(), List.of());
        state.change(tx -> {
            Scope scope = Scope.of(request).on(tx);
            GroupRecord group = scope.group(request.input().autoScalingGroupName());
            int desired = group.size().desired() + asked.size();
            if (desired > group.size().max()) {
                throw Errors.validation("AutoScalingGroup " + group.name() + " has min-size="
                        + group.size().min() + ", max-size=" + group.size().max() + ", and desired-size="
                        + group.size().desired() + ". To attach " + asked.size() + " more instance"
                        + (asked.size() == 1 ? "" : "s") + ", please update the AutoScalingGroup sizes appropriately.");
            }
            List<Member> members = new ArrayList<>(group.members());
            asked.forEach(id -> members.add(attached(tx, scope, group, id, request)));
            GroupRecord.Size size =
                    new GroupRecord.Size(group.size().min(), group.size().max(), desired);
            tx.put(Tables.GROUPS, group.key(), group.with(size).with(members, group.launching()));
        });
        keeper.attend();
        return Unit.VALUE;
    }

    private Member attached(
            Transaction tx, Scope scope, GroupRecord group, String id, Authorized<AttachInstancesInput> request) {
        if (!tx.find(Tables.GROUPS_BY_INSTANCE, id).isEmpty()) {
            throw Errors.validation("Instance " + id + " is already part of an AutoScalingGroup");
        }
        Instance instance = Roster.instance(tx, scope.account(), id)
                .filter(found -> found.launch().region().equals(scope.region()))
                .orElseThrow(() -> Errors.validation("Invalid Instance ID(s): [" + id + "] specified"));
        if (instance.state().code() != Instance.Code.RUNNING) {
            throw Errors.validation("Instance " + id + " is not in correct state");
        }
        Roster.tag(tx, instance, group.name());
        Activities.record(
                tx,
                group,
                ids,
                request.time(),
                "Attaching an existing EC2 instance: " + id,
                Causes.attached(request.time()));
        return new Member(
                id,
                instance.launch().instanceType(),
                instance.launch().zone(),
                false,
                group.settings().protectsNew(),
                null,
                null);
    }
}
