package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.Context;
import signet.policy.PolicyKind;
import signet.policy.Principal;

/** The records that the log's readers get: what they refuse, copy, and leave out for another account. */
class DecisionRecordTest {
    private static final PolicyReference POLICY =
            new PolicyReference("p", true, PolicyKind.IDENTITY, "0123456789abcdef".repeat(4));
    private static final Principal ALICE =
            new Principal.User(Made.ACCOUNT, "arn:aws:iam::123456789012:user/Alice", "AIDAALICE");

    private static DecisionRecord record(PolicyKind decider, boolean required) {
        List<PolicyLayer> layers = new ArrayList<>();
        for (PolicyKind kind : PolicyKind.values()) {
            layers.add(new PolicyLayer(kind, List.of(POLICY)));
        }
        return new DecisionRecord(
                "s3:GetObject",
                "arn:aws:s3:::b/k",
                Made.OTHER,
                ALICE,
                Context.builder().put("aws:username", "Alice").build(),
                required,
                layers,
                new DecisionRecord.Outcome("ExplicitlyDenied", decider, POLICY, 3, "S", "with an explicit deny"));
    }

    private static Recorded event(List<DecisionRecord> decisions) {
        return new Recorded(
                1,
                "id",
                Instant.EPOCH,
                Made.ACCOUNT,
                Made.ACCOUNT,
                "GetObject",
                "s3.amazonaws.com",
                EventCategory.DATA,
                true,
                "Alice",
                "AKIA",
                "arn",
                "request",
                "",
                null,
                List.of(),
                "{}",
                decisions);
    }

    @Test
    void theQuestionIsTheEnginesAgain() {
        DecisionRecord record = record(PolicyKind.IDENTITY, true);

        assertEquals(ALICE, record.request().principal());
        assertEquals("s3:GetObject", record.request().action());
        assertEquals("arn:aws:s3:::b/k", record.request().resource());
        assertEquals(Made.OTHER, record.request().resourceAccount());
        assertEquals(
                List.of("Alice"), record.request().context().get("aws:username").orElseThrow());
    }

    @Test
    void theCallersAccountSeesEverything() {
        DecisionRecord record = record(PolicyKind.IDENTITY, true);

        assertSame(record, record.asSeenBy(Made.ACCOUNT));
    }

    @Test
    void anotherAccountSeesItsOwnKindsAlone() {
        DecisionRecord seen = record(PolicyKind.RESOURCE, true).asSeenBy(Made.OTHER);

        assertEquals(
                List.of(PolicyKind.RESOURCE, PolicyKind.TRUST, PolicyKind.RESOURCE_CONTROL),
                seen.policies().stream().map(PolicyLayer::kind).toList());
        assertEquals(POLICY, seen.outcome().policy());
        assertEquals(3, seen.outcome().statement());
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"IDENTITY", "BOUNDARY", "SESSION", "SERVICE_CONTROL", "ENDPOINT"})
    void anotherAccountLearnsTheKindThatDecidedAndNotThePolicy(PolicyKind decider) {
        DecisionRecord.Outcome told = record(decider, true).asSeenBy(Made.OTHER).outcome();

        assertEquals(decider, told.kind());
        assertNull(told.policy());
        assertNull(told.sid());
        assertEquals(-1, told.statement());
    }

    @Test
    void anEventIsAllowedUnlessSomethingThatItNeededWasNot() {
        assertTrue(event(List.of()).allowed());
        assertTrue(event(List.of(record(PolicyKind.IDENTITY, false))).allowed());
        assertFalse(event(List.of(record(PolicyKind.IDENTITY, true))).allowed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
    void anotherTextIsNoHash(String text) {
        assertThrows(IllegalArgumentException.class, () -> new PolicyReference("p", true, PolicyKind.IDENTITY, text));
    }

    @Test
    void whatIsGivenIsCopied() {
        List<PolicyReference> policies = new ArrayList<>(List.of(POLICY));
        PolicyLayer layer = new PolicyLayer(PolicyKind.IDENTITY, policies);
        List<Recorded> events = new ArrayList<>(List.of(event(List.of())));
        EventPage page = new EventPage(events, 0);
        policies.clear();
        events.clear();

        assertEquals(1, layer.policies().size());
        assertEquals(1, page.events().size());
    }

    @Test
    void aQueryGrowsWithoutChangingWhatItWas() {
        EventQuery plain = EventQuery.of(Made.ACCOUNT);
        EventQuery narrow = plain.with(EventAttribute.USERNAME, "a")
                .with(EventAttribute.USERNAME, "b")
                .with(EventAttribute.ACTION, "s3:GetObject")
                .between(Instant.EPOCH, null)
                .only(EventCategory.DATA)
                .oldestFirst()
                .after(7)
                .limit(9);

        assertEquals(Map.of(), plain.attributes());
        assertEquals(EventQuery.Order.NEWEST_FIRST, plain.order());
        assertEquals(
                new EventQuery(
                        Made.ACCOUNT,
                        Instant.EPOCH,
                        null,
                        EventCategory.DATA,
                        Map.of(EventAttribute.USERNAME, "b", EventAttribute.ACTION, "s3:GetObject"),
                        EventQuery.Order.OLDEST_FIRST,
                        7,
                        9),
                narrow);
    }
}
