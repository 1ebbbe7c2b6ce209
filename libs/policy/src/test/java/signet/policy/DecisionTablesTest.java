package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of AWS's policy evaluation logic, row by row. */
class DecisionTablesTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String DENY = "{'Effect':'Deny','Action':'*','Resource':'*'}";
    private static final String ELSEWHERE = "{'Effect':'Allow','Action':'x:y','Resource':'*'}";

    private static SourcedPolicy bucket(String principal) {
        return Policies.policy(
                PolicyKind.RESOURCE,
                "{'Effect':'Allow','Principal':" + Cast.principal(principal) + ",'Action':'*','Resource':'*'}");
    }

    private static SourcedPolicy trust(String principal) {
        return Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':" + Cast.principal(principal) + ",'Action':'sts:AssumeRole'}");
    }

    private static PolicySet.Builder limited(@Nullable String limit) {
        PolicySet.Builder set = PolicySet.builder();
        if ("boundary".equals(limit)) {
            return set.boundary(Policies.policy(PolicyKind.BOUNDARY, ELSEWHERE));
        }
        if ("session".equals(limit)) {
            return set.session(List.of(Policies.policy(PolicyKind.SESSION, ELSEWHERE)));
        }
        return set;
    }

    /** "Evaluating identity-based policies with resource-based policies", one account. */
    @ParameterizedTest
    @CsvSource({
        "user,user,none,allowed",
        "user,userId,none,allowed",
        "user,user,boundary,allowed",
        "user,user,session,allowed",
        "user,*,boundary,allowed",
        "user,account,none,IDENTITY",
        "user,root,none,IDENTITY",
        "user,role,none,IDENTITY",
        "session,role,none,allowed",
        "session,roleId,none,allowed",
        "session,role,boundary,BOUNDARY",
        "session,role,session,SESSION",
        "session,session,none,allowed",
        "session,session,boundary,allowed",
        "session,session,session,allowed",
        "session,*,session,allowed",
        "session,account,none,IDENTITY",
        "federated,user,none,SESSION",
        "federated,user,boundary,BOUNDARY",
        "federated,user,session,SESSION",
        "federated,federated,none,allowed",
        "federated,federated,boundary,allowed",
        "federated,federated,session,allowed",
        "federated,account,none,SESSION",
        "service,service,none,allowed",
        "service,account,none,RESOURCE",
        "service,*,none,allowed",
        "anonymous,*,none,allowed",
        "anonymous,account,none,RESOURCE",
        "root,other,none,allowed",
    })
    void aGrantByTheResourceAlone(String caller, String named, String limit, String expected) {
        PolicySet set =
                limited(limit).identity(List.of()).resource(bucket(named)).build();
        assertEquals(expected, Cast.outcome(Evaluator.decide(Policies.getObject(Cast.caller(caller)), set)));
    }

    @ParameterizedTest
    @CsvSource({
        "user,none,allowed",
        "user,boundary,BOUNDARY",
        "user,session,SESSION",
        "session,none,allowed",
        "session,boundary,BOUNDARY",
        "session,session,SESSION",
        "federated,none,SESSION",
        "root,none,allowed",
        "root,boundary,allowed",
        "root,session,SESSION",
        "service,none,RESOURCE",
        "anonymous,none,RESOURCE",
    })
    void aGrantByTheIdentityAlone(String caller, String limit, String expected) {
        PolicySet set = limited(limit).identity(Policies.identity(ALLOW)).build();
        assertEquals(expected, Cast.outcome(Evaluator.decide(Policies.getObject(Cast.caller(caller)), set)));
    }

    @ParameterizedTest
    @CsvSource({
        "user,user,false,none,IDENTITY",
        "user,user,true,none,allowed",
        "user,account,true,none,allowed",
        "user,*,true,none,allowed",
        "user,other,true,none,RESOURCE",
        "user,user,true,boundary,BOUNDARY",
        "session,session,true,session,SESSION",
        "session,session,false,none,IDENTITY",
        "session,role,true,none,allowed",
        "federated,federated,true,none,SESSION",
        "root,root,false,none,allowed",
        "root,other,false,none,RESOURCE",
    })
    void acrossAccountsBothSidesMustAllow(
            String caller, String named, boolean identity, String limit, String expected) {
        PolicySet set = limited(limit)
                .identity(identity ? Policies.identity(ALLOW) : List.of())
                .resource(bucket(named))
                .build();
        Request request = new Request(
                Cast.caller(caller), "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, Context.EMPTY);
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }

    @ParameterizedTest
    @CsvSource({
        "user,user,false,allowed",
        "user,userId,false,allowed",
        "user,account,false,IDENTITY",
        "user,account,true,allowed",
        "user,other,true,TRUST",
        "session,role,false,allowed",
        "session,session,false,allowed",
        "session,role,true,allowed",
        "service,service,false,allowed",
        "service,user,false,TRUST",
        "root,other,false,TRUST",
    })
    void aRoleIsAssumedOnlyIfItsTrustPolicySaysSo(String caller, String named, boolean identity, String expected) {
        PolicySet set = PolicySet.builder()
                .identity(identity ? Policies.identity(ALLOW) : List.of())
                .resource(trust(named))
                .build();
        Request request = Policies.request(
                Cast.caller(caller), "sts:AssumeRole", "arn:aws:iam::111111111111:role/app/Reader", Context.EMPTY);
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }

    @Test
    void identityPoliciesCountForAKeyOnlyIfItsPolicyNamesTheAccount() {
        Request request = Policies.request(
                Policies.ALICE, "kms:Decrypt", "arn:aws:kms:us-east-1:111111111111:key/k", Context.EMPTY);
        PolicySet other = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resource(bucket("other"))
                .build();
        PolicySet account = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resource(bucket("root"))
                .build();
        assertEquals("RESOURCE", Cast.outcome(Evaluator.decide(request, other)));
        assertEquals("allowed", Cast.outcome(Evaluator.decide(request, account)));
    }

    @ParameterizedTest
    @CsvSource({
        "SERVICE_CONTROL,with an explicit deny in a service control policy: arn:x",
        "RESOURCE_CONTROL,with an explicit deny in a resource control policy: arn:x",
        "RESOURCE,with an explicit deny in a resource-based policy",
        "TRUST,with an explicit deny in the role trust policy",
        "IDENTITY,with an explicit deny in an identity-based policy: arn:x",
        "BOUNDARY,with an explicit deny in a permissions boundary: arn:x",
        "SESSION,with an explicit deny in a session policy: arn:x",
        "ENDPOINT,with an explicit deny in a VPC endpoint policy: arn:x",
    })
    void anExplicitDenyOfAnyKindWinsAndIsNamed(PolicyKind kind, String clause) {
        String deny = switch (kind) {
            case RESOURCE, ENDPOINT -> "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}";
            case RESOURCE_CONTROL -> "{'Effect':'Deny','Principal':'*','Action':'sts:*','Resource':'*'}";
            case TRUST -> "{'Effect':'Deny','Principal':'*','Action':'sts:*'}";
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> DENY;
        };
        SourcedPolicy denying =
                new SourcedPolicy("arn:x", false, Policies.policy(kind, deny).policy());
        PolicySet.Builder set =
                PolicySet.builder().identity(Policies.identity(ALLOW)).resource(trust("user"));
        switch (kind) {
            case SERVICE_CONTROL -> set.serviceControl(List.of(List.of(denying)));
            case RESOURCE_CONTROL -> set.resourceControl(List.of(List.of(denying)));
            case RESOURCE, TRUST -> set.resource(denying);
            case IDENTITY -> set.identity(List.of(denying));
            case BOUNDARY -> set.boundary(denying);
            case SESSION -> set.session(List.of(denying));
            case ENDPOINT -> set.endpoint(denying);
        }
        Request request =
                Policies.request(Policies.ALICE, "sts:AssumeRole", "arn:aws:iam::111111111111:role/r", Context.EMPTY);
        Decision decision = Evaluator.decide(request, set.build());
        assertEquals("deny " + kind, Cast.outcome(decision));
        assertEquals(clause, decision.because("sts:AssumeRole"));
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY,because no identity-based policy allows the a:B action",
        "RESOURCE,because no resource-based policy allows the a:B action",
        "TRUST,because no role trust policy allows the a:B action",
        "BOUNDARY,because no permissions boundary allows the a:B action",
        "SESSION,because no session policy allows the a:B action",
        "SERVICE_CONTROL,because no service control policy allows the a:B action",
        "ENDPOINT,because no VPC endpoint policy allows the a:B action",
    })
    void anImplicitDenialNamesTheKind(PolicyKind kind, String clause) {
        assertEquals(clause, new Decision.ImplicitlyDenied(kind).because("a:B"));
    }

    @Test
    void everyLevelOfAnOrganizationMustAllow() {
        SourcedPolicy full = Policies.policy(PolicyKind.SERVICE_CONTROL, ALLOW);
        SourcedPolicy other = Policies.policy(PolicyKind.SERVICE_CONTROL, ELSEWHERE);
        PolicySet.Builder set = PolicySet.builder().identity(Policies.identity(ALLOW));
        Request request = Policies.getObject(Policies.ALICE);
        assertTrue(Evaluator.decide(
                        request,
                        set.serviceControl(List.of(List.of(full), List.of(other, full)))
                                .build())
                .allowed());
        for (List<List<SourcedPolicy>> levels :
                List.of(List.of(List.of(full), List.of(other)), List.of(List.of(full), List.<SourcedPolicy>of()))) {
            assertEquals(
                    "SERVICE_CONTROL",
                    Cast.outcome(
                            Evaluator.decide(request, set.serviceControl(levels).build())));
            assertEquals(
                    "SERVICE_CONTROL",
                    Cast.outcome(Evaluator.decide(
                            Policies.getObject(Policies.ROOT),
                            set.serviceControl(levels).build())));
        }
        assertEquals(
                "SERVICE_CONTROL",
                Cast.outcome(
                        Evaluator.decide(request, set.serviceControl(List.of()).build())));
    }

    @Test
    void aServiceLinkedRoleIsExemptFromOrganizationPolicies() {
        Principal.RoleSession linked = new Principal.RoleSession(
                Policies.ACCOUNT,
                "arn:aws:iam::111111111111:role/l",
                "AROALINKED",
                "arn:aws:sts::1:assumed-role/l/s",
                true);
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .serviceControl(List.of(List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, DENY))))
                .resourceControl(List.of(List.of()))
                .build();
        assertTrue(Evaluator.decide(Policies.getObject(linked), set).allowed());
        assertFalse(Evaluator.decide(Policies.getObject(Policies.SESSION), set).allowed());
    }

    @Test
    void everyAuthenticatedCallerMayAskWhoItIs() {
        PolicySet set = PolicySet.builder().identity(Policies.identity(DENY)).build();
        assertTrue(Evaluator.decide(Policies.request(Policies.ALICE, "sts:GetCallerIdentity", "*", Context.EMPTY), set)
                .allowed());
        assertFalse(Evaluator.decide(
                        Policies.request(new Principal.Anonymous(), "sts:GetCallerIdentity", "*", Context.EMPTY), set)
                .allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "user,'{\"AWS\":[\"111111111111\",\"arn:aws:iam::111111111111:user/team/alice\"]}',allowed",
        "user,'{\"AWS\":[\"arn:aws:iam::111111111111:user/team/alice\"]}',deny RESOURCE",
        "user,'{\"AWS\":[\"111111111111\"]}',deny RESOURCE",
        "session,'{\"AWS\":[\"111111111111\",\"arn:aws:iam::111111111111:role/app/Reader\"]}',deny RESOURCE",
        "session,'{\"AWS\":[\"111111111111\",\"arn:aws:iam::111111111111:role/app/Reader\",\"arn:aws:sts::111111111111:assumed-role/Reader/s1\"]}',allowed",
        "root,'{\"AWS\":\"111111111111\"}',allowed",
        "user,'\"*\"',allowed",
    })
    void aDenyWithNotPrincipalSparesOnlyWhoIsListedAtEveryLevel(String caller, String listed, String expected) {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.RESOURCE,
                "{'Effect':'Deny','NotPrincipal':" + listed.replace('"', '\'') + ",'Action':'*','Resource':'*'}");
        PolicySet.Builder set =
                PolicySet.builder().identity(Policies.identity(ALLOW)).resource(policy);
        assertEquals(expected, Cast.outcome(Evaluator.decide(Policies.getObject(Cast.caller(caller)), set.build())));
        PolicySet bounded =
                set.boundary(Policies.policy(PolicyKind.BOUNDARY, ALLOW)).build();
        assertEquals("deny RESOURCE", Cast.outcome(Evaluator.decide(Policies.getObject(Cast.caller(caller)), bounded)));
    }

    @Test
    void sessionPoliciesAreUnitedThenIntersected() {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .session(List.of(
                        Policies.policy(PolicyKind.SESSION, ELSEWHERE),
                        Policies.policy(PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'s3:*','Resource':'*'}")))
                .build();
        assertTrue(Evaluator.decide(Policies.getObject(Policies.SESSION), set).allowed());
        Request other = Policies.request(Policies.SESSION, "ec2:RunInstances", "*", Context.EMPTY);
        assertEquals("SESSION", Cast.outcome(Evaluator.decide(other, set)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "boundary", "session", "resource", "scp", "rcp", "endpoint"})
    void aPolicyOfAnotherKindIsRefused(String slot) {
        SourcedPolicy trust = trust("*");
        SourcedPolicy identity = Policies.policy(PolicyKind.IDENTITY, ALLOW);
        PolicySet.Builder set = PolicySet.builder();
        assertThrows(IllegalArgumentException.class, () -> {
            switch (slot) {
                case "identity" -> set.identity(List.of(trust));
                case "boundary" -> set.boundary(trust);
                case "session" -> set.session(List.of(trust));
                case "resource" -> set.resource(identity);
                case "scp" -> set.serviceControl(List.of(List.of(identity)));
                case "rcp" -> set.resourceControl(List.of(List.of(identity)));
                default -> set.endpoint(identity);
            }
        });
    }
}
