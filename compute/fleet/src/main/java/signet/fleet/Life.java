package signet.fleet;

import java.net.Inet4Address;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;
import signet.instance.UserData;
import signet.snapshot.State;

/** Makes an instance's process what its record says. Called with the instance's lane locked. */
final class Life {
    private final State state;
    private final InstanceRunner runner;
    private final FleetSettings settings;
    private final Transitions transitions;
    private final BiConsumer<Instance, RunningInstance> ended;
    private final Semaphore boots;
    private volatile boolean closing;

    Life(
            State state,
            InstanceRunner runner,
            FleetSettings settings,
            Clock clock,
            BiConsumer<Instance, RunningInstance> ended) {
        this.state = state;
        this.runner = runner;
        this.settings = settings;
        this.transitions = new Transitions(state, clock);
        this.ended = ended;
        this.boots = new Semaphore(settings.boots(), true);
    }

    /** From now on nothing is booted. */
    void close() {
        closing = true;
    }

    Transitions transitions() {
        return transitions;
    }

    void attend(String key, Lane lane) {
        Optional<Instance> recorded = state.current().get(Tables.INSTANCES, key);
        if (recorded.isEmpty()) {
            return;
        }
        switch (recorded.get().state().code()) {
            case PENDING, RUNNING -> boot(recorded.get(), lane);
            case STOPPING -> {
                halt(lane);
                transitions.stopped(key);
            }
            case SHUTTING_DOWN -> finish(recorded.get(), lane);
            case STOPPED, TERMINATED -> halt(lane);
        }
    }

    void reboot(String key, Lane lane) {
        Optional<Instance> recorded = state.current()
                .get(Tables.INSTANCES, key)
                .filter(instance -> instance.state().code() == Instance.Code.RUNNING);
        if (recorded.isPresent()) {
            halt(lane);
            boot(recorded.get(), lane);
        }
    }

    /** The first process ended by itself, as after {@code poweroff} or {@code reboot}. */
    void ended(String key, Lane lane, RunningInstance process) {
        if (lane.running().filter(process::equals).isEmpty()) {
            return;
        }
        lane.runsNothing();
        Optional<Instance> running = state.current()
                .get(Tables.INSTANCES, key)
                .filter(instance -> instance.state().code() == Instance.Code.RUNNING);
        if (running.isPresent() && restarts(process)) {
            boot(running.get(), lane);
            return;
        }
        if (transitions.shutDownFromInside(key)) {
            attend(key, lane);
        }
    }

    private static boolean restarts(RunningInstance process) {
        return process.exit()
                .handle((status, failure) -> failure == null && status == RunningInstance.RESTART)
                .getNow(false);
    }

    void halt(Lane lane) {
        lane.running().ifPresent(process -> {
            lane.runsNothing();
            process.stop(settings.grace());
        });
    }

    private void boot(Instance instance, Lane lane) {
        if (lane.running().isPresent()) {
            transitions.running(instance.key());
            return;
        }
        boots.acquireUninterruptibly();
        try {
            // While it waited it may have been told to end, as may the server.
            if (!closing && isToRun(instance.key())) {
                start(instance, lane);
            }
        } finally {
            boots.release();
        }
    }

    private boolean isToRun(String key) {
        return state.current()
                .get(Tables.INSTANCES, key)
                .map(now -> now.state().code())
                .filter(code -> code == Instance.Code.PENDING || code == Instance.Code.RUNNING)
                .isPresent();
    }

    private void start(Instance instance, Lane lane) {
        transitions.associated(instance.id());
        try {
            RunningInstance process = runner.start(spec(instance));
            lane.runs(process);
            transitions.running(instance.key());
            var _ = process.exit().whenComplete((_, _) -> ended.accept(instance, process));
        } catch (InstanceStartException | RuntimeException e) {
            System.getLogger(Life.class.getName())
                    .log(System.Logger.Level.WARNING, "instance " + instance.id() + " could not be started", e);
            if (!transitions.failed(instance.key())) {
                finish(instance, lane);
            }
        }
    }

    private void finish(Instance instance, Lane lane) {
        halt(lane);
        lane.keepConsole();
        Directories.remove(directory(instance));
        transitions.terminated(instance.key());
    }

    private InstanceSpec spec(Instance instance) {
        String encoded = instance.launch().userData();
        UserData userData =
                encoded == null ? null : UserData.of(Base64.getDecoder().decode(encoded));
        String address = instance.network().privateAddress();
        return new InstanceSpec(
                instance.id(),
                "ip-" + address.replace('.', '-'),
                Inet4Address.ofLiteral(address),
                directory(instance),
                userData,
                !instance.booted(),
                settings.doors().apply(instance),
                settings.hostNames(),
                settings.caCertificatePem(),
                settings.environment().apply(instance),
                settings.limits()
                        .withMemoryAtMost(InstanceMemory.of(instance.launch().instanceType()))
                        .withDisk((long) instance.settings().disk().gibibytes() << 30),
                settings.places().apply(instance));
    }

    private Path directory(Instance instance) {
        return settings.directory().resolve(instance.id());
    }
}
