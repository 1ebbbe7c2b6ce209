package signet.iam;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import signet.authz.Caller;
import signet.authz.Event;
import signet.authz.RequestInfo;
import signet.identity.Role;
import signet.identity.Tables;
import signet.snapshot.State;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/**
 * Last uses, kept in memory and written to the state when {@link #flush} is called: a crash loses only the newest, which
 * on AWS come late as well.
 */
public final class LastUses implements AccessKeyUse {
    private final State state;
    private final Map<String, LastUse> pending = new ConcurrentHashMap<>();
    private final AccessHistory history = new AccessHistory();

    /** Last uses over a state that was opened with {@link IamTables}. */
    public LastUses(State state) {
        this.state = state;
    }

    @Override
    public void used(Caller caller, String service, RequestInfo info) {
        String id = switch (caller) {
            case Caller.Root root -> root.session() == null ? root.accessKeyId() : "";
            case Caller.IamUser user -> user.session() == null ? user.accessKeyId() : "";
            case Caller.RoleSession session -> session.role().id();
            case Caller.FederatedUser federated -> "";
            case Caller.AwsService aws -> "";
            case Caller.Federated holder -> "";
            case Caller.Anonymous anonymous -> "";
        };
        if (!id.isEmpty()) {
            pending.put(id, new LastUse(id, service, info.region(), Times.seconds(info.time())));
        }
    }

    @Override
    public Optional<LastUse> of(View view, String id) {
        return Optional.ofNullable(pending.get(id)).or(() -> view.get(IamTables.USES, id));
    }

    /** Writes down a role's last use that AWS recorded; what it was used for is not known. */
    public static void recorded(Transaction tx, String roleId, String region, Instant time) {
        tx.put(IamTables.USES, roleId, new LastUse(roleId, "", region, time));
    }

    /** Takes note of what an event tells of who tried to do what. Cheap, never fails. */
    public void seen(Event event) {
        history.record(event);
    }

    @Override
    public Collection<AccessRecord> accesses(View view, String prefix) {
        return history.under(view, prefix);
    }

    /** Writes down what was noted since the last call. Keys, users and roles that are gone by now are left out. */
    public void flush() {
        history.flush(state);
        Map<String, LastUse> taken = Map.copyOf(pending);
        if (taken.isEmpty()) {
            return;
        }
        state.write(tx -> {
            taken.values().stream()
                    .filter(use -> exists(tx, use.id()))
                    .forEach(use -> tx.put(IamTables.USES, use.id(), use));
            return taken.size();
        });
        taken.forEach(pending::remove);
    }

    private static boolean exists(View view, String id) {
        Optional<Role> role = view.findOne(Tables.ROLES_BY_ID, id);
        return role.isPresent() || view.get(Tables.ACCESS_KEYS, id).isPresent();
    }
}
