package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Event;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.IamOperations;
import signet.policy.PolicySet;

class SearchTest {
    private static final EventQuery ALL = EventQuery.of("").limit(EventQuery.MOST);

    @TempDir
    Path folder;

    private final Made.Clock clock = new Made.Clock();
    private Trail trail;

    @BeforeEach
    void open() {
        trail = Made.trail(folder, clock);
    }

    @AfterEach
    void close() {
        trail.close();
    }

    private void record(Event event) {
        trail.record(event);
        clock.advance(Duration.ofSeconds(1));
    }

    private void recordSome(int number) {
        for (int i = 0; i < number; i++) {
            record(Made.as(Made.event("iam", "GetUser"), Made.info("request-" + i)));
        }
    }

    private List<String> names(EventQuery query) {
        return trail.search(query).events().stream().map(Recorded::eventName).toList();
    }

    /** An event of another kind in every attribute, and one that has the attribute. */
    private void recordTwo() {
        Event denied = new Event(
                Made.info("the-request"),
                Made.session("app", "worker"),
                "iam",
                "AttachRolePolicy",
                403,
                "AccessDenied",
                "no",
                List.of(Made.decided(
                        Made.session("app", "worker"),
                        "iam:AttachRolePolicy",
                        "arn:aws:iam::123456789012:role/target",
                        Made.ACCOUNT,
                        PolicySet.EMPTY)),
                Made.said(
                        IamOperations.ATTACH_ROLE_POLICY,
                        AttachRolePolicyInput.builder()
                                .roleName("target")
                                .policyArn("arn:aws:iam::aws:policy/AdministratorAccess")
                                .build(),
                        null),
                null,
                "authid1");
        record(Made.event("s3", "GetObject"));
        record(denied);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_KEY_ID,ASIAIOSFODNN7EXAMPLE",
        "EVENT_NAME,AttachRolePolicy",
        "EVENT_SOURCE,iam.amazonaws.com",
        "READ_ONLY,false",
        "RESOURCE_NAME,target",
        "RESOURCE_NAME,arn:aws:iam::aws:policy/AdministratorAccess",
        "RESOURCE_TYPE,AWS::IAM::Policy",
        "USERNAME,worker",
        "PRINCIPAL_ARN,arn:aws:sts::123456789012:assumed-role/app/worker",
        "PRINCIPAL_ARN,arn:aws:iam::123456789012:role/app",
        "ACTION,iam:AttachRolePolicy",
        "RESOURCE_ARN,arn:aws:iam::123456789012:role/target",
        "DECISION,Denied",
        "DECISION,ImplicitlyDenied",
        "ERROR_CODE,AccessDenied",
        "ERROR_CODE,*",
        "REQUEST_ID,the-request",
        "AUTHORIZATION_ID,authid1",
    })
    void anEventIsFoundByEachOfItsAttributesAndNoOtherIs(EventAttribute attribute, String value) {
        recordTwo();

        assertEquals(List.of("AttachRolePolicy"), names(ALL.with(attribute, value)));
        assertEquals(List.of(), names(ALL.with(attribute, value + "x")));
    }

    @ParameterizedTest
    @EnumSource(EventAttribute.class)
    void noValueIsTakenForSomethingElseThanAText(EventAttribute attribute) {
        recordTwo();

        for (String odd : List.of("", "' OR 1=1 --", "%", "_", "\n", "\u0000", "ü")) {
            assertEquals(List.of(), names(ALL.with(attribute, odd).only(EventCategory.MANAGEMENT)), odd);
        }
    }

    @Test
    void theOtherEventIsAllowedAndReadOnly() {
        recordTwo();

        assertEquals(List.of("GetObject"), names(ALL.with(EventAttribute.DECISION, "Allowed")));
        assertEquals(List.of("GetObject"), names(ALL.with(EventAttribute.READ_ONLY, "true")));
    }

    @Test
    void anEventIsFoundByEachOfItsIds() {
        recordTwo();
        Recorded event = trail.search(ALL).events().getFirst();

        assertEquals(event, trail.find(event.id()).orElseThrow());
        assertEquals(event, trail.find("the-request").orElseThrow());
        assertEquals(event, trail.find("authid1").orElseThrow());
        assertEquals(
                List.of(event),
                trail.search(ALL.with(EventAttribute.EVENT_ID, event.id())).events());
        assertTrue(trail.find(UUID.randomUUID().toString()).isEmpty());
        assertTrue(trail.find("").isEmpty());
    }

    @Test
    void anIdWhosePositionIsTakenByAnotherEventIsNotThatEvents() {
        recordSome(1);
        UUID id = UUID.fromString(trail.search(ALL).events().getFirst().id());
        String forged = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1).toString();

        assertTrue(trail.find(forged).isEmpty());
        assertEquals(List.of(), names(ALL.with(EventAttribute.EVENT_ID, forged)));
    }

    @Test
    void allAttributesMustHold() {
        recordTwo();

        assertEquals(
                List.of(),
                names(ALL.with(EventAttribute.DECISION, "Denied")
                        .with(EventAttribute.EVENT_SOURCE, "s3.amazonaws.com")));
    }

    @Test
    void anAccountSeesItsOwnAndNoOther() {
        recordTwo();

        assertEquals(2, trail.search(EventQuery.of(Made.ACCOUNT)).events().size());
        assertEquals(List.of(), names(EventQuery.of(Made.OTHER)));
    }

    @Test
    void dataEventsCanBeLeftOut() {
        recordTwo();

        assertEquals(List.of("AttachRolePolicy"), names(ALL.only(EventCategory.MANAGEMENT)));
        assertEquals(List.of("GetObject"), names(ALL.only(EventCategory.DATA)));
    }

    @Test
    void timesAreBoundsThatCountThemselves() {
        recordSome(5);
        Instant second = Made.NOW.plusSeconds(1);

        assertEquals(4, names(ALL.between(second, null)).size());
        assertEquals(2, names(ALL.between(null, second)).size());
        assertEquals(1, names(ALL.between(second, second)).size());
        assertEquals(
                0,
                names(ALL.between(second.plusNanos(1), second.plusMillis(999))).size());
        assertEquals(5, names(ALL.between(Instant.MIN, Instant.MAX)).size());
        assertEquals(0, names(ALL.between(Instant.MAX, null)).size());
    }

    @Test
    void theNewestComeFirstUnlessTheOldestShould() {
        recordSome(4);
        List<Instant> newest =
                trail.search(ALL).events().stream().map(Recorded::time).toList();

        assertEquals(Made.NOW.plusSeconds(3), newest.getFirst());
        assertEquals(
                newest.reversed(),
                trail.search(ALL.oldestFirst()).events().stream()
                        .map(Recorded::time)
                        .toList());
        assertEquals(trail.newest(), trail.search(ALL).events().getFirst().position());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 21})
    void pagesFollowEachOtherWithoutGapOrDouble(int limit) {
        recordSome(20);
        for (EventQuery query : List.of(ALL, ALL.oldestFirst())) {
            List<Recorded> paged = new ArrayList<>();
            EventPage page = trail.search(query.limit(limit));
            paged.addAll(page.events());
            while (page.next() != 0) {
                assertEquals(limit, page.events().size());
                page = trail.search(query.limit(limit).after(page.next()));
                paged.addAll(page.events());
            }
            assertEquals(trail.search(query).events(), paged);
        }
    }

    @Test
    void pagesStaySoundWhileOthersRecord() throws InterruptedException {
        recordSome(200);
        List<Recorded> before = trail.search(ALL).events();
        AtomicBoolean stop = new AtomicBoolean();
        Thread other = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                trail.record(Made.event("iam", "ListUsers"));
                trail.flush();
            }
        });
        try {
            List<Recorded> paged = new ArrayList<>();
            long next = 0;
            do {
                EventPage page = trail.search(
                        ALL.with(EventAttribute.EVENT_NAME, "GetUser").limit(7).after(next));
                paged.addAll(page.events());
                next = page.next();
            } while (next != 0);
            assertEquals(before, paged);
        } finally {
            stop.set(true);
            other.join();
        }
        Set<String> ids = new HashSet<>();
        trail.search(ALL).events().forEach(event -> assertTrue(ids.add(event.id())));
    }

    @Test
    void whoFollowsSeesEveryEventOnceInOrder() {
        long seen = 0;
        int number = 0;
        for (int round = 0; round < 5; round++) {
            recordSome(round);
            EventPage page = trail.search(ALL.oldestFirst().after(seen));
            number += page.events().size();
            seen = page.events().isEmpty() ? seen : page.events().getLast().position();
        }
        assertEquals(10, number);
        assertEquals(seen, trail.newest());
    }

    @Test
    void everythingRecordedBeforeAQuestionIsInItsAnswer() {
        try (Trail slow = Trail.open(
                folder.resolve("slow.db"),
                TrailSettings.DEFAULT,
                clock,
                () -> 1,
                new Trail.Limits(10, Duration.ofHours(1), Duration.ofMinutes(1), 0))) {
            for (int i = 1; i < 30; i++) {
                slow.record(Made.event("iam", "GetUser"));
                assertEquals(i, slow.search(ALL).events().size());
            }
        }
    }

    @Test
    void anEmptyLogHasNothing() {
        assertEquals(new EventPage(List.of(), 0), trail.search(ALL));
        assertEquals(0, trail.newest());
        assertTrue(trail.find("x").isEmpty());
        assertTrue(trail.policyText("0".repeat(64)).isEmpty());
    }

    @Test
    void aQueryThatMeansNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> EventQuery.of("").limit(0));
        assertThrows(IllegalArgumentException.class, () -> EventQuery.of("").limit(EventQuery.MOST + 1));
        assertThrows(IllegalArgumentException.class, () -> EventQuery.of("").after(-1));
    }

    /** CloudTrail API Reference, LookupAttribute: its eight keys. */
    @Test
    void theFirstAttributesAreThoseOfLookupEvents() {
        Set<String> lookup = Set.of(
                "EventId",
                "EventName",
                "ReadOnly",
                "Username",
                "ResourceType",
                "ResourceName",
                "EventSource",
                "AccessKeyId");
        for (EventAttribute attribute : EventAttribute.values()) {
            assertEquals(lookup.contains(attribute.text()), attribute.isLookup(), attribute.text());
            assertEquals(attribute, EventAttribute.named(attribute.text()).orElseThrow());
        }
        assertTrue(EventAttribute.named("eventName").isEmpty());
    }

    @Test
    void aServerThatRecordsNothingHasAnEmptyHistory() {
        EventHistory none = EventHistory.none();
        recordTwo();

        assertEquals(List.of(), none.search(ALL).events());
        assertEquals(0, none.newest());
        assertTrue(none.find("the-request").isEmpty());
        assertTrue(none.policyText("x").isEmpty());
        DecisionRecord decision =
                trail.search(ALL).events().getFirst().decisions().getFirst();
        assertFalse(decision.outcome().allowed());
        assertThrows(TrailUnavailableException.class, () -> none.policies(decision));
    }
}
