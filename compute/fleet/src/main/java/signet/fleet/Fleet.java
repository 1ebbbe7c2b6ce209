package signet.fleet;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import signet.instance.InstanceRunner;
import signet.instance.RunningInstance;
import signet.snapshot.State;

/**
 * The life of instances as processes. Whoever changes an instance records the state that it is to go through
 * ({@code pending}, {@code stopping}, {@code shutting-down}) and then tells the fleet, which does in the background what
 * the record says and records the outcome. As the record comes first, a server that dies in between carries on where it
 * was: see {@link #resume}.
 */
public final class Fleet implements AutoCloseable {
    /** How long a terminated instance is still shown (EC2 User Guide, "Terminate Amazon EC2 instances"). */
    public static final Duration SHOWN_AFTER_TERMINATION = Duration.ofHours(1);

    private final State state;
    private final Life life;
    private final Path directory;
    private final Clock clock;
    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ConcurrentMap<Object, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fleet-sweeper").factory());
    private volatile boolean closing;

    /** A fleet in which nothing runs yet. */
    public Fleet(State state, InstanceRunner runner, FleetSettings settings, Clock clock) {
        this.state = state;
        this.clock = clock;
        this.directory = settings.directory();
        this.life = new Life(state, runner, settings, clock, this::ended);
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    /** Boots an instance that is recorded as pending. */
    public void start(Instance instance) {
        attend(instance);
    }

    /** Stops an instance that is recorded as stopping. Its disk stays. */
    public void stop(Instance instance) {
        attend(instance);
    }

    /** Ends an instance that is recorded as shutting-down, and removes its disk. */
    public void terminate(Instance instance) {
        attend(instance);
    }

    /** Restarts a running instance; its recorded state does not change. User data does not run again. */
    public void reboot(Instance instance) {
        inBackground(() -> lane(instance).exclusively(lane -> {
            if (!closing) {
                life.reboot(instance.key(), lane);
            }
        }));
    }

    /** Carries an association on: associating becomes associated, disassociating becomes none. */
    public void settle(ProfileAssociation association) {
        inBackground(() -> life.transitions().settle(association.key()));
    }

    /**
     * Continues after a start of the server: what should run is booted again, what was being stopped or terminated is
     * finished.
     */
    public void resume() {
        sweep();
        state.current().under(Tables.INSTANCES, "").values().forEach(this::attend);
        state.current().under(Tables.ASSOCIATIONS, "").values().forEach(this::settle);
    }

    /** The process that an instance is at present. */
    public Optional<RunningInstance> running(String instanceId) {
        return Optional.ofNullable(lanes.get(instanceId)).flatMap(Lane::running);
    }

    /** What an instance has written to its console: the last 64 KiB; empty if it never started or is forgotten. */
    public Optional<ConsoleOutput> console(String instanceId) {
        return Optional.ofNullable(lanes.get(instanceId))
                .flatMap(Lane::console)
                .or(() -> ConsoleOutput.tail(directory.resolve(instanceId).resolve("console.log")));
    }

    /** Returns when everything that was asked for before is done. */
    public void awaitIdle() {
        while (!underWay.isEmpty()) {
            CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    /** Ends all processes. The records stay as they are, so that {@link #resume} starts them again. */
    @Override
    public void close() {
        closing = true;
        life.close();
        sweeper.shutdownNow();
        lanes.values().forEach(lane -> inBackground(() -> lane.exclusively(life::halt)));
        awaitIdle();
        threads.close();
    }

    /** Forgets the instances that were terminated long enough ago. */
    void sweep() {
        life.transitions()
                .forgetTerminated(clock.instant().minus(SHOWN_AFTER_TERMINATION))
                .forEach(lanes::remove);
    }

    private void ended(Instance instance, RunningInstance process) {
        if (!closing) {
            inBackground(() -> lane(instance).exclusively(lane -> {
                if (!closing) {
                    life.ended(instance.key(), lane, process);
                }
            }));
        }
    }

    private void attend(Instance instance) {
        inBackground(() -> lane(instance).exclusively(lane -> {
            if (!closing) {
                life.attend(instance.key(), lane);
            }
        }));
    }

    private Lane lane(Instance instance) {
        return lanes.computeIfAbsent(instance.id(), id -> new Lane());
    }

    private void inBackground(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Object work = new Object();
        underWay.put(work, done);
        threads.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                System.getLogger(Fleet.class.getName())
                        .log(System.Logger.Level.ERROR, "an instance's change failed", e);
            } finally {
                underWay.remove(work);
                done.complete(null);
            }
        });
    }
}
