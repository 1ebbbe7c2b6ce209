package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.cloudtrail.ListedHistory.Made;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.Event;
import signet.model.cloudtrail.LookupAttribute;
import signet.model.cloudtrail.LookupEventsInput;
import signet.model.cloudtrail.LookupEventsOutput;
import signet.model.cloudtrail.Resource;
import signet.trail.Recorded;

class LookupEventsTest {
    @TempDir
    private Path directory = Path.of("");

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static LookupEventsInput.Builder lookup() {
        return LookupEventsInput.builder();
    }

    private static LookupEventsInput.Builder by(String key, String value) {
        return lookup().lookupAttributes(List.of(new LookupAttribute(key, value)));
    }

    private LookupEventsOutput ask(LookupEventsInput.Builder input) {
        return world.ask(CloudTrailOperations.LOOKUP_EVENTS, input.build());
    }

    private List<Event> events(LookupEventsInput.Builder input) {
        return Objects.requireNonNull(ask(input).events());
    }

    private List<String> names(LookupEventsInput.Builder input) {
        return events(input).stream().map(Event::eventName).toList();
    }

    private String refused(LookupEventsInput.Builder input) {
        return world.error(CloudTrailOperations.LOOKUP_EVENTS, input.build());
    }

    private Recorded happened(String name) {
        return world.history.add(Made.of(name, world.now()));
    }

    @Test
    void theNewestIsFirst() {
        happened("CreateUser");
        happened("CreateRole");

        assertEquals(List.of("CreateRole", "CreateUser"), names(lookup()));
        assertNull(ask(lookup()).nextToken());
    }

    @Test
    void anEventIsShownWithItsRecord() {
        Recorded made = world.history.add(
                Made.of("CreateRole", World.START.plusMillis(250)).about("AWS::IAM::Role", "arn:aws:iam::1:role/r"));

        Event event = events(lookup()).getFirst();

        assertEquals(made.id(), event.eventId());
        assertEquals("false", event.readOnly());
        assertEquals("AKIAANN", event.accessKeyId());
        assertEquals(World.START, event.eventTime());
        assertEquals("iam.amazonaws.com", event.eventSource());
        assertEquals("ann", event.username());
        assertEquals(List.of(new Resource("AWS::IAM::Role", "arn:aws:iam::1:role/r")), event.resources());
        assertEquals(made.json(), event.cloudTrailEvent());
    }

    @Test
    void whatAnEventHasNotIsLeftOut() {
        world.history.add(Made.of("CreateRole", world.now())
                .by("autoscaling.amazonaws.com")
                .about("", "x"));

        Event event = events(lookup()).getFirst();

        assertNull(event.accessKeyId());
        assertEquals(List.of(new Resource(null, "x")), event.resources());
    }

    @Test
    void dataEventsAndOtherAccountsEventsAreNotThere() {
        world.history.add(Made.of("GetObject", world.now()).data("AWS::S3::Object", "arn:aws:s3:::b/k"));
        world.history.add(Made.of("CreateUser", world.now()).in(World.OTHER));

        assertEquals(List.of(), names(lookup()));
    }

    @ParameterizedTest
    @CsvSource({
        "EventName, CreateRole",
        "EventSource, sts.amazonaws.com",
        "ReadOnly, true",
        "Username, ben",
        "ResourceName, wanted",
        "ResourceType, AWS::IAM::Role",
        "EventId, 00000000-0000-4000-8000-000000000002",
        "AccessKeyId, AKIAANN",
    })
    void everyLookupAttributeFindsItsEvents(String key, String value) {
        world.history.add(
                Made.of("CreateUser", world.now()).by("nobody.amazonaws.com").about("AWS::IAM::User", "other"));
        world.history.add(Made.of("CreateRole", world.now())
                .from("sts.amazonaws.com")
                .by("arn:aws:iam::" + World.ACCOUNT + ":user/ben")
                .reading()
                .about("AWS::IAM::Role", "wanted"));

        assertEquals(List.of("CreateRole"), names(by(key, value)));
        assertEquals(
                List.of(),
                names(by(key, key.equals("ReadOnly") ? "false" : "x")).stream()
                        .filter("CreateRole"::equals)
                        .toList());
    }

    @Test
    void twoLookupAttributesAreTooMany() {
        LookupEventsInput.Builder two = lookup().lookupAttributes(List.of(
                new LookupAttribute("EventName", "CreateRole"), new LookupAttribute("ReadOnly", "false")));

        assertEquals("400 InvalidLookupAttributesException: A lookup has at most one lookup attribute.", refused(two));
    }

    @ParameterizedTest
    @CsvSource({
        "Colour, red",
        "eventName, CreateRole",
        "Action, iam:CreateRole",
        "Decision, Denied",
        "ReadOnly, yes",
        "EventName, ''"
    })
    void aLookupAttributeThatIsNoneIsRefused(String key, String value) {
        assertTrue(refused(by(key, value)).startsWith("400 InvalidLookupAttributesException: "), key);
    }

    @Test
    void aValueHasAtMostTwoThousandCharacters() {
        assertEquals(List.of(), names(by("EventName", "x".repeat(2000))));
        assertTrue(refused(by("EventName", "x".repeat(2001))).startsWith("400 InvalidLookupAttributesException: "));
    }

    @Test
    void bothEndsOfTheTimeRangeAreInIt() {
        Instant noon = World.START;
        for (int minute = 0; minute < 5; minute++) {
            world.history.add(Made.of("E" + minute, noon.plusSeconds(60L * minute)));
        }

        assertEquals(
                List.of("E3", "E2", "E1"),
                names(lookup().startTime(noon.plusSeconds(60)).endTime(noon.plusSeconds(180))));
        assertEquals(List.of("E0"), names(lookup().endTime(noon)));
        assertEquals(List.of("E4"), names(lookup().startTime(noon.plusSeconds(181))));
    }

    @Test
    void aTimeRangeThatEndsBeforeItStartsIsRefused() {
        assertTrue(refused(lookup().startTime(World.START).endTime(World.START.minusMillis(1)))
                .startsWith("400 InvalidTimeRangeException: "));
        assertEquals(List.of(), names(lookup().startTime(World.START).endTime(World.START)));
    }

    @Test
    void whatIsOlderThanNinetyDaysIsNotFound() {
        happened("Old");
        world.pass(Duration.ofDays(90));
        happened("New");

        assertEquals(List.of("New", "Old"), names(lookup()));
        world.pass(Duration.ofSeconds(1));
        assertEquals(List.of("New"), names(lookup()));
        assertEquals(List.of("New"), names(lookup().startTime(World.START.minusSeconds(60))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 51, Integer.MAX_VALUE})
    void aPageHasFromOneToFiftyEvents(int size) {
        assertTrue(refused(lookup().maxResults(size)).startsWith("400 InvalidMaxResultsException: "));
    }

    @Test
    void aPageHasFiftyUnlessItIsToHaveFewer() {
        for (int i = 0; i < 60; i++) {
            happened("E");
        }

        assertEquals(50, events(lookup()).size());
        assertEquals(1, events(lookup().maxResults(1)).size());
        assertEquals(50, events(lookup().maxResults(50)).size());
    }

    @Test
    void pagesTogetherHaveEveryEventOnceHoweverLargeTheyAreAndWhateverHappensMeanwhile() {
        Random random = new Random(3);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 137; i++) {
            happened("E" + i);
            expected.addFirst("E" + i);
        }
        List<String> found = new ArrayList<>();
        @Nullable String token = null;
        do {
            LookupEventsOutput page =
                    ask(lookup().maxResults(1 + random.nextInt(50)).nextToken(token));
            Objects.requireNonNull(page.events())
                    .forEach(event -> found.add(Objects.requireNonNull(event.eventName())));
            token = page.nextToken();
            happened("Meanwhile");
        } while (token != null);

        assertEquals(expected, found);
    }

    @Test
    void aTokenIsForTheQuestionThatItWasGivenFor() {
        for (int i = 0; i < 3; i++) {
            happened("CreateRole");
        }
        String token = ask(by("EventName", "CreateRole").maxResults(1)).nextToken();
        assertNotNull(token);

        assertEquals(
                1,
                events(by("EventName", "CreateRole").maxResults(1).nextToken(token))
                        .size());
        for (LookupEventsInput.Builder other : List.of(
                lookup(),
                by("EventName", "CreateUser"),
                by("EventName", "CreateRole").startTime(World.START),
                by("EventName", "CreateRole").endTime(World.START))) {
            assertTrue(refused(other.nextToken(token)).startsWith("400 InvalidNextTokenException: "));
        }
    }

    @Test
    void aTokenIsForTheAccountThatItWasGivenTo() {
        happened("CreateRole");
        happened("CreateRole");
        String token = ask(lookup().maxResults(1)).nextToken();
        Caller stranger = new Caller.Root(World.OTHER, "AKIAOTHER", null);

        assertTrue(world.error(
                        stranger,
                        CloudTrailOperations.LOOKUP_EVENTS,
                        lookup().nextToken(token).build())
                .startsWith("400 InvalidNextTokenException: "));
    }

    @Test
    void aTokenCannotBeMadeOrChanged() {
        happened("CreateRole");
        happened("CreateRole");
        String token = Objects.requireNonNull(ask(lookup().maxResults(1)).nextToken());
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder changed = new StringBuilder(random.nextBoolean() ? token : "2");
            int at = random.nextInt(changed.length());
            changed.setCharAt(at, (char) (33 + random.nextInt(94)));
            if (!changed.toString().equals(token)) {
                assertTrue(
                        refused(lookup().nextToken(changed.toString())).startsWith("400 InvalidNextTokenException: "));
            }
        }
        assertFalse(token.contains("CreateRole"));
    }

    @Test
    void thereAreNoInsightsAndNoOtherCategories() {
        happened("CreateRole");

        assertEquals(List.of(), names(lookup().eventCategory("insight")));
        assertTrue(refused(lookup().eventCategory("data")).startsWith("400 InvalidEventCategoryException: "));
    }

    @Test
    void lookingUpIsAllowedByItsActionOnEverything() {
        happened("CreateRole");
        Caller may = world.user("may", World.allow("cloudtrail:LookupEvents", "*"));
        Caller mayNot = world.user("maynot", World.allow("cloudtrail:DescribeTrails", "*"));

        assertEquals(
                1,
                Objects.requireNonNull(world.ask(may, CloudTrailOperations.LOOKUP_EVENTS, lookup().build())
                                .events())
                        .size());
        assertEquals(List.of("cloudtrail:LookupEvents *"), world.asked());
        assertEquals(
                "400 AccessDeniedException: User: arn:aws:iam::123456789012:user/maynot is not authorized to perform:"
                        + " cloudtrail:LookupEvents on resource: * because no identity-based policy allows the"
                        + " cloudtrail:LookupEvents action",
                world.error(mayNot, CloudTrailOperations.LOOKUP_EVENTS, lookup().build()));
    }
}
