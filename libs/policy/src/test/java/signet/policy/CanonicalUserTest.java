package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accounts named as S3 alone names them. IAM User Guide, "Grammar of the IAM JSON policy language": the principal map of a
 * bucket policy can hold CanonicalUser; most policies of resources do not support it. S3 User Guide, "Principals for bucket
 * policies": the id stands for the account.
 */
class CanonicalUserTest {
    private static final String OURS = "0a".repeat(32);
    private static final String THEIRS = "b1".repeat(32);
    private static final Context KNOWN = Context.builder().canonicalUser(OURS).build();

    private static String statement(String effect, String principal, String action) {
        return "{'Effect':'" + effect + "'," + principal + ",'Action':" + action
                + ",'Resource':'arn:aws:s3:::bucket/*'}";
    }

    private static String element(String name, String... ids) {
        return "'" + name + "':{'CanonicalUser':['" + String.join("','", ids) + "']}";
    }

    private static MalformedPolicyException fault(PolicyKind kind, String statement) {
        String document = Policies.json("{'Version':'2012-10-17','Statement':" + statement + "}");
        return assertThrows(MalformedPolicyException.class, () -> Policy.parse(kind, document), document);
    }

    private static int levels(String element, String effect, Principal caller, Context context) {
        Policy policy = Policies.parse(
                PolicyKind.RESOURCE,
                "{'Version':'2012-10-17','Statement':" + statement(effect, element, "'s3:*'") + "}");
        Request request = Policies.request(caller, "s3:GetObject", Policies.OBJECT, context);
        return policy.statements().getFirst().principalLevels(new Query(request, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "user", "session", "federated", "linked"})
    void aCanonicalIdNamesTheAccountOfWhoeverBelongsToIt(String caller) {
        Principal principal = Cast.caller(caller);
        assertEquals(Principals.ACCOUNT, levels(element("Principal", OURS), "Allow", principal, KNOWN));
        assertEquals(Principals.ACCOUNT, levels(element("Principal", THEIRS, OURS), "Allow", principal, KNOWN));
        assertEquals(0, levels(element("Principal", THEIRS), "Allow", principal, KNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "service", "anonymous"})
    void aCallerWithoutAccountHasNoCanonicalId(String caller) {
        assertEquals(0, levels(element("Principal", OURS), "Allow", Cast.caller(caller), KNOWN));
    }

    @Test
    void whereTheServiceNamesNoCanonicalIdNobodyIsMeant() {
        assertEquals(0, levels(element("Principal", OURS), "Allow", Policies.ALICE, Context.EMPTY));
    }

    @Test
    void itStandsBesideOtherFormsOfPrincipals() {
        String both = "'Principal':{'AWS':'" + Policies.ALICE.arn() + "','CanonicalUser':'" + OURS + "'}";
        assertEquals(Principals.ACCOUNT | Principals.DIRECT, levels(both, "Allow", Policies.ALICE, KNOWN));
        assertEquals(Principals.DIRECT, levels(both, "Allow", Policies.ALICE, Context.EMPTY));
    }

    @Test
    void aDenyToAllOthersSparesTheRootUserOfTheCanonicalId() {
        String others = element("NotPrincipal", OURS);
        assertEquals(0, levels(others, "Deny", Policies.ROOT, KNOWN));
        assertEquals(Principals.ANY_LEVEL, levels(others, "Deny", Policies.ROOT, Context.EMPTY));
        assertEquals(Principals.ANY_LEVEL, levels(others, "Deny", Policies.ALICE, KNOWN));
        assertEquals(Principals.ANY_LEVEL, levels(others, "Deny", Cast.NOBODY, KNOWN));
    }

    @Test
    void inItsOwnAccountItIsADelegationOnlyAndAcrossAccountsAGrant() {
        SourcedPolicy policy =
                Policies.policy(PolicyKind.RESOURCE, statement("Allow", element("Principal", OURS), "'s3:GetObject'"));
        PolicySet alone = PolicySet.builder().resource(policy).build();
        PolicySet both = PolicySet.builder()
                .resource(policy)
                .identity(Policies.identity("{'Effect':'Allow','Action':'s3:*','Resource':'*'}"))
                .build();
        Request own = new Request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, Policies.ACCOUNT, KNOWN);
        Request across = new Request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, KNOWN);
        Request unknown =
                new Request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, Context.EMPTY);
        assertEquals("IDENTITY", Cast.outcome(Evaluator.decide(own, alone)));
        assertEquals("allowed", Cast.outcome(Evaluator.decide(across, both)));
        assertEquals("RESOURCE", Cast.outcome(Evaluator.decide(unknown, both)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'s3:*'", "'S3:GetObject'", "['s3:GetObject','s3:PutObject']", "'*'"})
    void statementsOfS3MayNameThem(String action) throws MalformedPolicyException {
        String document = Policies.json("{'Version':'2012-10-17','Statement':"
                + statement("Allow", element("Principal", OURS, THEIRS), action) + "}");
        assertEquals(
                Set.of(OURS, THEIRS),
                Policy.parse(PolicyKind.RESOURCE, document).canonicalUsers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'sqs:*'", "['s3:GetObject','sqs:SendMessage']", "'s3-object-lambda:Get*'", "'*:*'"})
    void statementsOfOtherServicesMayNot(String action) {
        assertEquals(
                "Invalid principal in policy",
                fault(PolicyKind.RESOURCE, statement("Allow", element("Principal", OURS), action))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a", "*", "alice", "111111111111"})
    void anIdHas64HexadecimalDigits(String id) {
        assertEquals(
                "Invalid principal in policy",
                fault(PolicyKind.RESOURCE, statement("Allow", element("Principal", id), "'s3:*'"))
                        .getMessage());
        assertEquals(
                "Invalid principal in policy",
                fault(PolicyKind.RESOURCE, statement("Allow", element("Principal", "G".repeat(64)), "'s3:*'"))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"TRUST", "ENDPOINT"})
    void otherKindsOfPoliciesDoNotKnowThem(PolicyKind kind) {
        String action = kind == PolicyKind.TRUST ? "'sts:AssumeRole'" : "'s3:*'";
        String statement = statement("Allow", element("Principal", OURS), action);
        assertEquals(
                kind == PolicyKind.TRUST ? "Syntax error at position (1,85)" : "Invalid principal in policy",
                fault(kind, statement).getMessage());
    }

    @Test
    void theNameIsWrittenAsGiven() {
        String misspelt = "'Principal':{'canonicalUser':'" + OURS + "'}";
        assertEquals(
                "Invalid principal in policy",
                fault(PolicyKind.RESOURCE, statement("Allow", misspelt, "'s3:*'"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void aContextLaidOverAnotherKeepsTheIdUnlessItHasItsOwn(boolean below, boolean above) {
        Context lower = below ? KNOWN : Context.builder().put("k", "v").build();
        Context upper = above
                ? Context.builder().canonicalUser(THEIRS).build()
                : Context.builder().put("k", "w").build();
        String expected = above ? THEIRS : below ? OURS : "";
        assertEquals(expected, lower.with(upper).canonicalUser());
    }

    @Test
    void noConditionCanAskForTheId() {
        assertEquals(Set.of(), KNOWN.keys());
        assertEquals(List.of(), KNOWN.get("CanonicalUser").orElse(List.of()));
    }

    @Test
    void contextsWithDifferentIdsAreDifferent() {
        Context same = Context.builder().canonicalUser(OURS).build();
        assertEquals(KNOWN, same);
        assertEquals(KNOWN.hashCode(), same.hashCode());
        assertEquals(false, KNOWN.equals(Context.EMPTY));
        assertEquals(false, KNOWN.equals(Context.builder().canonicalUser(THEIRS).build()));
    }
}
