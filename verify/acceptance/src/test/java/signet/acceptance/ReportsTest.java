package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessAdvisorUsageGranularityType;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.JobStatusType;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.OrganizationNotFoundException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.TrackedActionLastAccessed;
import software.amazon.awssdk.services.sts.model.StsException;

/** Last access, the simulator, the organization's features and what is refused, by the AWS SDK for Java. */
class ReportsTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static String allow(String action, String resource) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}""".formatted(action, resource);
    }

    @Test
    void whatAUserDidIsInTheReportOfItsLastAccess() {
        IamClient iam = SERVER.asRoot().iam();
        Keys keys = Article.user(iam, "reader", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListAllMyBuckets","ec2:*"],"Resource":"*"}]}""");
        SERVER.as(keys).s3().listBuckets();
        assertThrows(AwsServiceException.class, () -> SERVER.as(keys).iam().listUsers());
        String arn = "arn:aws:iam::" + Signet.ACCOUNT + ":user/reader";

        String job = iam.generateServiceLastAccessedDetails(
                        report -> report.arn(arn).granularity(AccessAdvisorUsageGranularityType.ACTION_LEVEL))
                .jobId();
        GetServiceLastAccessedDetailsResponse report = iam.getServiceLastAccessedDetails(get -> get.jobId(job));

        assertEquals(JobStatusType.COMPLETED, report.jobStatus());
        assertEquals(
                List.of("ec2", "s3"),
                report.servicesLastAccessed().stream()
                        .map(ServiceLastAccessed::serviceNamespace)
                        .toList());
        ServiceLastAccessed s3 = report.servicesLastAccessed().getLast();
        assertEquals(arn, s3.lastAuthenticatedEntity());
        assertNotNull(s3.lastAuthenticated());
        assertEquals(
                List.of("ListAllMyBuckets"),
                s3.trackedActionsLastAccessed().stream()
                        .map(TrackedActionLastAccessed::actionName)
                        .toList());
        assertNull(report.servicesLastAccessed().getFirst().lastAuthenticated());
        assertEquals(
                "reader",
                iam.getServiceLastAccessedDetailsWithEntities(
                                get -> get.jobId(job).serviceNamespace("s3"))
                        .entityDetailsList()
                        .getFirst()
                        .entityInfo()
                        .name());
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.getServiceLastAccessedDetails(get -> get.jobId("00000000-0000-4000-8000-000000000000")));
    }

    @Test
    void theSimulatorTellsOfEachResource() {
        EvaluationResult result = SERVER.asRoot()
                .iam()
                .simulateCustomPolicy(simulate -> simulate.policyInputList(allow("s3:GetObject", "arn:aws:s3:::a/*"))
                        .actionNames("s3:GetObject")
                        .resourceArns("arn:aws:s3:::a/k", "arn:aws:s3:::b/k"))
                .evaluationResults()
                .getFirst();

        assertEquals(PolicyEvaluationDecisionType.IMPLICIT_DENY, result.evalDecision());
        assertEquals(
                List.of("arn:aws:s3:::a/k allowed", "arn:aws:s3:::b/k implicitDeny"),
                result.resourceSpecificResults().stream().map(ReportsTest::line).toList());
    }

    private static String line(ResourceSpecificResult result) {
        return result.evalResourceName() + " " + result.evalResourceDecisionAsString();
    }

    @Test
    void anAccountInNoOrganizationHasNothingToEnableThere() {
        IamClient iam = SERVER.asRoot().iam();
        assertThrows(OrganizationNotFoundException.class, () -> iam.listOrganizationsFeatures(list -> {}));
        assertThrows(OrganizationNotFoundException.class, () -> iam.enableOrganizationsRootSessions(enable -> {}));
        IamException refused = assertThrows(
                IamException.class,
                () -> iam.generateOrganizationsAccessReport(report -> report.entityPath("o-a1b2c3d4e5/r-ab12")));
        assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
        Keys keys = Article.user(iam, "delegate", allow("sts:AssumeRoot", "*"));
        StsException denied = assertThrows(
                StsException.class,
                () -> SERVER.as(keys)
                        .sts()
                        .assumeRoot(root -> root.targetPrincipal("210987654321")
                                .taskPolicyArn(
                                        task -> task.arn("arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"))));
        assertEquals("AccessDenied", denied.awsErrorDetails().errorCode());
    }

    @Test
    void thePreferencesOfTheTokenServiceAreInTheSummary() {
        IamClient iam = SERVER.asRoot().iam();
        iam.setSecurityTokenServicePreferences(set -> set.globalEndpointTokenVersion("v2Token"));
        assertEquals(2, iam.getAccountSummary().summaryMap().get(SummaryKeyType.GLOBAL_ENDPOINT_TOKEN_VERSION));
    }

    @Test
    void whatIsRefusedSaysWhy() {
        IamException refused = assertThrows(
                IamException.class, () -> SERVER.asRoot().iam().listDelegationRequests(list -> list.maxItems(1)));
        assertEquals("NotImplemented", refused.awsErrorDetails().errorCode());
        assertTrue(
                refused.awsErrorDetails().errorMessage().contains("because temporary delegation is offered only"),
                refused.getMessage());
    }
}
