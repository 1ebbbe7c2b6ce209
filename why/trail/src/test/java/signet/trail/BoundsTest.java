package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;

/** A log keeps no more than it was told to: neither older events, nor more bytes. */
@Timeout(120)
class BoundsTest {
    private static final long SMALL = 1L << 20;

    @TempDir
    Path folder;

    private final Made.Clock clock = new Made.Clock();

    private Trail open(Duration age, long bytes) {
        return Trail.open(
                folder.resolve("events.db"), new TrailSettings(age, bytes), clock, new Random(7)::nextLong, Made.QUICK);
    }

    private static void record(Trail trail, int number) {
        for (int i = 0; i < number; i++) {
            trail.record(Made.event("iam", "GetUser"));
        }
    }

    private static int count(Trail trail) {
        int number = 0;
        EventPage page = trail.search(EventQuery.of("").limit(EventQuery.MOST));
        number += page.events().size();
        while (page.next() != 0) {
            page = trail.search(EventQuery.of("").limit(EventQuery.MOST).after(page.next()));
            number += page.events().size();
        }
        return number;
    }

    /** Records until what is dropped in the background is gone. */
    private void recordUntil(Trail trail, BooleanSupplier gone) {
        for (int i = 0; i < 200 && !gone.getAsBoolean(); i++) {
            clock.advance(Duration.ofSeconds(2));
            record(trail, 1);
            trail.flush();
        }
        assertTrue(gone.getAsBoolean());
    }

    @Test
    void eventsAreKeptForNinetyDaysInAGibibyteUnlessSaidOtherwise() {
        assertEquals(new TrailSettings(Duration.ofDays(90), 1L << 30), TrailSettings.DEFAULT);
    }

    @Test
    void aBoundThatKeepsNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TrailSettings(Duration.ofSeconds(59), SMALL));
        assertThrows(IllegalArgumentException.class, () -> new TrailSettings(Duration.ofMinutes(1), SMALL - 1));
    }

    @Test
    void whatIsTooOldGoesAndNothingElse() {
        try (Trail trail = open(Duration.ofDays(1), TrailSettings.DEFAULT.bytes())) {
            record(trail, 2500);
            trail.flush();
            clock.advance(Duration.ofHours(12));
            record(trail, 10);
            trail.flush();
            assertEquals(2510, count(trail));

            clock.advance(Duration.ofHours(13));
            recordUntil(trail, () -> oldest(trail).time().isAfter(Made.NOW));

            assertEquals(Made.NOW.plus(Duration.ofHours(12)), oldest(trail).time());
        }
    }

    private static Recorded oldest(Trail trail) {
        return trail.search(EventQuery.of("").oldestFirst().limit(1)).events().getFirst();
    }

    @Test
    void aFullLogDropsItsOldestAndStaysAsLargeAsItMay() throws IOException {
        try (Trail trail = open(Duration.ofDays(90), SMALL)) {
            for (int i = 0; i < 12; i++) {
                record(trail, 1000);
                clock.advance(Duration.ofSeconds(2));
                trail.flush();
            }
            recordUntil(trail, () -> oldest(trail).time().isAfter(Made.NOW.plusSeconds(10)));
            assertTrue(count(trail) > 0);
        }
        assertTrue(
                Files.size(folder.resolve("events.db")) < 4 * SMALL, "size " + Files.size(folder.resolve("events.db")));
    }

    @Test
    void policiesThatNoEventRefersToGoTooAndOthersStay() throws SQLException {
        PolicySet other = PolicySet.builder()
                .identity(List.of(
                        Made.sourced(PolicyKind.IDENTITY, "other", Made.ALLOW_ALL.replace("\"All\"", "\"Other\""))))
                .build();
        try (Trail trail = open(Duration.ofDays(1), TrailSettings.DEFAULT.bytes())) {
            record(trail, 1);
            trail.flush();
            clock.advance(Duration.ofDays(2));
            trail.record(new signet.authz.Event(
                    Made.info(),
                    Made.alice(),
                    "s3",
                    "GetObject",
                    200,
                    null,
                    null,
                    List.of(Made.decided(Made.alice(), "s3:GetObject", "arn:aws:s3:::b/k", Made.ACCOUNT, other))));
            recordOthersUntilSwept(trail, other);
            Recorded kept = oldest(trail);
            assertEquals(
                    "other",
                    kept.decisions()
                            .getFirst()
                            .policies()
                            .getFirst()
                            .policies()
                            .getFirst()
                            .source());
            assertTrue(trail.policies(kept.decisions().getFirst()).callerParts().size() > 0);
        }
        assertEquals(1, number("SELECT count(*) FROM policy_set"));
        assertEquals(1, number("SELECT count(*) FROM policy"));
    }

    private void recordOthersUntilSwept(Trail trail, PolicySet other) {
        do {
            clock.advance(Duration.ofMinutes(61));
            trail.record(new signet.authz.Event(
                    Made.info(),
                    Made.alice(),
                    "s3",
                    "GetObject",
                    200,
                    null,
                    null,
                    List.of(Made.decided(Made.alice(), "s3:GetObject", "arn:aws:s3:::b/k", Made.ACCOUNT, other))));
            trail.flush();
        } while (sets() > 1);
    }

    private long sets() {
        try {
            return number("SELECT count(*) FROM policy_set");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = new TrailFile(folder.resolve("events.db"), 0).open();
                var statement = connection.createStatement()) {
            return TrailFile.number(statement, sql);
        }
    }

    @Test
    void theFileIsItsOwnersAlone() throws IOException {
        open(Duration.ofDays(1), SMALL).close();

        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("events.db"))));
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.anyMatch(path -> path.toString().endsWith(".broken")));
        }
    }
}
