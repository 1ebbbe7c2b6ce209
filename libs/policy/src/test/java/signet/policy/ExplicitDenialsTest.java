package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kinds of policy exist for which caller, told by a Deny in that kind while everything else allows. */
class ExplicitDenialsTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String DENY = "{'Effect':'Deny','Action':'*','Resource':'*'}";
    private static final String ALLOW_ALL = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
    private static final String DENY_ALL = "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}";
    private static final String DENY_S3 = "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}";

    /** All kinds allow, but the named one also denies. */
    private static PolicySet denying(String kind) {
        PolicySet.Builder set = PolicySet.builder()
                .identity(policies(PolicyKind.IDENTITY, kind, ALLOW, DENY))
                .boundary(policies(PolicyKind.BOUNDARY, kind, ALLOW, DENY).getFirst())
                .session(policies(PolicyKind.SESSION, kind, ALLOW, DENY))
                .resource(
                        policies(PolicyKind.RESOURCE, kind, ALLOW_ALL, DENY_ALL).getFirst())
                .endpoint(
                        policies(PolicyKind.ENDPOINT, kind, ALLOW_ALL, DENY_ALL).getFirst())
                .serviceControl(List.of(
                        policies(PolicyKind.SERVICE_CONTROL, "", ALLOW, DENY),
                        policies(PolicyKind.SERVICE_CONTROL, kind, ALLOW, DENY)))
                .resourceControl(List.of(
                        policies(PolicyKind.RESOURCE_CONTROL, kind, ALLOW_ALL, DENY_S3),
                        policies(PolicyKind.RESOURCE_CONTROL, "", ALLOW_ALL, DENY_S3)));
        return set.build();
    }

    private static List<SourcedPolicy> policies(PolicyKind kind, String denying, String allow, String deny) {
        return List.of(kind.name().equals(denying) ? Policies.policy(kind, allow, deny) : Policies.policy(kind, allow));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user      | SERVICE_CONTROL  | deny SERVICE_CONTROL
                user      | RESOURCE_CONTROL | deny RESOURCE_CONTROL
                user      | RESOURCE         | deny RESOURCE
                user      | IDENTITY         | deny IDENTITY
                user      | BOUNDARY         | deny BOUNDARY
                user      | SESSION          | deny SESSION
                user      | ENDPOINT         | deny ENDPOINT
                session   | SERVICE_CONTROL  | deny SERVICE_CONTROL
                session   | RESOURCE_CONTROL | deny RESOURCE_CONTROL
                session   | RESOURCE         | deny RESOURCE
                session   | IDENTITY         | deny IDENTITY
                session   | BOUNDARY         | deny BOUNDARY
                session   | SESSION          | deny SESSION
                session   | ENDPOINT         | deny ENDPOINT
                federated | SERVICE_CONTROL  | deny SERVICE_CONTROL
                federated | RESOURCE_CONTROL | deny RESOURCE_CONTROL
                federated | RESOURCE         | deny RESOURCE
                federated | IDENTITY         | deny IDENTITY
                federated | BOUNDARY         | deny BOUNDARY
                federated | SESSION          | deny SESSION
                federated | ENDPOINT         | deny ENDPOINT
                root      | SERVICE_CONTROL  | deny SERVICE_CONTROL
                root      | RESOURCE_CONTROL | deny RESOURCE_CONTROL
                root      | RESOURCE         | deny RESOURCE
                root      | IDENTITY         | allowed
                root      | BOUNDARY         | allowed
                root      | SESSION          | deny SESSION
                root      | ENDPOINT         | deny ENDPOINT
                linked    | SERVICE_CONTROL  | allowed
                linked    | RESOURCE_CONTROL | allowed
                linked    | RESOURCE         | deny RESOURCE
                linked    | IDENTITY         | deny IDENTITY
                linked    | BOUNDARY         | deny BOUNDARY
                linked    | SESSION          | deny SESSION
                linked    | ENDPOINT         | deny ENDPOINT
                service   | SERVICE_CONTROL  | allowed
                service   | RESOURCE_CONTROL | deny RESOURCE_CONTROL
                service   | RESOURCE         | deny RESOURCE
                service   | IDENTITY         | allowed
                service   | BOUNDARY         | allowed
                service   | SESSION          | allowed
                service   | ENDPOINT         | deny ENDPOINT
                anonymous | SERVICE_CONTROL  | allowed
                anonymous | RESOURCE_CONTROL | deny RESOURCE_CONTROL
                anonymous | RESOURCE         | deny RESOURCE
                anonymous | IDENTITY         | allowed
                anonymous | BOUNDARY         | allowed
                anonymous | SESSION          | allowed
                anonymous | ENDPOINT         | deny ENDPOINT
                web       | SERVICE_CONTROL  | allowed
                web       | RESOURCE_CONTROL | deny RESOURCE_CONTROL
                web       | RESOURCE         | deny RESOURCE
                web       | IDENTITY         | allowed
                web       | BOUNDARY         | allowed
                web       | SESSION          | allowed
                web       | ENDPOINT         | deny ENDPOINT
                """)
    void aDenyCountsInEveryKindThatTheCallerHas(String caller, String kind, String expected) {
        Request request = Policies.getObject(Cast.caller(caller));
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, denying(kind))));
        assertEquals(
                expected, Cast.outcome(Evaluator.explain(request, denying(kind)).decision()));
    }

    @ParameterizedTest
    @CsvSource({"root", "user", "session", "federated", "linked", "service", "anonymous", "web"})
    void withoutADenyTheSamePoliciesAllow(String caller) {
        assertEquals("allowed", Cast.outcome(Evaluator.decide(Policies.getObject(Cast.caller(caller)), denying(""))));
    }

    @ParameterizedTest
    @CsvSource({"user", "session", "federated", "service", "anonymous", "web"})
    void acrossAccountsADenyOfTheResourceCountsToo(String caller) {
        Request request = new Request(
                Cast.caller(caller), "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, Context.EMPTY);
        assertEquals("deny RESOURCE", Cast.outcome(Evaluator.decide(request, denying("RESOURCE"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'Effect':'Deny','Action':'s3:PutObject','Resource':'*'}                                     | allowed
                {'Effect':'Deny','NotAction':'s3:GetObject','Resource':'*'}                                  | allowed
                {'Effect':'Deny','NotAction':'s3:PutObject','Resource':'*'}                                  | deny IDENTITY
                {'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::bucket'}                           | allowed
                {'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::bucket/*'}                         | deny IDENTITY
                {'Effect':'Deny','Action':'s3:*','NotResource':'arn:aws:s3:::bucket/*'}                      | allowed
                {'Effect':'Deny','Action':'s3:*','NotResource':'arn:aws:s3:::other/*'}                       | deny IDENTITY
                {'Effect':'Deny','Action':'*','Resource':'*','Condition':{'Bool':{'x:flag':'true'}}}         | allowed
                {'Effect':'Deny','Action':'*','Resource':'*','Condition':{'BoolIfExists':{'x:flag':'true'}}} | deny IDENTITY
                {'Effect':'Deny','Action':'*','Resource':'*','Condition':{'Null':{'x:flag':'true'}}}         | deny IDENTITY
                {'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'x:a':'b'}}}    | deny IDENTITY
                {'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringEquals':{'x:a':'b'}}}       | allowed
                """)
    void aDenyThatDoesNotMatchDoesNothing(String deny, String expected) {
        PolicySet set =
                PolicySet.builder().identity(Policies.identity(ALLOW, deny)).build();
        assertEquals(expected, Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), set)));
    }

    @Test
    void ofSeveralDenialsTheFirstKindInAwsOrderIsNamed() {
        PolicySet everything = PolicySet.builder()
                .identity(Policies.identity(DENY))
                .boundary(Policies.policy(PolicyKind.BOUNDARY, DENY))
                .session(List.of(Policies.policy(PolicyKind.SESSION, DENY)))
                .resource(Policies.policy(PolicyKind.RESOURCE, DENY_ALL))
                .serviceControl(List.of(List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, DENY))))
                .resourceControl(List.of(List.of(Policies.policy(PolicyKind.RESOURCE_CONTROL, DENY_S3))))
                .build();
        assertEquals(
                "deny SERVICE_CONTROL", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), everything)));
        assertEquals("deny RESOURCE_CONTROL", Cast.outcome(Evaluator.decide(Policies.getObject(Cast.EC2), everything)));
        assertEquals(
                "deny RESOURCE", Cast.outcome(Evaluator.decide(Policies.getObject(Cast.SERVICE_LINKED), everything)));
    }

    @Test
    void theDecisionHoldsThePolicyAndTheStatementThatDenied() {
        SourcedPolicy harmless = Policies.policy(PolicyKind.IDENTITY, ALLOW);
        SourcedPolicy denying =
                Policies.policy(PolicyKind.IDENTITY, ALLOW, "{'Sid':'No','Effect':'Deny','Action':'*','Resource':'*'}");
        PolicySet set = PolicySet.builder().identity(List.of(harmless, denying)).build();
        Decision expected = new Decision.ExplicitlyDenied(
                PolicyKind.IDENTITY, denying, denying.policy().statements().get(1));
        assertEquals(expected, Evaluator.decide(Policies.getObject(Policies.ALICE), set));
    }

    @ParameterizedTest
    @CsvSource({"user", "session", "federated", "root", "linked", "service", "web"})
    void noDenyTakesGetCallerIdentityAway(String caller) {
        for (PolicyKind kind : PolicyKind.values()) {
            Request request = Policies.request(Cast.caller(caller), "STS:getcalleridentity", "*", Context.EMPTY);
            Decision decision = Evaluator.decide(request, denying(kind.name()));
            assertEquals(new Decision.Allowed(new Decision.ByIdentity()), decision, kind::name);
        }
    }
}
