package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Organizations User Guide, "Resource control policies": they reach the resources of some services only. */
class ResourceControlServicesTest {
    private static final String DENY =
            "{'Effect':'Deny','Principal':'*','Action':['s3:*','iam:*','ec2:*','kms:*'],'Resource':'*'}";

    private static Decision decide(Principal caller, String action, String resource, List<List<SourcedPolicy>> levels) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}"))
                .resourceControl(levels)
                .build();
        return Evaluator.decide(Policies.request(caller, action, resource, Context.EMPTY), set);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3", "sts", "kms", "sqs", "secretsmanager", "dynamodb", "ecr", "logs", "cognito-idp", "S3"})
    void theyReachTheseServices(String prefix) {
        assertTrue(ResourceControlServices.support(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam", "ec2", "lambda", "sns", "organizations", "", "*", "s3express", "s"})
    void theyDoNotReachTheseServices(String prefix) {
        assertFalse(ResourceControlServices.support(prefix));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject,arn:aws:s3:::bucket/key,deny RESOURCE_CONTROL",
        "S3:GetObject,arn:aws:s3:::bucket/key,deny RESOURCE_CONTROL",
        "kms:Decrypt,arn:aws:kms:us-east-1:111111111111:key/k,deny RESOURCE_CONTROL",
        "iam:GetUser,arn:aws:iam::111111111111:user/u,allowed",
        "ec2:StopInstances,arn:aws:ec2:us-east-1:111111111111:instance/i-1,allowed",
    })
    void aDenyOfAServiceTheyDoNotReachIsNone(String action, String resource, String expected) {
        List<List<SourcedPolicy>> levels = List.of(List.of(
                Policies.policy(
                        PolicyKind.RESOURCE_CONTROL, "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}"),
                Policies.policy(PolicyKind.RESOURCE_CONTROL, DENY)));
        assertEquals(expected, Cast.outcome(decide(Policies.ALICE, action, resource, levels)));
    }

    @Test
    void levelsThatAllowNothingDoNotStopAServiceTheyDoNotReach() {
        assertEquals("allowed", Cast.outcome(decide(Policies.ALICE, "iam:ListUsers", "*", List.of())));
        assertEquals("RESOURCE_CONTROL", Cast.outcome(decide(Policies.ALICE, "s3:ListAllMyBuckets", "*", List.of())));
    }

    @Test
    void anExplanationReportsThemOnlyWhereTheyReach() {
        List<List<SourcedPolicy>> levels = List.of(List.of(Policies.policy(PolicyKind.RESOURCE_CONTROL, DENY)));
        PolicySet set = PolicySet.builder().resourceControl(levels).build();
        Request reached = Policies.getObject(Policies.ALICE);
        Request unreached = Policies.request(Policies.ALICE, "iam:ListUsers", "*", Context.EMPTY);
        assertEquals(
                List.of(PolicyKind.RESOURCE_CONTROL),
                Evaluator.explain(reached, set).policies().stream()
                        .map(Explanation.PolicyReport::kind)
                        .toList());
        assertEquals(List.of(), Evaluator.explain(unreached, set).policies());
    }
}
