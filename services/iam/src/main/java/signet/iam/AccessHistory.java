package signet.iam;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import signet.authz.Caller;
import signet.authz.Event;
import signet.identity.Tables;
import signet.snapshot.State;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/**
 * Who last tried to do what, from the events of requests; kept as {@link LastUses} keeps its uses. An event counts as one
 * attempt of the first action that was decided, which is the operation's own. Handing over a role counts as none (IAM User
 * Guide, "IAM action last accessed information services and actions").
 */
final class AccessHistory {
    private static final String PASSING = "iam:PassRole";

    private final NavigableMap<String, AccessRecord> pending = new ConcurrentSkipListMap<>();

    /** Takes note of an event, if it tells who asked and for what. */
    void record(Event event) {
        entity(event.caller()).ifPresent(entity -> {
            String action = event.decisions().stream()
                    .map(decided -> decided.access().action())
                    .filter(name -> !name.equals(PASSING))
                    .findFirst()
                    .orElse(event.service() + ":" + event.operation());
            if (!event.service().isEmpty() && !event.operation().isEmpty()) {
                AccessRecord record = new AccessRecord(
                        event.caller().account(),
                        entity.id(),
                        entity.arn(),
                        action,
                        event.info().region(),
                        Times.seconds(event.info().time()));
                pending.put(record.key(), record);
            }
        });
    }

    /** The records whose keys begin so, in the order of their keys. */
    Collection<AccessRecord> under(View view, String prefix) {
        Map<String, AccessRecord> found = new TreeMap<>(view.under(IamTables.ACCESSES, prefix));
        found.putAll(pending.subMap(prefix, prefix + Character.MAX_VALUE));
        return found.values();
    }

    /** Writes down what was noted since the last call, and forgets who is gone by now. */
    void flush(State state) {
        Map<String, AccessRecord> taken = Map.copyOf(pending);
        if (taken.isEmpty()) {
            return;
        }
        state.write(tx -> {
            taken.forEach((key, record) -> tx.put(IamTables.ACCESSES, key, record));
            forget(tx);
            return taken.size();
        });
        taken.forEach(pending::remove);
    }

    private static void forget(Transaction tx) {
        tx.under(IamTables.ACCESSES, "").values().stream()
                .filter(record -> !exists(tx, record))
                .toList()
                .forEach(record -> tx.delete(IamTables.ACCESSES, record.key()));
    }

    private static boolean exists(View view, AccessRecord record) {
        return record.entity().equals(record.account())
                || view.findOne(Tables.USERS_BY_ID, record.entity()).isPresent()
                || view.findOne(Tables.ROLES_BY_ID, record.entity()).isPresent();
    }

    private record Entity(String id, String arn) {}

    /** Whose attempt a caller's request is: a federated user's is that of the user who asked for the session. */
    private static Optional<Entity> entity(Caller caller) {
        return switch (caller) {
            case Caller.Root root -> Optional.of(new Entity(root.account(), root.arn()));
            case Caller.IamUser user ->
                Optional.of(new Entity(user.user().id(), user.user().arn()));
            case Caller.FederatedUser federated ->
                Optional.of(new Entity(federated.user().id(), federated.user().arn()));
            case Caller.RoleSession session ->
                Optional.of(new Entity(session.role().id(), session.role().arn()));
            case Caller.Federated federated -> Optional.empty();
            case Caller.AwsService service -> Optional.empty();
            case Caller.Anonymous anonymous -> Optional.empty();
        };
    }
}
