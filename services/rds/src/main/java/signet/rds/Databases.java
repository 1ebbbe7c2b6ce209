package signet.rds;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import signet.database.DatabaseException;
import signet.database.DatabaseRunner;
import signet.database.DatabaseSpec;
import signet.database.PasswordVerifier;
import signet.database.RunningDatabase;
import signet.identity.RoleUse;
import signet.rds.InstanceRecord.Status;
import signet.snapshot.State;

/**
 * The life of instances as databases. Whoever changes an instance records the state that it is to go through and then says
 * so here, where in the background is done what the record says, and the outcome recorded. As the record comes first, a
 * server that dies in between carries on where it was: see {@link #resume}.
 */
final class Databases implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Databases.class.getName());

    private final State state;
    private final DatabaseRunner runner;
    private final Path directory;
    private final Clock clock;
    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ConcurrentMap<Object, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closing;

    /** Databases below a directory, of which none runs yet. */
    Databases(State state, DatabaseRunner runner, Path directory, Clock clock) {
        this.state = state;
        this.runner = runner;
        this.directory = directory;
        this.clock = clock;
    }

    String version() {
        return runner.version();
    }

    /** Why no instance can run here, if so. */
    Optional<String> obstacle() {
        return runner.obstacle();
    }

    /** Lays down what a new instance's password is checked by. */
    void prepare(InstanceRecord instance, PasswordVerifier verifier) {
        try {
            runner.prepare(spec(instance), verifier);
        } catch (DatabaseException e) {
            throw Errors.internal(String.valueOf(e.getMessage()));
        }
    }

    /** Forgets what was prepared for an instance that is not to be. */
    void discard(InstanceRecord instance) {
        try {
            runner.remove(spec(instance));
        } catch (DatabaseException e) {
            LOG.log(System.Logger.Level.WARNING, "something is left of " + instance.arn(), e);
        }
    }

    /** Makes an instance's database what its record says, in the background. */
    void attend(InstanceRecord instance) {
        inBackground(() -> lane(instance).exclusively(lane -> attend(instance.key(), lane)));
    }

    /** Gives the master user of an instance that is available another password, at once. */
    void changePassword(InstanceRecord instance, PasswordVerifier verifier) {
        RunningDatabase running = lane(instance).running().orElseThrow(() -> Errors.notAvailable(instance.name()));
        try {
            running.changePassword(verifier);
        } catch (DatabaseException e) {
            LOG.log(System.Logger.Level.WARNING, "the password of " + instance.arn() + " could not be changed", e);
            throw Errors.internal("The password could not be changed.");
        }
    }

    /** Continues after a start of the server. */
    void resume() {
        state.current().under(Tables.INSTANCES, "").values().forEach(this::attend);
    }

    /** Returns when everything that was asked for before is done. */
    void awaitIdle() {
        while (!underWay.isEmpty()) {
            CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    /** Ends all databases. The records stay as they are, so that {@link #resume} starts them again. */
    @Override
    public void close() {
        closing = true;
        lanes.values().forEach(lane -> inBackground(() -> lane.exclusively(Databases::halt)));
        awaitIdle();
        threads.close();
        runner.close();
    }

    private void attend(String key, Lane lane) {
        Optional<InstanceRecord> recorded = state.current().get(Tables.INSTANCES, key);
        if (closing || recorded.isEmpty()) {
            return;
        }
        InstanceRecord instance = recorded.get();
        switch (instance.status()) {
            case CREATING, STARTING, AVAILABLE -> boot(instance, lane);
            case REBOOTING -> {
                halt(lane);
                boot(instance, lane);
            }
            case STOPPING -> {
                halt(lane);
                change(instance, now -> now.in(Status.STOPPED));
            }
            case DELETING -> finish(instance, lane);
            case STOPPED, FAILED -> halt(lane);
        }
    }

    private void boot(InstanceRecord instance, Lane lane) {
        try {
            if (lane.running().isEmpty()) {
                RunningDatabase database = runner.start(spec(instance));
                lane.runs(database);
                var _ = database.exit().thenRun(() -> ended(instance, database));
            }
            change(instance, now -> now.availableAt(clock.instant()));
        } catch (DatabaseException e) {
            LOG.log(System.Logger.Level.WARNING, instance.arn() + " could not be started: " + e.getMessage());
            change(instance, now -> now.in(now.created() == null ? Status.FAILED : Status.STOPPED));
        }
    }

    private static void halt(Lane lane) {
        lane.running().ifPresent(database -> {
            lane.runsNothing();
            database.stop();
        });
    }

    private void finish(InstanceRecord instance, Lane lane) {
        halt(lane);
        try {
            runner.remove(spec(instance));
        } catch (DatabaseException e) {
            LOG.log(System.Logger.Level.WARNING, instance.arn() + " could not be removed", e);
            return;
        }
        state.change(tx -> {
            tx.delete(Tables.INSTANCES, instance.key());
            tx.delete(signet.identity.Tables.ROLE_USES, use(instance).key());
        });
        lanes.remove(instance.resourceId(), lane);
    }

    /** A database that ended by itself is started again, as RDS does. */
    private void ended(InstanceRecord instance, RunningDatabase database) {
        if (!closing) {
            inBackground(() -> lane(instance).exclusively(lane -> {
                if (lane.running().filter(database::equals).isPresent()) {
                    lane.runsNothing();
                    attend(instance.key(), lane);
                }
            }));
        }
    }

    /** Records an outcome, unless a request has meanwhile sent the instance elsewhere. */
    private void change(InstanceRecord before, UnaryOperator<InstanceRecord> outcome) {
        state.change(tx -> tx.get(Tables.INSTANCES, before.key())
                .filter(now -> now.resourceId().equals(before.resourceId()) && now.status() == before.status())
                .ifPresent(now -> tx.put(Tables.INSTANCES, now.key(), outcome.apply(now))));
    }

    /** What keeps the service-linked role from being deleted. */
    static RoleUse use(InstanceRecord instance) {
        return new RoleUse(instance.account(), ServiceRole.NAME, instance.region(), instance.arn());
    }

    private DatabaseSpec spec(InstanceRecord instance) {
        InstanceRecord.Shape shape = instance.shape();
        return new DatabaseSpec(
                directory.resolve(instance.resourceId()),
                shape.port(),
                shape.masterUser(),
                Objects.requireNonNullElse(shape.database(), ""));
    }

    private Lane lane(InstanceRecord instance) {
        return lanes.computeIfAbsent(instance.resourceId(), _ -> new Lane());
    }

    private void inBackground(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Object work = new Object();
        underWay.put(work, done);
        threads.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a DB instance's change failed", e);
            } finally {
                underWay.remove(work);
                done.complete(null);
            }
        });
    }
}
