package signet.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import signet.snapshot.State;
import signet.snapshot.Transaction;

/**
 * The changes of record that the fleet makes by itself. Each looks at the record again inside its transaction and does
 * nothing if a request has meanwhile sent the instance elsewhere.
 */
final class Transitions {
    private static final String SHUTDOWN = "Client.InstanceInitiatedShutdown";
    private static final String INTERNAL = "Server.InternalError";

    private final State state;
    private final Clock clock;

    Transitions(State state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    void running(String key) {
        change(key, (tx, instance) -> {
            Instance booted = instance.afterBoot();
            return instance.state().code() == Instance.Code.PENDING
                    ? booted.in(new Instance.State(Instance.Code.RUNNING, null, null, clock.instant()))
                    : booted;
        });
    }

    void stopped(String key) {
        change(
                key,
                (tx, instance) -> instance.state().code() == Instance.Code.STOPPING
                        ? same(instance, Instance.Code.STOPPED)
                        : instance);
    }

    void terminated(String key) {
        change(key, (tx, instance) -> {
            associationsOf(tx, instance.id()).forEach(found -> tx.delete(Tables.ASSOCIATIONS, found.key()));
            Instance.Network network = instance.network();
            for (String gone : List.of(network.volumeId(), network.interfaceId())) {
                tx.delete(Tables.RESOURCE_TAGS, ResourceTags.key(instance.account(), gone));
            }
            return same(instance, Instance.Code.TERMINATED);
        });
    }

    /**
     * Records that an instance could not be started: stopped if it ever ran, else on its way out.
     *
     * @return false if it is to be terminated
     */
    boolean failed(String key) {
        Instant now = clock.instant();
        return state.write(tx -> tx.get(Tables.INSTANCES, key)
                .map(instance -> {
                    boolean stays = instance.booted() && instance.state().code() != Instance.Code.SHUTTING_DOWN;
                    String words = stays ? "Internal error on start" : "Internal error on launch";
                    Instance.Code next = stays ? Instance.Code.STOPPED : Instance.Code.SHUTTING_DOWN;
                    put(tx, instance.in(new Instance.State(next, INTERNAL, INTERNAL + ": " + words, now)));
                    return stays;
                })
                .orElse(true));
    }

    /**
     * Records that a running instance shut itself down.
     *
     * @return whether there is more to do: it is now stopping or shutting down
     */
    boolean shutDownFromInside(String key) {
        Instant now = clock.instant();
        return state.write(tx -> tx.get(Tables.INSTANCES, key)
                .filter(instance -> instance.state().code() == Instance.Code.RUNNING)
                .map(instance -> {
                    Instance.Code next = instance.settings().terminatesOnShutdown()
                            ? Instance.Code.SHUTTING_DOWN
                            : Instance.Code.STOPPING;
                    String words = SHUTDOWN + ": Instance initiated shutdown";
                    put(tx, instance.in(new Instance.State(next, SHUTDOWN, words, now)));
                    return true;
                })
                .orElse(false));
    }

    /** An instance that boots has its profile from its first program on. */
    void associated(String instanceId) {
        state.current().find(Tables.ASSOCIATIONS_BY_INSTANCE, instanceId).forEach(found -> settle(found.key()));
    }

    void settle(String associationKey) {
        if (state.current()
                .get(Tables.ASSOCIATIONS, associationKey)
                .filter(found -> !found.state().equals("associated"))
                .isEmpty()) {
            return;
        }
        var _ = state.write(tx -> {
            tx.get(Tables.ASSOCIATIONS, associationKey).ifPresent(found -> {
                if (found.state().equals("associating")) {
                    tx.put(Tables.ASSOCIATIONS, associationKey, found.in("associated", clock.instant()));
                } else if (found.state().equals("disassociating")) {
                    tx.delete(Tables.ASSOCIATIONS, associationKey);
                }
            });
            return true;
        });
    }

    /** Removes the instances that were terminated by then; returns their ids. */
    List<String> forgetTerminated(Instant by) {
        if (terminatedBy(state.current().under(Tables.INSTANCES, "").values(), by)
                .isEmpty()) {
            return List.of();
        }
        return state.write(tx -> {
            List<Instance> gone = terminatedBy(tx.under(Tables.INSTANCES, "").values(), by);
            gone.forEach(instance -> tx.delete(Tables.INSTANCES, instance.key()));
            return gone.stream().map(Instance::id).toList();
        });
    }

    private static List<Instance> terminatedBy(Iterable<Instance> all, Instant by) {
        List<Instance> found = new java.util.ArrayList<>();
        for (Instance instance : all) {
            boolean terminated = instance.state().code() == Instance.Code.TERMINATED;
            if (terminated && !instance.state().changed().isAfter(by)) {
                found.add(instance);
            }
        }
        return found;
    }

    private Instance same(Instance instance, Instance.Code next) {
        Instance.State was = instance.state();
        return instance.in(new Instance.State(next, was.reasonCode(), was.reason(), clock.instant()));
    }

    private void change(String key, Change change) {
        var _ = state.write(tx -> {
            tx.get(Tables.INSTANCES, key).ifPresent(instance -> put(tx, change.of(tx, instance)));
            return true;
        });
    }

    private static void put(Transaction tx, Instance instance) {
        tx.put(Tables.INSTANCES, instance.key(), instance);
    }

    private static List<ProfileAssociation> associationsOf(Transaction tx, String instanceId) {
        return tx.find(Tables.ASSOCIATIONS_BY_INSTANCE, instanceId);
    }

    private interface Change {
        Instance of(Transaction tx, Instance instance);
    }
}
