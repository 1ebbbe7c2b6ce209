package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service and resource control policies: every level, from root to account, must allow and none may deny. */
class OrganizationPoliciesTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final Map<Character, String> SERVICE = Map.of(
            'a', ALLOW,
            's', "{'Effect':'Allow','Action':'s3:*','Resource':'*'}",
            'e', "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}",
            'n', "{'Effect':'Allow','NotAction':'s3:*','Resource':'*'}",
            'r', "{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::bucket/*'}",
            'x', "{'Effect':'Deny','Action':'s3:GetObject','Resource':'*'}",
            'p', "{'Effect':'Deny','Action':'s3:PutObject','Resource':'*'}",
            'c',
                    "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-west-1'}}}",
            'i', "{'Effect':'Deny','NotAction':['iam:*','sts:*'],'Resource':'*'}");
    private static final Map<Character, String> RESOURCE = Map.of(
            'a', "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}",
            'x', "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}",
            'p', "{'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'*'}",
            'o',
                    "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-1'}}}",
            'd', "{'Effect':'Deny','Principal':'*','Action':'s3:*','NotResource':'arn:aws:s3:::bucket/*'}");

    /** Levels are separated by slashes; each letter is a policy of that level, a dash is a level without policies. */
    private static List<List<SourcedPolicy>> levels(PolicyKind kind, Map<Character, String> statements, String text) {
        List<List<SourcedPolicy>> levels = new ArrayList<>();
        for (String level : text.split("/", -1)) {
            List<SourcedPolicy> policies = new ArrayList<>();
            for (char letter : level.replace("-", "").toCharArray()) {
                policies.add(Policies.policy(kind, statements.getOrDefault(letter, "")));
            }
            levels.add(policies);
        }
        return levels;
    }

    private static String serviceControl(Principal caller, String levels, Context context) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resource(Policies.policy(
                        PolicyKind.RESOURCE, "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}"))
                .serviceControl(levels(PolicyKind.SERVICE_CONTROL, SERVICE, levels))
                .build();
        return Cast.outcome(Evaluator.decide(Policies.request(caller, "s3:GetObject", Policies.OBJECT, context), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a       | allowed
                a/a     | allowed
                a/a/a   | allowed
                s/s/s   | allowed
                s/a/s   | allowed
                r/r/r   | allowed
                ae/es/a | allowed
                es/se/a | allowed
                e/a/a   | SERVICE_CONTROL
                a/e/a   | SERVICE_CONTROL
                a/a/e   | SERVICE_CONTROL
                n/a/a   | SERVICE_CONTROL
                a/a/n   | SERVICE_CONTROL
                nr/a/a  | allowed
                -/a/a   | SERVICE_CONTROL
                a/-/a   | SERVICE_CONTROL
                a/a/-   | SERVICE_CONTROL
                -       | SERVICE_CONTROL
                p       | SERVICE_CONTROL
                a/p/a   | SERVICE_CONTROL
                a/ap/a  | allowed
                a/pa/a  | allowed
                ax/a/a  | deny SERVICE_CONTROL
                a/xa/a  | deny SERVICE_CONTROL
                a/a/ax  | deny SERVICE_CONTROL
                x       | deny SERVICE_CONTROL
                -/x     | deny SERVICE_CONTROL
                e/ax    | deny SERVICE_CONTROL
                a/ai    | deny SERVICE_CONTROL
                a/ac    | deny SERVICE_CONTROL
                """)
    void everyLevelMustAllowAndNoneMayDeny(String levels, String expected) {
        assertEquals(expected, serviceControl(Policies.ALICE, levels, Context.EMPTY));
        assertEquals(expected, serviceControl(Policies.SESSION, levels, Context.EMPTY));
        assertEquals(expected, serviceControl(Policies.FEDERATED, levels, Context.EMPTY));
        assertEquals(expected, serviceControl(Policies.ROOT, levels, Context.EMPTY));
        assertEquals("allowed", serviceControl(Cast.SERVICE_LINKED, levels, Context.EMPTY));
        assertEquals("allowed", serviceControl(Cast.EC2, levels, Context.EMPTY));
        assertEquals("allowed", serviceControl(Cast.NOBODY, levels, Context.EMPTY));
        assertEquals("allowed", serviceControl(Cast.WEB, levels, Context.EMPTY));
    }

    @Test
    void aRegionIsClosedByItsConditionAlone() {
        Context inside =
                Context.builder().put("aws:RequestedRegion", "eu-west-1").build();
        Context outside =
                Context.builder().put("aws:RequestedRegion", "us-east-1").build();
        assertEquals("allowed", serviceControl(Policies.ALICE, "a/ac", inside));
        assertEquals("deny SERVICE_CONTROL", serviceControl(Policies.ALICE, "a/ac", outside));
        assertEquals("deny SERVICE_CONTROL", serviceControl(Policies.ROOT, "ac/a", outside));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a     | allowed
                a/a/a | allowed
                ap/a  | allowed
                ad/a  | allowed
                -     | RESOURCE_CONTROL
                p     | RESOURCE_CONTROL
                a/-/a | RESOURCE_CONTROL
                a/p/a | RESOURCE_CONTROL
                ax/a  | deny RESOURCE_CONTROL
                a/ax  | deny RESOURCE_CONTROL
                a/xa  | deny RESOURCE_CONTROL
                x     | deny RESOURCE_CONTROL
                -/x   | deny RESOURCE_CONTROL
                """)
    void resourceControlPoliciesHoldForEveryCallerButServiceLinkedRoles(String levels, String expected) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .session(List.of(Policies.policy(PolicyKind.SESSION, ALLOW)))
                .resource(Policies.policy(
                        PolicyKind.RESOURCE, "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}"))
                .resourceControl(levels(PolicyKind.RESOURCE_CONTROL, RESOURCE, levels))
                .build();
        for (Principal caller : List.of(
                Policies.ROOT, Policies.ALICE, Policies.SESSION, Policies.FEDERATED, Cast.EC2, Cast.NOBODY, Cast.WEB)) {
            assertEquals(expected, Cast.outcome(Evaluator.decide(Policies.getObject(caller), set)), caller::toString);
            Request foreign =
                    new Request(caller, "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, Context.EMPTY);
            assertEquals(expected, Cast.outcome(Evaluator.decide(foreign, set)), caller::toString);
        }
        assertEquals("allowed", Cast.outcome(Evaluator.decide(Policies.getObject(Cast.SERVICE_LINKED), set)));
    }

    @ParameterizedTest
    @CsvSource({"o-1,allowed", "o-2,deny RESOURCE_CONTROL", "none,deny RESOURCE_CONTROL"})
    void aPerimeterOfTheOrganizationKeepsStrangersOut(String organization, String expected) {
        Context context = organization.equals("none")
                ? Context.EMPTY
                : Context.builder().put("aws:PrincipalOrgID", organization).build();
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resourceControl(levels(PolicyKind.RESOURCE_CONTROL, RESOURCE, "a/ao"))
                .build();
        Request request = Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, context);
        assertEquals(expected, Cast.outcome(Evaluator.decide(request, set)));
    }

    @ParameterizedTest
    @CsvSource({"user", "session", "federated", "root"})
    void anOrganizationNeverGrantsByItself(String caller) {
        PolicySet set = PolicySet.builder()
                .serviceControl(levels(PolicyKind.SERVICE_CONTROL, SERVICE, "a/a"))
                .resourceControl(levels(PolicyKind.RESOURCE_CONTROL, RESOURCE, "a/a"))
                .build();
        Request foreign = new Request(
                Cast.caller(caller), "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, Context.EMPTY);
        Decision alone = Evaluator.decide(foreign, PolicySet.EMPTY);
        assertEquals(Cast.outcome(alone), Cast.outcome(Evaluator.decide(foreign, set)));
        assertEquals(false, alone.allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "a,a,allowed",
        "e,a,SERVICE_CONTROL",
        "a,p,RESOURCE_CONTROL",
        "e,p,SERVICE_CONTROL",
        "x,x,deny SERVICE_CONTROL",
        "e,x,deny RESOURCE_CONTROL",
    })
    void denialsComeBeforeMissingGrantsAndTheCallersOrganizationFirst(String scp, String rcp, String expected) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .serviceControl(levels(PolicyKind.SERVICE_CONTROL, SERVICE, scp))
                .resourceControl(levels(PolicyKind.RESOURCE_CONTROL, RESOURCE, rcp))
                .build();
        assertEquals(expected, Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), set)));
    }

    @Test
    void anEndpointPolicyMustAllowWhoeverComesThrough() {
        SourcedPolicy only = Policies.policy(
                PolicyKind.ENDPOINT,
                "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*'}");
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .resource(Policies.policy(
                        PolicyKind.RESOURCE, "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}"))
                .endpoint(only)
                .build();
        assertEquals("allowed", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), set)));
        assertEquals("allowed", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ROOT), set)));
        assertEquals("ENDPOINT", Cast.outcome(Evaluator.decide(Policies.getObject(Cast.NOBODY), set)));
        Request elsewhere = Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::other/key", Context.EMPTY);
        assertEquals("ENDPOINT", Cast.outcome(Evaluator.decide(elsewhere, set)));
    }
}
