package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kinds of policies have a say about whom and about which service, and every statement of theirs that applies. */
class ParticipantsTest {
    private static final String ALLOW = "{'Sid':'%s','Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String TO_ALL = "{'Sid':'%s','Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";

    private static SourcedPolicy policy(PolicyKind kind, String sid) {
        boolean principal = List.of(PolicyKind.RESOURCE, PolicyKind.RESOURCE_CONTROL, PolicyKind.ENDPOINT)
                .contains(kind);
        return Policies.policy(kind, (principal ? TO_ALL : ALLOW).formatted(sid));
    }

    private static PolicySet.Builder all() {
        return PolicySet.builder()
                .identity(List.of(policy(PolicyKind.IDENTITY, "i1"), policy(PolicyKind.IDENTITY, "i2")))
                .boundary(policy(PolicyKind.BOUNDARY, "b"))
                .session(List.of(policy(PolicyKind.SESSION, "s1"), policy(PolicyKind.IDENTITY, "s2")))
                .resource(policy(PolicyKind.RESOURCE, "r"))
                .serviceControl(List.of(
                        List.of(policy(PolicyKind.SERVICE_CONTROL, "o1")),
                        List.of(policy(PolicyKind.SERVICE_CONTROL, "o2"), policy(PolicyKind.SERVICE_CONTROL, "o3"))))
                .resourceControl(List.of(
                        List.of(policy(PolicyKind.RESOURCE_CONTROL, "c1")),
                        List.of(policy(PolicyKind.RESOURCE_CONTROL, "c2"))))
                .endpoint(policy(PolicyKind.ENDPOINT, "e"));
    }

    private static Request request(String caller, String action) {
        return Policies.request(Cast.caller(caller), action, "*", Context.EMPTY);
    }

    private static String sids(List<Match> matches) {
        return matches.stream()
                .map(match -> match.statement().sid().orElse("-"))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "user,s3:ListAllMyBuckets,o1 o2 o3 c1 c2 r i1 i2 b s1 s2 e",
        "user,S3:listallmybuckets,o1 o2 o3 c1 c2 r i1 i2 b s1 s2 e",
        "user,ec2:RunInstances,o1 o2 o3 r i1 i2 b s1 s2 e",
        "user,iam:CreateUser,o1 o2 o3 r i1 i2 b s1 s2 e",
        "session,kms:Decrypt,o1 o2 o3 c1 c2 r i1 i2 b s1 s2 e",
        "federated,sts:AssumeRole,o1 o2 o3 c1 c2 r i1 i2 b s1 s2 e",
        "root,s3:GetObject,o1 o2 o3 c1 c2 r s1 s2 e",
        "root,ec2:RunInstances,o1 o2 o3 r s1 s2 e",
        "linked,s3:GetObject,r i1 i2 b s1 s2 e",
        "linked,ec2:RunInstances,r i1 i2 b s1 s2 e",
        "service,s3:GetObject,c1 c2 r e",
        "service,ec2:RunInstances,r e",
        "web,sts:AssumeRoleWithWebIdentity,c1 c2 r e",
        "anonymous,s3:GetObject,c1 c2 r e",
        "anonymous,ec2:RunInstances,r e",
    })
    void everyCallerHasItsPoliciesInTheOrderOfDenials(String caller, String action, String expected) {
        assertEquals(expected, sids(Evaluator.matches(request(caller, action), all().build())));
        assertEquals(
                expected,
                sids(Evaluator.explain(request(caller, action), all().build()).matched()));
    }

    @Test
    void kindsThatAreNotSetAreNotThere() {
        for (String caller : List.of("user", "root", "linked", "service", "anonymous")) {
            Query query = request(caller, "s3:GetObject").query(false);
            Participants none = PolicySet.EMPTY.participants(query);
            assertEquals(0, none.organization().length);
            assertNull(none.boundary());
            assertNull(none.session());
            assertNull(none.endpoint());
            boolean hasIdentity = caller.equals("user") || caller.equals("linked");
            assertEquals(hasIdentity, none.identity() != null);
            assertEquals(hasIdentity ? 1 : 0, none.caller().length);
            assertEquals(List.of(none.caller()), none.all(null));
        }
    }

    @Test
    void theResourcesPolicyStandsBetweenTheOrganizationsAndTheCallers() {
        PolicySet set = all().build();
        Query query = request("user", "s3:GetObject").query(true);
        Participants participants = set.participants(query);
        PolicyGroup resource = new PolicyGroup(PolicyKind.RESOURCE, List.of(policy(PolicyKind.RESOURCE, "x")));
        List<PolicyKind> kinds =
                participants.all(resource).stream().map(PolicyGroup::kind).toList();
        assertEquals(
                List.of(
                        PolicyKind.SERVICE_CONTROL,
                        PolicyKind.SERVICE_CONTROL,
                        PolicyKind.RESOURCE_CONTROL,
                        PolicyKind.RESOURCE_CONTROL,
                        PolicyKind.RESOURCE,
                        PolicyKind.IDENTITY,
                        PolicyKind.BOUNDARY,
                        PolicyKind.SESSION,
                        PolicyKind.ENDPOINT),
                kinds);
        assertSame(participants, set.participants(query));
        assertEquals(8, participants.all(null).size());
    }

    @Test
    void anOrganizationWithoutLevelsIsOneThatAllowsNothing() {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW.formatted("i")))
                .serviceControl(List.of())
                .resourceControl(List.of())
                .build();
        Participants participants =
                set.participants(request("user", "s3:GetObject").query(false));
        assertEquals(2, participants.organization().length);
        assertEquals(List.of(), participants.organization()[0].policies());
        assertEquals("SERVICE_CONTROL", Cast.outcome(Evaluator.decide(request("user", "s3:GetObject"), set)));
        assertEquals("RESOURCE_CONTROL", Cast.outcome(Evaluator.decide(request("service", "s3:GetObject"), set)));
        assertEquals("RESOURCE", Cast.outcome(Evaluator.decide(request("service", "ec2:RunInstances"), set)));
        assertEquals("allowed", Cast.outcome(Evaluator.decide(request("linked", "s3:GetObject"), set)));
    }

    /** Deny beside Allow, and what does not apply left out; the part that a policy plays, not how it was parsed. */
    @Test
    void aMatchHasThePartThePolicyPlayed() {
        String deny = "{'Sid':'no','Effect':'Deny','Action':'s3:Put*','Resource':'*'}";
        SourcedPolicy managed = new SourcedPolicy(
                "arn:p",
                false,
                Policies.policy(PolicyKind.IDENTITY, ALLOW.formatted("yes"), deny)
                        .policy());
        PolicySet set = PolicySet.builder()
                .identity(List.of(managed))
                .boundary(managed)
                .session(List.of(managed))
                .build();
        List<Match> reads = Evaluator.matches(request("session", "s3:GetObject"), set);
        assertEquals("yes yes yes", sids(reads));
        assertEquals(
                List.of(PolicyKind.IDENTITY, PolicyKind.BOUNDARY, PolicyKind.SESSION),
                reads.stream().map(Match::kind).toList());
        assertTrue(reads.stream().allMatch(match -> match.policy().equals(managed)));
        assertEquals("yes no yes no yes no", sids(Evaluator.matches(request("session", "s3:PutObject"), set)));
        assertEquals("", sids(Evaluator.matches(request("service", "s3:PutObject"), set)));
    }

    @Test
    void aGrantToTheAccountIsAMatchToo() {
        PolicySet set = PolicySet.builder()
                .resource(Policies.policy(
                        PolicyKind.RESOURCE,
                        "{'Sid':'d','Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'*','Resource':'*'}",
                        "{'Sid':'o','Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'*','Resource':'*'}"))
                .build();
        assertEquals("d", sids(Evaluator.matches(request("user", "s3:GetObject"), set)));
        assertEquals("d", sids(Evaluator.matches(request("root", "s3:GetObject"), set)));
        assertEquals("", sids(Evaluator.matches(request("anonymous", "s3:GetObject"), set)));
    }

    /** It is decided without policies; that statements deny it is still told. */
    @Test
    void matchesOfGetCallerIdentityAreToldThoughTheyDoNotCount() {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Sid':'no','Effect':'Deny','Action':'sts:*','Resource':'*'}"))
                .build();
        Request who = request("user", "STS:getcalleridentity");
        assertTrue(Evaluator.decide(who, set).allowed());
        assertEquals("no", sids(Evaluator.matches(who, set)));
    }
}
