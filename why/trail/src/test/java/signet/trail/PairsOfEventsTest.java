package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import tools.jackson.databind.JsonNode;

/** A request about another account's resource: what each of the two accounts has of it, and what it has not. */
class PairsOfEventsTest {
    private static final String THIRD = "444455556666";
    private static final String PUBLIC = Made.ALLOW_ALL.replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\"");
    private static final PolicySet BOTH =
            Made.EVERYTHING.withResource(Made.sourced(PolicyKind.RESOURCE, "bucket policy", PUBLIC));

    @TempDir
    Path folder;

    private Trail trail;

    @BeforeEach
    void open() {
        trail = Made.trail(folder);
    }

    @AfterEach
    void close() {
        trail.close();
    }

    private static Event copying(Caller caller, String requestId, String... owners) {
        List<Decided> decided = Stream.of(owners)
                .map(owner -> Made.decided(caller, "s3:GetObject", "arn:aws:s3:::b" + owner + "/k", owner, BOTH))
                .toList();
        return new Event(Made.info(requestId), caller, "s3", "CopyObject", 200, null, null, decided);
    }

    private List<Recorded> recorded(Event event) {
        trail.record(event);
        return Made.all(trail);
    }

    private static List<String> accounts(List<Recorded> events) {
        return events.stream().map(Recorded::account).toList();
    }

    @Test
    void everyAccountWhoseResourceItIsHasAnEventTheCallersFirst() {
        List<Recorded> events = recorded(copying(Made.alice(), "r", THIRD, Made.OTHER, THIRD, Made.ACCOUNT));

        assertEquals(List.of(Made.ACCOUNT, THIRD, Made.OTHER), accounts(events));
    }

    @Test
    void eventsOfOneRequestShareOneIdAndHaveIdsOfTheirOwn() {
        List<Recorded> events = recorded(copying(Made.alice(), "r", Made.OTHER, THIRD));
        Set<String> shared = new HashSet<>();
        Set<String> own = new HashSet<>();
        for (Recorded event : events) {
            JsonNode record = Made.json(event);
            shared.add(record.path("sharedEventID").stringValue());
            own.add(record.path("eventID").stringValue());
            assertEquals(event.id(), record.path("eventID").stringValue());
            assertEquals(event.account(), record.path("recipientAccountId").stringValue());
            assertEquals("r", record.path("requestID").stringValue());
        }

        assertEquals(1, shared.size());
        assertEquals(3, own.size());
        assertFalse(own.contains(shared.iterator().next()));
    }

    @Test
    void twoRequestsShareNothing() {
        trail.record(copying(Made.alice(), "r1", Made.OTHER));
        List<Recorded> events = recorded(copying(Made.alice(), "r2", Made.OTHER));

        assertEquals(4, events.size());
        assertEquals(
                Made.json(events.get(0)).path("sharedEventID"),
                Made.json(events.get(1)).path("sharedEventID"));
        assertNotEquals(
                Made.json(events.get(0)).path("sharedEventID"),
                Made.json(events.get(2)).path("sharedEventID"));
    }

    @Test
    void theOtherAccountLearnsTheCallersIdAndAccountAndNoName() {
        for (Caller caller :
                List.of(Made.alice(), Made.session("app", "worker"), new Caller.Root(Made.ACCOUNT, "AKIAROOT", null))) {
            Recorded theirs = recorded(copying(caller, "r", Made.OTHER)).getLast();

            assertEquals(Made.OTHER, theirs.account());
            assertEquals(
                    Made.json(
                            "{'type':'AWSAccount','principalId':'" + caller.userId() + "','accountId':'123456789012'}"),
                    Made.json(theirs).path("userIdentity"));
        }
    }

    @Test
    void eachAccountFindsItsOwnEventByTheRequestsIdAsAttribute() {
        List<Recorded> events = recorded(copying(Made.alice(), "r", Made.OTHER));
        for (Recorded event : events) {
            EventQuery query = EventQuery.of(event.account()).with(EventAttribute.REQUEST_ID, "r");
            assertEquals(List.of(event), trail.search(query).events());
        }
        assertEquals(List.of(), trail.search(EventQuery.of(THIRD)).events());
    }

    @Test
    void eachEventIsFoundByItsOwnIdAndTheCallersByTheRequests() {
        List<Recorded> events = recorded(copying(Made.alice(), "r", Made.OTHER, THIRD));
        for (Recorded event : events) {
            assertEquals(event, trail.find(event.id()).orElseThrow());
        }
        assertEquals(events.getFirst(), trail.find("r").orElseThrow());
    }

    @Test
    void ofARequestThatIsPartlyDeniedOnlyTheCallerHears() {
        List<Decided> decided = List.of(
                Made.decided(Made.alice(), "s3:GetObject", "arn:aws:s3:::b/k", Made.OTHER, BOTH),
                Made.decided(Made.alice(), "s3:PutObject", "arn:aws:s3:::c/k", THIRD, PolicySet.EMPTY));

        List<Recorded> events =
                recorded(new Event(Made.info(), Made.alice(), "s3", "CopyObject", 403, "AccessDenied", "no", decided));

        assertEquals(List.of(Made.ACCOUNT), accounts(events));
        assertFalse(events.getFirst().allowed());
        assertTrue(Made.json(events.getFirst()).path("sharedEventID").isMissingNode());
    }

    @Test
    void anErrorThatIsNoDenialIsBothAccountsAffair() {
        Event missing = Made.failed(copying(Made.alice(), "r", Made.OTHER), "NoSuchKey", "no key", 404);

        List<Recorded> events = recorded(missing);

        assertEquals(List.of(Made.ACCOUNT, Made.OTHER), accounts(events));
        events.forEach(event -> assertEquals("NoSuchKey", event.errorCode()));
    }

    @Test
    void theOwnerSeesAnAllowedDecisionWithoutTheIdentitysPolicies() {
        Recorded theirs = recorded(copying(Made.alice(), "r", Made.OTHER)).getLast();
        DecisionRecord seen = theirs.decisions().getFirst().asSeenBy(Made.OTHER);

        assertEquals(
                List.of(PolicyKind.RESOURCE),
                seen.policies().stream().map(PolicyLayer::kind).toList());
        assertTrue(trail.policies(seen).callerParts().stream()
                .allMatch(part -> part.policies().isEmpty()));
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"IDENTITY", "BOUNDARY", "SESSION"})
    void whatTheCallersAccountOnlyKnowsIsNoOtherAccounts(PolicyKind kind) {
        DecisionRecord whole = recorded(copying(Made.alice(), "r", Made.OTHER))
                .getLast()
                .decisions()
                .getFirst();

        assertTrue(whole.asSeenBy(THIRD).policies().stream().noneMatch(layer -> layer.kind() == kind));
        assertEquals(whole, whole.asSeenBy(Made.ACCOUNT));
        assertEquals(whole.asSeenBy(THIRD), whole.asSeenBy(THIRD).asSeenBy(THIRD));
    }

    @ParameterizedTest
    @CsvSource({
        "ec2,RunInstances,UnauthorizedOperation,403,Client.UnauthorizedOperation",
        "ec2,DescribeInstances,InvalidInstanceID.Malformed,400,Client.InvalidInstanceID.Malformed",
        "ec2,RunInstances,DryRunOperation,412,Client.DryRunOperation",
        "ec2,RunInstances,InternalError,500,Server.InternalError",
        "ec2,RunInstances,Unavailable,503,Server.Unavailable",
        "autoscaling,DescribeAutoScalingGroups,ValidationError,400,ValidationError",
        "rds,DescribeDBInstances,DBInstanceNotFound,404,DBInstanceNotFound",
        "lambda,GetFunction,AccessDeniedException,403,AccessDenied",
        "iam,GetUser,ServiceFailure,500,ServiceFailure",
    })
    void anErrorIsFoundByTheCodeThatTheRecordHas(
            String service, String operation, String code, int status, String written) {
        trail.record(Made.event(service, operation));
        trail.record(Made.failed(Made.event(service, operation), code, "why", status));

        Recorded failed = trail.search(EventQuery.of("").with(EventAttribute.ERROR_CODE, written))
                .events()
                .getFirst();

        assertEquals(written, failed.errorCode());
        assertEquals(written, Made.json(failed).path("errorCode").stringValue());
        assertEquals("why", Made.json(failed).path("errorMessage").stringValue());
        assertEquals(
                List.of(failed),
                trail.search(EventQuery.of("").with(EventAttribute.ERROR_CODE, "*"))
                        .events());
    }
}
