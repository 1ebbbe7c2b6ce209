package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.cloudtrail.ListedHistory.Made;
import signet.identity.Ids;
import signet.trail.Recorded;

/** The files that trails write (CloudTrail User Guide, "Finding your CloudTrail log files"). */
class LogFileTest {
    private final Ids ids = new Ids(new Random(3)::nextBytes);

    private static TrailRecord trail(@Nullable String prefix) {
        TrailSettings settings = new TrailSettings("logs", prefix, true, false, true);
        return TrailRecord.create(World.ACCOUNT, World.REGION, "mine", settings, Map.of());
    }

    private static String text(LogFile file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.bytes()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T00:00:00Z, 2026/12/01, 20261201T0000Z",
        "2026-12-01T23:59:59.999Z, 2026/12/01, 20261201T2359Z",
        "2027-01-09T05:06:07Z, 2027/01/09, 20270109T0506Z",
    })
    void theDayAndTheMinuteAreInUniversalTime(Instant time, String day, String minute) {
        String key = LogFile.of(trail(null), List.of(), time, ids).key();

        assertTrue(
                key.startsWith("AWSLogs/123456789012/CloudTrail/us-east-1/" + day
                        + "/123456789012_CloudTrail_us-east-1_" + minute + "_"),
                key);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "a, a/", "a/, a/", "a/b, a/b/", "a//, a//"})
    void theFolderOfAnAccountIsBehindThePrefix(String prefix, String before) {
        assertEquals(before + "AWSLogs/123456789012/CloudTrail/", LogFile.folder(trail(prefix)));
    }

    @Test
    void withoutAPrefixTheFolderIsAtTheTop() {
        assertEquals("AWSLogs/123456789012/CloudTrail/", LogFile.folder(trail(null)));
    }

    @Test
    void filesOfTheSameMinuteHaveNamesOfTheirOwn() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            keys.add(LogFile.of(trail(null), List.of(), World.START, ids).key());
        }

        assertEquals(1_000, keys.size());
    }

    @Test
    void theFileIsTheEventsRecordsAsTheyAre() throws IOException {
        ListedHistory history = new ListedHistory();
        List<Recorded> events = new ArrayList<>();
        for (String name : List.of("CreateUser", "CreateRole", "é\\\"ö")) {
            events.add(history.add(Made.of(name, World.START)));
        }
        String records = events.get(0).json() + "," + events.get(1).json() + ","
                + events.get(2).json();

        assertEquals("{\"Records\":[" + records + "]}", text(LogFile.of(trail(null), events, World.START, ids)));
        assertEquals("{\"Records\":[]}", text(LogFile.of(trail(null), List.of(), World.START, ids)));
    }

    @Test
    void nobodyChangesAFilesBytes() {
        LogFile file = LogFile.of(trail(null), List.of(), World.START, ids);
        byte first = file.bytes()[0];
        byte[] bytes = file.bytes();
        bytes[0]++;

        assertNotEquals(bytes[0], file.bytes()[0]);
        assertEquals(first, file.bytes()[0]);
    }
}
