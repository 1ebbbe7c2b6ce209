package signet.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;
import signet.fleet.Instance.Code;
import signet.fleet.Tables;
import signet.model.ec2.InstanceStateChange;
import signet.snapshot.State;

/** Sends instances to another state, all of a request's or none. */
final class StateChanges {
    private static final String USER = "Client.UserInitiatedShutdown";

    private final State state;

    StateChanges(State state) {
        this.state = state;
    }

    /** An instance before and after. */
    record Changed(Instance before, Instance after) {
        boolean moved() {
            return !before.equals(after);
        }

        InstanceStateChange answer() {
            return InstanceStateChange.builder()
                    .instanceId(after.id())
                    .previousState(InstanceAnswers.state(before.state().code()))
                    .currentState(InstanceAnswers.state(after.state().code()))
                    .build();
        }
    }

    /**
     * Changes each of the instances.
     *
     * @param next gives the changed instance, or the same if there is nothing to change; throws if it may not change
     */
    List<Changed> change(Ec2Call call, @Nullable List<String> ids, Function<Instance, Instance> next) {
        return state.write(tx -> {
            List<Changed> changes = new ArrayList<>();
            for (Instance instance : Instances.find(call.on(tx), ids)) {
                Changed changed = new Changed(instance, next.apply(instance));
                if (changed.moved()) {
                    tx.put(Tables.INSTANCES, instance.key(), changed.after());
                }
                changes.add(changed);
            }
            return changes;
        });
    }

    /** The instance on its way to a state that its user asked for. */
    static Instance byUser(Instance instance, Code code, Instant now) {
        return instance.in(new Instance.State(code, USER, USER + ": User initiated shutdown", now));
    }
}
