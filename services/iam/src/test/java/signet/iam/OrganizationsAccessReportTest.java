package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.iam.AccessDetail;
import signet.model.iam.GenerateOrganizationsAccessReportInput;
import signet.model.iam.GetOrganizationsAccessReportInput;
import signet.model.iam.GetOrganizationsAccessReportOutput;
import signet.model.iam.IamOperations;

/** Reports of which services the control policies of a place in the organization allow, and which accounts use them. */
class OrganizationsAccessReportTest extends CloudTest {
    private static final String ROOT = TestOrganization.ID + "/" + TestOrganization.ROOT;
    private static final String UNIT = ROOT + "/" + TestOrganization.UNIT;
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private String report(String path, @Nullable String policy) {
        return Objects.requireNonNull(cloud.call(
                        IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT,
                        new GenerateOrganizationsAccessReportInput(path, policy))
                .jobId());
    }

    private GetOrganizationsAccessReportOutput get(String job) {
        return cloud.call(
                IamOperations.GET_ORGANIZATIONS_ACCESS_REPORT,
                new GetOrganizationsAccessReportInput(job, 1000, null, null));
    }

    private List<AccessDetail> details(String path) {
        return Objects.requireNonNull(get(report(path, null)).accessDetails());
    }

    private static List<String> namespaces(List<AccessDetail> details) {
        return details.stream().map(AccessDetail::serviceNamespace).toList();
    }

    private TestOrganization organization() {
        return new TestOrganization(cloud, SERVICE_CONTROL_POLICY);
    }

    @Test
    void everyLevelsPoliciesHaveToAllowAService() {
        TestOrganization organization = organization();
        organization.unit(
                TestOrganization.UNIT,
                TestOrganization.ROOT,
                List.of(organization.allowing("p-unit00001", "s3:*"), organization.allowing("p-unit00002", "ec2:*")));
        organization.member(
                Cloud.OTHER,
                TestOrganization.UNIT,
                List.of(organization.allowing("p-acct00001", "s3:*"), organization.allowing("p-acct00002", "iam:*")));

        assertEquals(List.of("s3"), namespaces(details(TestOrganization.PATH)));
        assertEquals(List.of("ec2", "s3"), namespaces(details(UNIT)));
        assertTrue(details(ROOT).size() > 400);
    }

    @Test
    void oneAttemptIsToldWithItsAccountsPlace() {
        TestOrganization organization = organization();
        organization.member(Cloud.OTHER, TestOrganization.UNIT, List.of(organization.allowing("p-acct00001", "s3:*")));
        cloud.tries(cloud.rootOf(Cloud.OTHER), "s3:GetObject", "arn:aws:s3:::b/k");

        GetOrganizationsAccessReportOutput report = get(report(TestOrganization.PATH, null));

        assertEquals("COMPLETED", report.jobStatus());
        assertEquals(1, report.numberOfServicesAccessible());
        assertEquals(0, report.numberOfServicesNotAccessed());
        assertEquals(
                List.of(AccessDetail.builder()
                        .serviceName("Amazon S3")
                        .serviceNamespace("s3")
                        .region("us-east-1")
                        .entityPath(TestOrganization.PATH)
                        .lastAuthenticatedTime(TEN)
                        .totalAuthenticatedEntities(1)
                        .build()),
                report.accessDetails());
    }

    /** IAM API reference: the data of a root or unit "excludes the management account". */
    @Test
    void theManagementAccountIsInItsOwnReportOnly() {
        organization();
        cloud.tries(cloud.root(), "s3:GetObject", "arn:aws:s3:::b/k");

        assertEquals(0, accounts(ROOT));
        assertEquals(1, accounts(ROOT + "/" + Cloud.ACCOUNT));
        assertTrue(details(ROOT + "/" + Cloud.ACCOUNT).size() > 400);
    }

    private int accounts(String path) {
        return Objects.requireNonNull(details(path).stream()
                .filter(detail -> detail.serviceNamespace().equals("s3"))
                .findFirst()
                .orElseThrow()
                .totalAuthenticatedEntities());
    }

    @Test
    void accountsAreCountedNotTheirUsers() {
        organization();
        cloud.tries(cloud.rootOf(Cloud.OTHER), "s3:GetObject", "arn:aws:s3:::b/k");
        cloud.tries(cloud.rootOf(Cloud.OTHER), "s3:PutObject", "arn:aws:s3:::b/k");

        assertEquals(1, accounts(ROOT));
        assertEquals(1, accounts(UNIT));
    }

    @Test
    void aPolicysReportIsOfTheServicesThatItAllows() {
        TestOrganization organization = organization();
        String policy = organization.allowing("p-some00001", "ec2:*");

        assertEquals(
                List.of("ec2"),
                namespaces(Objects.requireNonNull(get(report(ROOT, policy)).accessDetails())));
        cloud.refuses(
                "ValidationError",
                "The policy p-none00001 is not of this organization.",
                IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT,
                new GenerateOrganizationsAccessReportInput(ROOT, "p-none00001"));
    }

    @Test
    void aReportCanBeSortedByNameAndByTime() {
        TestOrganization organization = organization();
        organization.member(
                Cloud.OTHER,
                TestOrganization.UNIT,
                List.of(
                        organization.allowing("p-acct00001", "s3:*"),
                        organization.allowing("p-acct00002", "ec2:*"),
                        organization.allowing("p-acct00003", "iam:*")));
        cloud.tries(cloud.rootOf(Cloud.OTHER), "s3:GetObject", "arn:aws:s3:::b/k");
        cloud.advance(Duration.ofSeconds(1));
        cloud.tries(cloud.rootOf(Cloud.OTHER), "ec2:DescribeInstances", "*");
        String job = report(TestOrganization.PATH, null);

        assertEquals(List.of("ec2", "iam", "s3"), paged(job, "SERVICE_NAMESPACE_ASCENDING"));
        assertEquals(List.of("s3", "iam", "ec2"), paged(job, "SERVICE_NAMESPACE_DESCENDING"));
        assertEquals(List.of("iam", "s3", "ec2"), paged(job, "LAST_AUTHENTICATED_TIME_ASCENDING"));
        assertEquals(List.of("ec2", "s3", "iam"), paged(job, "LAST_AUTHENTICATED_TIME_DESCENDING"));
    }

    private List<String> paged(String job, String sortKey) {
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            GetOrganizationsAccessReportOutput page = cloud.call(
                    IamOperations.GET_ORGANIZATIONS_ACCESS_REPORT,
                    new GetOrganizationsAccessReportInput(job, 2, marker, sortKey));
            seen.addAll(namespaces(Objects.requireNonNull(page.accessDetails())));
            marker = page.marker();
        } while (marker != null);
        return seen;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o-aaaaaaaaaa/r-ab12",
                "o-a1b2c3d4e5/r-zz99",
                "o-a1b2c3d4e5/r-ab12/ou-ab12-99999999",
                "o-a1b2c3d4e5/r-ab12/210987654321",
                "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/123456789012",
                "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/210987654321/ou-ab12-11111111",
                "o-a1b2c3d4e5/r-ab12/",
                "o-a1b2c3d4e5"
            })
    void aPathHasToBeOfTheOrganization(String path) {
        organization();

        cloud.refuses(
                "ValidationError",
                "The entity path " + path + " is not of this organization.",
                IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT,
                new GenerateOrganizationsAccessReportInput(path, null));
    }

    @Test
    void onlyTheManagementAccountMayAsk() {
        GenerateOrganizationsAccessReportInput input = new GenerateOrganizationsAccessReportInput(ROOT, null);
        String text =
                "To call this operation, you must be signed in using your Organizations management account credentials.";
        cloud.refuses("AccessDenied", text, IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT, input);

        organization();
        cloud.refusesAs(
                cloud.rootOf(Cloud.OTHER),
                "AccessDenied",
                text,
                IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT,
                input);
    }

    @Test
    void controlPoliciesHaveToBeInForce() {
        new TestOrganization(cloud);

        cloud.refuses(
                "AccessDenied",
                "SCPs must be enabled for your organization root.",
                IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT,
                new GenerateOrganizationsAccessReportInput(ROOT, null));
    }

    @Test
    void aReportIsReadByWhoAskedForADay() {
        organization();
        String job = report(ROOT, null);
        String text = "The report job with id " + job + " cannot be found.";
        GetOrganizationsAccessReportInput input = new GetOrganizationsAccessReportInput(job, null, null, null);

        cloud.refusesAs(
                cloud.makeUser("u", Cloud.ALLOW_ALL),
                "NoSuchEntity",
                text,
                IamOperations.GET_ORGANIZATIONS_ACCESS_REPORT,
                input);
        cloud.advance(Duration.ofDays(1));
        cloud.refuses("NoSuchEntity", text, IamOperations.GET_ORGANIZATIONS_ACCESS_REPORT, input);
        report(ROOT, null);
        assertEquals(1, cloud.view().under(IamTables.ACCESS_REPORTS, "").size());
    }

    @Test
    void permissionIsAskedOnThePlaceAndByThePolicy() {
        organization();

        cloud.denies(
                cloud.makeUser(
                        "u",
                        Cloud.allowIf(
                                "iam:GenerateOrganizationsAccessReport",
                                "{\"StringEquals\":{\"iam:OrganizationsPolicyId\":\"p-FullAWSAccess\"}}")),
                "iam:GenerateOrganizationsAccessReport",
                "arn:aws:iam::123456789012:access-report/" + ROOT,
                IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT,
                new GenerateOrganizationsAccessReportInput(ROOT, null));
        cloud.callAs(
                cloud.user("u"),
                IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT,
                new GenerateOrganizationsAccessReportInput(ROOT, "p-FullAWSAccess"));
    }
}
