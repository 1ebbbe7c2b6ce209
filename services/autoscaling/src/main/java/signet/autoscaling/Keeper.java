package signet.autoscaling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import signet.fleet.Instance;
import signet.identity.Ids;
import signet.identity.Role;
import signet.model.AwsError;
import signet.snapshot.State;

/**
 * Keeps every group at its size: what ended is replaced, what is too much is ended, what is missing is launched, all by
 * requests to EC2 in the group's service-linked role. What it is about to do is recorded first, so that a server that dies
 * in between neither forgets an instance nor launches it twice.
 */
final class Keeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;

    private final State state;
    private final Ec2 ec2;
    private final Roster roster;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("auto-scaling").factory());
    private volatile boolean running;

    /** Launches of a group that failed one after the other. */
    private record Failure(int count, Instant until) {}

    Keeper(State state, Ec2 ec2, Ids ids, Clock clock) {
        this.state = state;
        this.ec2 = ec2;
        this.clock = clock;
        this.roster = new Roster(state, ids, clock);
    }

    /** Looks after the groups from now on, again and again. */
    void start() {
        running = true;
        var _ = thread.scheduleWithFixedDelay(this::quietly, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks after the groups soon, as something about one has changed. */
    void attend() {
        if (running) {
            try {
                thread.execute(this::quietly);
            } catch (RejectedExecutionException e) {
                LOG.log(System.Logger.Level.DEBUG, "the server is closing", e);
            }
        }
    }

    /** Looks after all groups once. */
    void keepAll() {
        lock.lock();
        try {
            state.current().under(Tables.GROUPS, "").keySet().forEach(this::keep);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        running = false;
        thread.shutdown();
        lock.lock();
        try {
            thread.shutdownNow();
        } finally {
            lock.unlock();
        }
    }

    private void quietly() {
        try {
            keepAll();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the groups could not be looked after", e);
        }
    }

    private void keep(String key) {
        if (roster.failedToStart(key)) {
            failures.compute(key, (_, before) -> next(before));
        } else if (roster.isComplete(key)) {
            failures.remove(key);
        }
        roster.forgetGone(key);
        Optional<GroupRecord> found = state.current().get(Tables.GROUPS, key);
        Optional<Role> role = found.flatMap(group -> ServiceRole.find(state.current(), group.account(), group.role()));
        if (found.isEmpty() || role.isEmpty()) {
            return;
        }
        for (Member unhealthy : roster.unhealthy(found.get())) {
            roster.sendAway(key, unhealthy.instanceId(), Causes.unhealthy(clock.instant()));
        }
        shrink(key);
        for (Member leaving : roster.leaving(key)) {
            terminate(role.get(), found.get(), leaving);
        }
        while (roster.wants(key) && !isWaiting(key)) {
            launch(role.get(), key);
        }
        roster.forgetIfGone(key);
    }

    private void shrink(String key) {
        Optional<Member> victim = roster.surplus(key);
        while (victim.isPresent()) {
            int size = state.current()
                    .get(Tables.GROUPS, key)
                    .map(GroupRecord::staying)
                    .map(List::size)
                    .orElse(0);
            String id = victim.get().instanceId();
            roster.sendAway(key, id, Causes.shrinking(clock.instant(), size, id));
            victim = roster.surplus(key);
        }
    }

    private void terminate(Role role, GroupRecord group, Member member) {
        Optional<Instance> instance = roster.instance(group, member);
        try {
            ec2.terminate(
                    role,
                    group.region(),
                    member.instanceId(),
                    instance.map(Instance::terminationProtected).orElse(false));
        } catch (AwsError e) {
            LOG.log(System.Logger.Level.WARNING, "an instance could not be terminated: " + e.message());
        }
    }

    /** Launches one instance, or waits before it tries again. */
    private void launch(Role role, String key) {
        GroupRecord group = roster.beginLaunch(key);
        GroupRecord.Launching launching = java.util.Objects.requireNonNull(group.launching());
        Scope scope = new Scope(group.account(), group.region(), state.current());
        try {
            signet.model.ec2.Instance launched = ec2.launch(
                    role,
                    group.region(),
                    Launches.one(scope, group, launching.place())
                            .clientToken(launching.token())
                            .build());
            roster.join(key, launched);
        } catch (AwsError e) {
            roster.launchFailed(key, e.message());
            failures.compute(key, (_, before) -> next(before));
        }
    }

    private boolean isWaiting(String key) {
        Failure failure = failures.get(key);
        return failure != null && clock.instant().isBefore(failure.until());
    }

    private Failure next(@org.jspecify.annotations.Nullable Failure before) {
        int count = before == null ? 0 : Math.min(before.count() + 1, MOST_DOUBLINGS);
        return new Failure(count, clock.instant().plus(FIRST_DELAY.multipliedBy(1L << count)));
    }
}
