package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.authz.Event;
import signet.model.sts.AssumeRoleInput;
import signet.model.sts.AssumeRoleOutput;
import signet.model.sts.AssumedRoleUser;
import signet.model.sts.Credentials;
import signet.model.sts.StsOperations;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import tools.jackson.databind.JsonNode;

/** Which accounts an event belongs to (CloudTrail User Guide, "CloudTrail record contents": sharedEventID). */
class AccountsOfEventsTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/EC2-dev";

    @TempDir
    Path folder;

    private List<Recorded> recorded(Event event) {
        try (Trail trail = Made.trail(folder)) {
            trail.record(event);
            return Made.all(trail);
        }
    }

    /** IAM User Guide, "Logging IAM and AWS STS API calls": the two events of a role assumed across accounts. */
    @Test
    void anAssumedRoleLeavesAnEventToBothAccountsAsInTheExample() {
        Event event = Made.assuming(ROLE)
                .saying(Made.said(
                        StsOperations.ASSUME_ROLE,
                        AssumeRoleInput.builder()
                                .roleArn(ROLE)
                                .roleSessionName("Alice-EC2-dev")
                                .build(),
                        AssumeRoleOutput.builder()
                                .credentials(Credentials.builder()
                                        .accessKeyId("ASIAEXAMPLE")
                                        .secretAccessKey("wJalrXUtnFEMI")
                                        .sessionToken("FwoGZXIvYXdzEEXAMPLE")
                                        .expiration(Instant.parse("2014-07-18T16:07:39Z"))
                                        .build())
                                .assumedRoleUser(AssumedRoleUser.builder()
                                        .assumedRoleId("AROAEXAMPLE:Alice-EC2-dev")
                                        .arn("arn:aws:sts::111122223333:assumed-role/EC2-dev/Alice-EC2-dev")
                                        .build())
                                .build()));

        List<Recorded> both = recorded(event);
        JsonNode own = Made.json(both.getFirst());
        JsonNode theirs = Made.json(both.getLast());

        assertEquals(2, both.size());
        assertEquals(Made.ACCOUNT, own.path("recipientAccountId").stringValue());
        assertEquals(Made.OTHER, theirs.path("recipientAccountId").stringValue());
        assertEquals("IAMUser", own.at("/userIdentity/type").stringValue());
        assertEquals(
                Made.json("{'type':'AWSAccount','principalId':'AIDAALICE','accountId':'123456789012'}"),
                theirs.path("userIdentity"));
        assertEquals(own.path("sharedEventID"), theirs.path("sharedEventID"));
        assertNotEquals(own.path("eventID"), theirs.path("eventID"));
        assertEquals(
                Made.json("{'credentials':{'accessKeyId':'ASIAEXAMPLE','expiration':'Jul 18, 2014 4:07:39 PM'},"
                        + "'assumedRoleUser':{'assumedRoleId':'AROAEXAMPLE:Alice-EC2-dev',"
                        + "'arn':'arn:aws:sts::111122223333:assumed-role/EC2-dev/Alice-EC2-dev'}}"),
                own.path("responseElements"));
        assertEquals(own.path("responseElements"), theirs.path("responseElements"));
        assertEquals(
                Made.json("[{'ARN':'" + ROLE + "','accountId':'111122223333','type':'AWS::IAM::Role'}]"),
                own.path("resources"));
    }

    @Test
    void withinOneAccountThereIsOneEventAndNothingShared() {
        List<Recorded> one = recorded(Made.event("iam", "GetUser"));

        assertEquals(1, one.size());
        assertFalse(Made.json(one.getFirst()).has("sharedEventID"));
        assertEquals(Made.ACCOUNT, one.getFirst().account());
        assertEquals(Made.ACCOUNT, one.getFirst().callerAccount());
    }

    @Test
    void aDenialIsTheCallersAffairAlone() {
        Event denied = new Event(
                Made.info(),
                Made.alice(),
                "sts",
                "AssumeRole",
                403,
                "AccessDenied",
                "no",
                List.of(Made.decided(Made.alice(), "sts:AssumeRole", ROLE, Made.OTHER, PolicySet.EMPTY)));

        assertEquals(
                List.of(Made.ACCOUNT),
                recorded(denied).stream().map(Recorded::account).toList());
    }

    @Test
    void whoHasNoAccountLeavesTheEventToTheResources() {
        Caller nobody = new Caller.Anonymous();
        Event refused = new Event(
                Made.info(),
                nobody,
                "s3",
                "GetObject",
                403,
                "AccessDenied",
                "Access Denied",
                List.of(Made.decided(nobody, "s3:GetObject", "arn:aws:s3:::b/k", Made.OTHER, PolicySet.EMPTY)));

        List<Recorded> one = recorded(refused);

        assertEquals(List.of(Made.OTHER), one.stream().map(Recorded::account).toList());
        assertEquals("", one.getFirst().callerAccount());
        assertFalse(one.getFirst().allowed());
    }

    @Test
    void anAwsAccountIsNoRecipient() {
        Event event = Made.event(Made.alice(), "iam", "GetPolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess", "aws");

        assertEquals(
                List.of(Made.ACCOUNT),
                recorded(event).stream().map(Recorded::account).toList());
    }

    @Test
    void ofTwoEventsOfOneRequestTheCallersIsFound() {
        Event event = Made.assuming(ROLE);
        try (Trail trail = Made.trail(folder)) {
            trail.record(event);
            assertEquals(2, Made.all(trail).size());
            assertEquals(
                    Made.ACCOUNT,
                    trail.find(event.info().requestId()).orElseThrow().account());
        }
    }

    @Test
    void whoOwnsTheResourceSeesNothingOfTheCallersPolicies() {
        PolicySet set = PolicySet.builder()
                .identity(List.of(Made.sourced(PolicyKind.IDENTITY, "mine", Made.ALLOW_ALL)))
                .resource(Made.sourced(
                        PolicyKind.RESOURCE,
                        "bucket policy",
                        Made.ALLOW_ALL.replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\"")))
                .build();
        Event event = new Event(
                Made.info(),
                Made.alice(),
                "s3",
                "GetObject",
                200,
                null,
                null,
                List.of(Made.decided(Made.alice(), "s3:GetObject", "arn:aws:s3:::b/k", Made.OTHER, set)));

        DecisionRecord whole = recorded(event).getLast().decisions().getFirst();
        DecisionRecord seen = whole.asSeenBy(Made.OTHER);

        assertEquals(whole, whole.asSeenBy(Made.ACCOUNT));
        assertEquals(2, whole.policies().size());
        assertEquals(
                List.of(PolicyKind.RESOURCE),
                seen.policies().stream().map(PolicyLayer::kind).toList());
        assertTrue(seen.outcome().allowed());
        assertEquals(whole.outcome().because(), seen.outcome().because());
    }
}
