package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.authz.Event;
import signet.policy.Evaluator;
import signet.policy.PolicySet;

/** Filters together, against a list that is filtered one by one; pages in both directions, also of a log opened again. */
@Timeout(120)
class CombinedSearchTest {
    private static final int EVENTS = 120;
    private static final List<String> ACTIONS =
            List.of("iam:CreateRole", "iam:GetUser", "s3:GetObject", "s3:PutObject", "s3:CreateBucket");
    private static final List<String> ERRORS = List.of("", "AccessDenied", "NoSuchEntity");

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private final Made.Clock clock = new Made.Clock();
    private final List<Fact> facts = new ArrayList<>();
    private Trail trail;

    /** What is known of an event without asking the log. */
    private record Fact(
            String requestId, Instant time, EventCategory category, Map<EventAttribute, Set<String>> values) {
        boolean fits(EventQuery query) {
            Instant from = query.from();
            Instant to = query.to();
            return (from == null || !time.isBefore(from))
                    && (to == null || !time.isAfter(to))
                    && (query.category() == null || query.category() == category)
                    && query.attributes().entrySet().stream()
                            .allMatch(wanted -> values.getOrDefault(wanted.getKey(), Set.of())
                                    .contains(wanted.getValue()));
        }
    }

    @BeforeEach
    void recordMany() {
        trail = Made.trail(folder, clock);
        for (int i = 0; i < EVENTS; i++) {
            recordOne("request-" + i);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @AfterEach
    void close() {
        trail.close();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void recordOne(String requestId) {
        Caller caller = any(List.of(Made.alice(), Made.session("app", "worker"), Made.session("app", "other")));
        String action = any(ACTIONS);
        String service = action.substring(0, action.indexOf(':'));
        String operation = action.substring(action.indexOf(':') + 1);
        String resource = "arn:aws:" + service + ":::thing" + random.nextInt(3);
        boolean allowed = random.nextBoolean();
        String error = any(ERRORS);
        Event event = new Event(
                Made.info(requestId),
                caller,
                service,
                operation,
                error.isEmpty() ? 200 : 400,
                error.isEmpty() ? null : error,
                error.isEmpty() ? null : "no",
                List.of(Made.decided(
                        caller, action, resource, Made.ACCOUNT, allowed ? Made.EVERYTHING : PolicySet.EMPTY)));
        trail.record(event);
        facts.add(fact(event, action, resource, allowed));
    }

    private Fact fact(Event event, String action, String resource, boolean allowed) {
        Map<EventAttribute, Set<String>> values = new EnumMap<>(EventAttribute.class);
        values.put(EventAttribute.EVENT_NAME, Set.of(event.operation()));
        values.put(EventAttribute.EVENT_SOURCE, Set.of(event.service() + ".amazonaws.com"));
        values.put(
                EventAttribute.READ_ONLY,
                Set.of(Boolean.toString(event.operation().startsWith("Get"))));
        values.put(EventAttribute.ACTION, Set.of(action));
        values.put(EventAttribute.RESOURCE_ARN, Set.of(resource));
        values.put(EventAttribute.REQUEST_ID, Set.of(event.info().requestId()));
        values.put(EventAttribute.ACCESS_KEY_ID, Set.of(event.caller().accessKeyId()));
        values.put(EventAttribute.DECISION, allowed ? Set.of("Allowed") : Set.of("Denied", "ImplicitlyDenied"));
        String error = event.errorCode();
        values.put(EventAttribute.ERROR_CODE, error == null ? Set.of() : Set.of(error, "*"));
        switch (event.caller()) {
            case Caller.RoleSession role -> {
                values.put(EventAttribute.USERNAME, Set.of(role.session().name()));
                values.put(
                        EventAttribute.PRINCIPAL_ARN,
                        Set.of(role.arn(), role.role().arn()));
            }
            default -> {
                values.put(EventAttribute.USERNAME, Set.of("Alice"));
                values.put(EventAttribute.PRINCIPAL_ARN, Set.of(event.caller().arn()));
            }
        }
        boolean data = event.operation().endsWith("Object");
        return new Fact(
                event.info().requestId(),
                clock.instant(),
                data ? EventCategory.DATA : EventCategory.MANAGEMENT,
                values);
    }

    private List<String> expected(EventQuery query) {
        List<String> ids = new ArrayList<>(facts.stream()
                .filter(fact -> fact.fits(query))
                .map(Fact::requestId)
                .toList());
        if (query.order() == EventQuery.Order.NEWEST_FIRST) {
            Collections.reverse(ids);
        }
        return ids;
    }

    /** All pages of a query, one after the other. */
    private List<String> walked(EventQuery query) {
        List<String> ids = new ArrayList<>();
        EventPage page = trail.search(query);
        while (true) {
            page.events().forEach(event -> ids.add(event.requestId()));
            if (page.next() == 0) {
                return ids;
            }
            assertEquals(query.limit(), page.events().size());
            page = trail.search(query.after(page.next()));
        }
    }

    /** A query for which some event was the model, but for its last attribute now and then. */
    private EventQuery anyQuery() {
        Fact model = any(facts);
        EventQuery query =
                EventQuery.of(random.nextBoolean() ? "" : Made.ACCOUNT).limit(1 + random.nextInt(9));
        for (int i = random.nextInt(4); i > 0; i--) {
            EventAttribute attribute = any(List.copyOf(model.values().keySet()));
            List<String> values =
                    List.copyOf(any(List.of(model, any(facts))).values().get(attribute));
            query = values.isEmpty() ? query : query.with(attribute, any(values));
        }
        if (random.nextBoolean()) {
            query = query.between(bound(), bound());
        }
        query = query.only(any(new ArrayList<>(Arrays.asList(null, EventCategory.DATA, EventCategory.MANAGEMENT))));
        return random.nextBoolean() ? query.oldestFirst() : query;
    }

    private @Nullable Instant bound() {
        return random.nextInt(3) == 0 ? null : Made.NOW.plusMillis(random.nextInt(EVENTS * 1000));
    }

    @Test
    void filtersTogetherFindWhatEachOfThemFinds() {
        int found = 0;
        for (int i = 0; i < 300; i++) {
            EventQuery query = anyQuery();
            List<String> expected = expected(query);
            assertEquals(expected, walked(query), query.toString());
            found += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(found > 50, "only " + found + " queries found anything");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, EVENTS - 1, EVENTS, EVENTS + 1})
    void forwardAndBackwardAreTheSameEventsTheOtherWayRound(int limit) {
        EventQuery newest = EventQuery.of("").limit(limit);
        List<String> back = walked(newest);
        List<String> forth = new ArrayList<>(walked(newest.oldestFirst()));

        assertEquals(EVENTS, back.size());
        Collections.reverse(forth);
        assertEquals(back, forth);
    }

    @ParameterizedTest
    @EnumSource(EventQuery.Order.class)
    void aPlaceInTheLogHasNeighboursOnBothSides(EventQuery.Order order) {
        List<Recorded> all = Made.all(trail);
        Recorded middle = all.get(EVENTS / 2);
        EventQuery query = EventQuery.of("").limit(1).after(middle.position());
        boolean forward = order == EventQuery.Order.OLDEST_FIRST;

        Recorded next =
                trail.search(forward ? query.oldestFirst() : query).events().getFirst();

        assertEquals(all.get(EVENTS / 2 + (forward ? 1 : -1)), next);
    }

    @Test
    void thereIsNothingBehindTheLastOfEitherSide() {
        List<Recorded> all = Made.all(trail);
        EventQuery query = EventQuery.of("");

        assertEquals(
                new EventPage(List.of(), 0),
                trail.search(query.after(all.getFirst().position())));
        assertEquals(
                new EventPage(List.of(), 0),
                trail.search(query.oldestFirst().after(all.getLast().position())));
        assertEquals(all.getLast().position(), trail.newest());
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        EventPage page = trail.search(EventQuery.of("").limit(EVENTS));

        assertEquals(EVENTS, page.events().size());
        assertEquals(0, page.next());
        assertNotEquals(0, trail.search(EventQuery.of("").limit(EVENTS - 1)).next());
    }

    @Test
    void aLogThatIsOpenedAgainAnswersAsBefore() {
        List<Recorded> before = Made.all(trail);
        EventQuery firstPage = EventQuery.of("").limit(10);
        long next = trail.search(firstPage).next();
        List<String> rest = trail.search(firstPage.after(next)).events().stream()
                .map(Recorded::id)
                .toList();
        trail.close();

        trail = Made.trail(folder, clock);

        assertEquals(before, Made.all(trail));
        assertEquals(
                rest,
                trail.search(firstPage.after(next)).events().stream()
                        .map(Recorded::id)
                        .toList());
        for (int i = 0; i < 50; i++) {
            EventQuery query = anyQuery();
            assertEquals(expected(query), walked(query), query.toString());
        }
    }

    @Test
    void whatIsRecordedAfterARestartComesBehindEvenWhenTheClockWentBack() {
        long newest = trail.newest();
        trail.close();

        trail = Made.trail(folder, new Made.Clock());
        trail.record(Made.as(Made.event("iam", "GetUser"), Made.info("later")));

        Recorded last = Made.all(trail).getLast();
        assertEquals("later", last.requestId());
        assertTrue(last.position() > newest);
        assertEquals(last, trail.find("later").orElseThrow());
    }

    @Test
    void theDecisionsOfARestartedLogHaveTheirPolicies() {
        Recorded allowed = trail.search(EventQuery.of("").with(EventAttribute.DECISION, "Allowed"))
                .events()
                .getFirst();
        trail.close();

        trail = Made.trail(folder, clock);

        DecisionRecord decision =
                trail.find(allowed.id()).orElseThrow().decisions().getFirst();
        assertEquals(allowed.decisions().getFirst(), decision);
        assertTrue(
                Evaluator.decide(decision.request(), trail.policies(decision)).allowed());
    }
}
