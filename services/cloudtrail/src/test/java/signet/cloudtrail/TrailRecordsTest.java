package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.model.AwsError;

/** What is kept of a trail, and when it was logging. */
class TrailRecordsTest {
    private static final TrailRecord NEW = TrailRecord.create(
            World.ACCOUNT, World.REGION, "mine", new TrailSettings("logs", "p", true, true, false), Map.of("a", "b"));

    private static Instant at(long second) {
        return World.START.plusSeconds(second);
    }

    @Test
    void aNewTrailLogsNothing() {
        assertFalse(NEW.isLogging());
        assertEquals(List.of(), NEW.spans());
        assertNull(NEW.started());
        assertNull(NEW.stopped());
        assertEquals(List.of(Selector.USUAL), NEW.selectors());
        assertFalse(NEW.customSelectors());
        assertEquals(World.arn("mine"), NEW.arn());
    }

    @Test
    void startingAndStoppingMarkPlacesInTheLog() {
        TrailRecord started = NEW.start(10, at(1));
        TrailRecord stopped = started.stop(20, at(2));
        TrailRecord again = stopped.start(30, at(3));

        assertTrue(started.isLogging());
        assertEquals(List.of(new Span(10, Span.OPEN)), started.spans());
        assertFalse(stopped.isLogging());
        assertEquals(List.of(new Span(10, 20)), stopped.spans());
        assertEquals(List.of(new Span(10, 20), new Span(30, Span.OPEN)), again.spans());
        assertEquals(at(3), again.started());
        assertEquals(at(2), again.stopped());
    }

    @Test
    void startingTwiceOrStoppingTwiceChangesNothing() {
        TrailRecord started = NEW.start(10, at(1));
        TrailRecord stopped = started.stop(20, at(2));

        assertEquals(started, started.start(11, at(5)));
        assertEquals(stopped, stopped.stop(21, at(5)));
        assertEquals(NEW, NEW.stop(1, at(5)));
    }

    @Test
    void aStretchIsForgottenWhenAllOfItIsDelivered() {
        TrailRecord again = NEW.start(10, at(1)).stop(20, at(2)).start(30, at(3));

        assertEquals(again, again.deliveredUpTo(19));
        assertEquals(List.of(new Span(30, Span.OPEN)), again.deliveredUpTo(20).spans());
        assertEquals(List.of(new Span(30, Span.OPEN)), again.deliveredUpTo(1000).spans());
    }

    /** A slow second account of the same: a set of the positions at which the trail was logging. */
    @Test
    void whatIsInAStretchIsWhatHappenedWhileItLogged() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            TrailRecord trail = NEW;
            List<Long> logged = new ArrayList<>();
            boolean logging = false;
            for (long position = 1; position <= 40; position++) {
                if (random.nextInt(4) == 0) {
                    logging = !logging;
                    trail = logging ? trail.start(position - 1, at(position)) : trail.stop(position - 1, at(position));
                }
                if (logging) {
                    logged.add(position);
                }
            }
            List<Long> found = new ArrayList<>();
            for (long position = 1; position <= 40; position++) {
                long here = position;
                if (trail.spans().stream().anyMatch(span -> span.has(here))) {
                    found.add(position);
                }
            }
            assertEquals(logged, found);
            assertEquals(logging, trail.isLogging());
        }
    }

    @Test
    void aStretchNeverEndsBeforeItBegan() {
        assertEquals(new Span(10, 10), new Span(10, Span.OPEN).endedAt(3));
        assertFalse(new Span(10, 10).has(10));
        assertFalse(new Span(10, 10).has(11));
    }

    @ParameterizedTest
    @CsvSource({"10, -1, 10, false", "10, -1, 11, true", "10, 20, 20, true", "10, 20, 21, false", "0, -1, 1, true"})
    void aStretchHasWhatIsBehindItsBeginning(long after, long until, long position, boolean in) {
        assertEquals(in, new Span(after, until).has(position));
    }

    @Test
    void tagsKeepTheirOrderAndAreCopied() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("z", "1");
        tags.put("a", "2");
        TrailRecord tagged = NEW.withTags(tags);
        tags.put("m", "3");

        assertEquals(List.of("z", "a"), List.copyOf(tagged.tags().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> tagged.tags().put("x", "y"));
    }

    @Test
    void everyChangeLeavesTheRestAsItWas() {
        TrailRecord started = NEW.start(10, at(1));
        TrailSettings other = new TrailSettings("other", null, true, false, true);

        assertEquals(other, started.with(other).settings());
        assertEquals(started, started.with(other).with(started.settings()));
        assertEquals(started, started.withTags(Map.of()).withTags(started.tags()));
        assertTrue(started.select(List.of(Selector.USUAL)).customSelectors());
        assertEquals(started.spans(), started.select(List.of(Selector.USUAL)).spans());
    }

    @Test
    void progressTellsTheLastAttemptAndTheLastSuccess() {
        TrailProgress delivered = TrailProgress.NONE.delivered(7, at(1));
        TrailProgress failed = delivered.failed("AccessDenied", at(2));

        assertEquals(new TrailProgress(7, at(1), at(1), null), delivered);
        assertEquals(new TrailProgress(7, at(2), at(1), "AccessDenied"), failed);
        assertEquals(new TrailProgress(9, at(3), at(3), null), failed.delivered(9, at(3)));
    }

    @Test
    void aNameAndItsArnAreTheSameTrail() {
        TrailName name = new TrailName(World.ACCOUNT, World.REGION, "mine");

        assertEquals(NEW.key(), name.key());
        assertEquals(NEW.arn(), name.arn());
    }

    @Test
    void anyTextIsATrailsNameOrRefused() {
        Random random = new Random(8);
        String alphabet = "ab1.-_ A/:é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            boolean good = text.toString().matches("[a-zA-Z0-9]([._-]?[a-zA-Z0-9])*") && text.length() >= 3;
            boolean taken = true;
            try {
                TrailName.check(text.toString());
            } catch (AwsError e) {
                assertEquals("InvalidTrailNameException", e.code());
                taken = false;
            }
            assertEquals(good, taken, text::toString);
        }
    }
}
