package signet.trail;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import signet.authz.Event;
import signet.authz.EventLog;
import signet.identity.PolicyTexts;
import signet.policy.PolicySet;
import signet.policy.SourcedPolicy;

/**
 * The event log, in a file. Events are written by a thread of its own, many at a time: at most what came in the last second
 * is lost when the process is killed. When they come faster than they can be written, who brings one waits; when they cannot
 * be written, they are lost, and the log of the server says so.
 */
public final class Trail implements EventLog, EventHistory, AutoCloseable {
    private static final Logger LOG = System.getLogger(Trail.class.getName());

    private final TrailFile file;
    private final EventQueue queue;
    private final Limits limits;
    private final PolicyTexts texts = new PolicyTexts();
    private final Thread thread;

    /**
     * How the log goes about its work; tests change it.
     *
     * @param capacity how many events may wait
     * @param linger how long an event waits for others to be written with it
     * @param patience how long a question waits for what was recorded before it
     * @param maxPages beyond which the file behaves as a full disk; 0 for no such limit
     */
    record Limits(int capacity, Duration linger, Duration patience, int maxPages) {
        static final Limits DEFAULT = new Limits(8192, Duration.ofMillis(200), Duration.ofSeconds(10), 0);
    }

    private Trail(TrailFile file, EventQueue queue, Limits limits, TrailWriter writer) {
        this.file = file;
        this.queue = queue;
        this.limits = limits;
        this.thread = Thread.ofPlatform().name("signet-events").daemon().start(writer);
    }

    /**
     * Opens a log, or makes one. A file that is no log, or broken, is put aside with a word in the server's log. One that
     * cannot be opened at all is no reason not to start: its events are lost as long as that lasts.
     *
     * @param random gives unpredictable numbers, for ids
     */
    public static Trail open(Path file, TrailSettings settings, InstantSource clock, LongSupplier random) {
        return open(file, settings, clock, random, Limits.DEFAULT);
    }

    static Trail open(Path path, TrailSettings settings, InstantSource clock, LongSupplier random, Limits limits) {
        TrailFile file = new TrailFile(path, limits.maxPages());
        long newest = 0;
        try {
            file.prepareOrReplace(clock.millis());
            newest = newest(file);
        } catch (SQLException | IOException e) {
            LOG.log(Level.WARNING, "the event log " + path + " cannot be opened: " + TrailFile.reason(e));
        }
        EventIds ids = new EventIds(random, newest);
        EventQueue queue = new EventQueue(clock, limits.capacity(), limits.linger(), EventIds.millis(newest));
        return new Trail(file, queue, limits, new TrailWriter(file, settings, queue, ids, clock));
    }

    private static long newest(TrailFile file) throws SQLException {
        try (Connection connection = file.open()) {
            return new Search(connection).newest();
        }
    }

    @Override
    public void record(Event event) {
        if (!queue.add(event)) {
            LOG.log(Level.DEBUG, "an event came after the log was closed");
        }
    }

    /**
     * Makes durable what was recorded before.
     *
     * @return false if that took too long
     */
    public boolean flush() {
        return queue.flush(limits.patience());
    }

    @Override
    public EventPage search(EventQuery query) {
        return ask(search -> search.page(query));
    }

    @Override
    public Optional<Recorded> find(String id) {
        return ask(search -> search.find(id));
    }

    @Override
    public long newest() {
        return ask(Search::newest);
    }

    @Override
    public Optional<String> policyText(String sha256) {
        return ask(search -> search.text(sha256));
    }

    @Override
    public PolicySet policies(DecisionRecord decision) {
        List<PolicySet.Part> parts = new ArrayList<>();
        SourcedPolicy resource = null;
        for (PolicyLayer layer : decision.policies()) {
            List<SourcedPolicy> policies =
                    layer.policies().stream().map(this::policy).toList();
            switch (layer.kind()) {
                case RESOURCE, TRUST -> resource = policies.getFirst();
                case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL, ENDPOINT ->
                    parts.add(new PolicySet.Part(layer.kind(), policies));
            }
        }
        return PolicySet.of(parts, resource);
    }

    private SourcedPolicy policy(PolicyReference reference) {
        String text = policyText(reference.sha256())
                .orElseThrow(() -> new TrailUnavailableException("the text of " + reference.source() + " is missing"));
        try {
            return new SourcedPolicy(
                    reference.source(), reference.inline(), texts.compiled(reference.parsedAs(), text));
        } catch (IllegalStateException e) {
            throw new TrailUnavailableException("the text of " + reference.source() + " cannot be read", e);
        }
    }

    private interface Question<T> {
        T of(Search search) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        queue.flush(limits.patience());
        try (Connection connection = file.open()) {
            return question.of(new Search(connection));
        } catch (SQLException e) {
            throw unavailable(e);
        } catch (FileFailure e) {
            throw unavailable(e.failure());
        }
    }

    private TrailUnavailableException unavailable(SQLException e) {
        return new TrailUnavailableException(
                "the event log " + file.path() + " cannot be read: " + TrailFile.reason(e), e);
    }

    /** Writes what waits and ends; events that come later are not recorded. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
