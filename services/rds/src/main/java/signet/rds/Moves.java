package signet.rds;

import java.util.function.Function;
import signet.authz.Authorized;
import signet.rds.InstanceRecord.Status;
import signet.snapshot.State;

/** Sends instances from one status to another, and then has done what it means. */
record Moves(State state, Databases databases) {
    /**
     * Moves an instance.
     *
     * @param next where it goes from what it is, or an error if it cannot
     */
    InstanceRecord move(Authorized<?> request, String identifier, Function<InstanceRecord, Status> next) {
        InstanceRecord moved = state.write(tx -> {
            InstanceRecord now = Scope.of(request).on(tx).get(identifier);
            InstanceRecord changed = now.in(next.apply(now));
            tx.put(Tables.INSTANCES, changed.key(), changed);
            return changed;
        });
        databases.attend(moved);
        return moved;
    }
}
