package signet.cloudtrail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trail.
 *
 * @param account the account that owns it
 * @param region its home
 * @param selectors which events it delivers
 * @param customSelectors whether its owner chose them
 * @param spans when it was logging, as far as that is still to be delivered; the last may be open
 * @param started when logging last began; null for never
 * @param stopped when logging last ended; null for never
 * @param tags in the order in which they were set
 */
record TrailRecord(
        String account,
        String region,
        String name,
        TrailSettings settings,
        List<Selector> selectors,
        boolean customSelectors,
        List<Span> spans,
        @Nullable Instant started,
        @Nullable Instant stopped,
        Map<String, String> tags) {

    TrailRecord {
        selectors = List.copyOf(selectors);
        spans = List.copyOf(spans);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    static TrailRecord create(
            String account, String region, String name, TrailSettings settings, Map<String, String> tags) {
        return new TrailRecord(
                account, region, name, settings, List.of(Selector.USUAL), false, List.of(), null, null, tags);
    }

    static String key(String account, String region, String name) {
        return account + "/" + region + "/" + name;
    }

    String key() {
        return key(account, region, name);
    }

    String arn() {
        return TrailName.arn(account, region, name);
    }

    boolean isLogging() {
        return !spans.isEmpty() && spans.getLast().isOpen();
    }

    TrailRecord with(TrailSettings chosen) {
        return new TrailRecord(
                account, region, name, chosen, selectors, customSelectors, spans, started, stopped, tags);
    }

    TrailRecord withTags(Map<String, String> chosen) {
        return new TrailRecord(
                account, region, name, settings, selectors, customSelectors, spans, started, stopped, chosen);
    }

    TrailRecord select(List<Selector> chosen) {
        return new TrailRecord(account, region, name, settings, chosen, true, spans, started, stopped, tags);
    }

    /** The same, logging what comes behind a position; unchanged if it is logging already. */
    TrailRecord start(long newest, Instant now) {
        if (isLogging()) {
            return this;
        }
        List<Span> more = new ArrayList<>(spans);
        more.add(new Span(newest, Span.OPEN));
        return new TrailRecord(account, region, name, settings, selectors, customSelectors, more, now, stopped, tags);
    }

    /** The same, logging nothing behind a position; unchanged if it is not logging. */
    TrailRecord stop(long newest, Instant now) {
        if (!isLogging()) {
            return this;
        }
        List<Span> ended = new ArrayList<>(spans);
        ended.set(ended.size() - 1, ended.getLast().endedAt(newest));
        return new TrailRecord(account, region, name, settings, selectors, customSelectors, ended, started, now, tags);
    }

    /** The same without the stretches that ended at a position or before it: all that was in them is delivered. */
    TrailRecord deliveredUpTo(long position) {
        List<Span> left = spans.stream()
                .filter(span -> span.isOpen() || span.until() > position)
                .toList();
        return new TrailRecord(
                account, region, name, settings, selectors, customSelectors, left, started, stopped, tags);
    }
}
