package signet.cloudtrail;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import signet.identity.Ids;
import signet.model.AwsError;
import signet.snapshot.State;
import signet.trail.EventHistory;
import signet.trail.EventPage;
import signet.trail.EventQuery;
import signet.trail.Recorded;

/**
 * Delivers a trail's events. What has been delivered is recorded after it is in the bucket: a server that dies in between
 * delivers a file twice and leaves out none, as AWS says of itself ("at least once").
 */
final class Delivery {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

    /** Of the services that Signet has, the one without a region. */
    private static final String GLOBAL = "iam.amazonaws.com";

    private final State state;
    private final EventHistory history;
    private final LogBucket bucket;
    private final Ids ids;
    private final Clock clock;

    /** Up to where each trail's events have been looked at since the start, so that unwanted ones are looked at once. */
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    Delivery(State state, EventHistory history, LogBucket bucket, Ids ids, Clock clock) {
        this.state = state;
        this.history = history;
        this.bucket = bucket;
        this.ids = ids;
        this.clock = clock;
    }

    /** Delivers all trails' events. A trail whose bucket refuses them keeps no other waiting. */
    void all() {
        for (TrailRecord trail : state.current().under(Tables.TRAILS, "").values()) {
            try {
                trail(trail);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "the trail " + trail.arn() + " could not deliver", e);
            }
        }
    }

    private void trail(TrailRecord trail) {
        TrailProgress progress = progress(trail);
        for (Span span : trail.spans()) {
            Optional<TrailProgress> further = span(trail, span, progress);
            if (further.isEmpty()) {
                return;
            }
            progress = further.get();
        }
    }

    private TrailProgress progress(TrailRecord trail) {
        return state.current().get(Tables.PROGRESS, trail.key()).orElse(TrailProgress.NONE);
    }

    /** Delivers what is left of a stretch; empty if that could not be done. */
    private Optional<TrailProgress> span(TrailRecord trail, Span span, TrailProgress before) {
        TrailProgress progress = before;
        long position = Math.max(Math.max(progress.position(), span.after()), seen.getOrDefault(trail.key(), 0L));
        while (true) {
            EventPage page = history.search(
                    EventQuery.of(trail.account()).oldestFirst().after(position).limit(EventQuery.MOST));
            List<Recorded> within = page.events().stream()
                    .filter(event -> span.has(event.position()))
                    .toList();
            List<Recorded> wanted =
                    within.stream().filter(event -> wants(trail, event)).toList();
            boolean last = page.next() == 0 || within.size() < page.events().size();
            if (!wanted.isEmpty()) {
                if (last && span.isOpen() && areOwn(trail, wanted)) {
                    return Optional.of(progress);
                }
                progress = write(trail, wanted, within.getLast().position(), progress);
                if (progress.error() != null) {
                    return Optional.empty();
                }
            }
            if (!within.isEmpty()) {
                position = within.getLast().position();
                seen.put(trail.key(), position);
            }
            if (last) {
                return Optional.of(finished(trail, span, progress));
            }
        }
    }

    private static boolean wants(TrailRecord trail, Recorded event) {
        return (trail.settings().globalEvents() || !event.eventSource().equals(GLOBAL))
                && (trail.settings().recursive() || !isOwn(trail, event))
                && trail.selectors().stream().anyMatch(selector -> selector.wants(event));
    }

    /** Whether delivering left an event behind. */
    private static boolean isOwn(TrailRecord trail, Recorded event) {
        String objects = "arn:aws:s3:::" + trail.settings().bucket() + "/";
        return event.principalArn().equals(LogBucket.SERVICE)
                && Selector.arns(event).anyMatch(arn -> arn.startsWith(objects));
    }

    /**
     * Whether there is nothing to deliver but what delivering left behind, such as the writing of the last file: that waits for
     * company, or a trail of its own bucket would write files for ever.
     */
    private static boolean areOwn(TrailRecord trail, List<Recorded> events) {
        return events.stream().allMatch(event -> isOwn(trail, event));
    }

    private TrailProgress write(TrailRecord trail, List<Recorded> events, long upTo, TrailProgress progress) {
        Instant now = clock.instant();
        TrailProgress next;
        try {
            bucket.deliver(trail, LogFile.of(trail, events, now, ids), now);
            next = progress.delivered(upTo, now);
        } catch (AwsError e) {
            next = progress.failed(e.code(), now);
        }
        TrailProgress known = next;
        state.change(tx -> {
            if (tx.get(Tables.TRAILS, trail.key()).isPresent()) {
                tx.put(Tables.PROGRESS, trail.key(), known);
            }
        });
        return known;
    }

    /** A stretch that is over and delivered is forgotten. */
    private TrailProgress finished(TrailRecord trail, Span span, TrailProgress progress) {
        if (span.isOpen()) {
            return progress;
        }
        state.change(tx -> tx.get(Tables.TRAILS, trail.key())
                .ifPresent(now -> tx.put(Tables.TRAILS, trail.key(), now.deliveredUpTo(span.until()))));
        return progress;
    }
}
