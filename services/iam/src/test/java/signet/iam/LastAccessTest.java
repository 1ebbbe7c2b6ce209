package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.authz.Access;
import signet.authz.Caller;
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.AttachGroupPolicyInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.CreatePolicyInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.DeleteUserPolicyInput;
import signet.model.iam.EntityDetails;
import signet.model.iam.GenerateServiceLastAccessedDetailsInput;
import signet.model.iam.GetServiceLastAccessedDetailsInput;
import signet.model.iam.GetServiceLastAccessedDetailsOutput;
import signet.model.iam.GetServiceLastAccessedDetailsWithEntitiesInput;
import signet.model.iam.GetServiceLastAccessedDetailsWithEntitiesOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.PutGroupPolicyInput;
import signet.model.iam.PutUserPolicyInput;
import signet.model.iam.ServiceLastAccessed;
import signet.model.iam.TrackedActionLastAccessed;

/** Reports of who last used which service, made from what was decided. */
class LastAccessTest extends CloudTest {
    private static final String ANN = "arn:aws:iam::123456789012:user/ann";
    private static final String BOB = "arn:aws:iam::123456789012:user/bob";
    private static final String KEY = "arn:aws:s3:::b/k";
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private String report(String arn, @Nullable String granularity) {
        return Objects.requireNonNull(cloud.call(
                        IamOperations.GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
                        new GenerateServiceLastAccessedDetailsInput(arn, granularity))
                .jobId());
    }

    private GetServiceLastAccessedDetailsOutput details(String job) {
        return cloud.call(
                IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS,
                new GetServiceLastAccessedDetailsInput(job, 1000, null));
    }

    private List<ServiceLastAccessed> services(String arn) {
        return details(report(arn, null)).servicesLastAccessed();
    }

    private static List<String> namespaces(List<ServiceLastAccessed> services) {
        return services.stream().map(ServiceLastAccessed::serviceNamespace).toList();
    }

    private ServiceLastAccessed service(String arn, String namespace) {
        return services(arn).stream()
                .filter(service -> service.serviceNamespace().equals(namespace))
                .findFirst()
                .orElseThrow();
    }

    private GetServiceLastAccessedDetailsWithEntitiesOutput entities(String job, String service) {
        return cloud.call(
                IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES,
                new GetServiceLastAccessedDetailsWithEntitiesInput(job, service, null, null));
    }

    private static List<String> names(GetServiceLastAccessedDetailsWithEntitiesOutput output) {
        return output.entityDetailsList().stream()
                .map(EntityDetails::entityInfo)
                .map(entity -> entity.type() + " " + entity.name())
                .toList();
    }

    private String policy(String name, String action) {
        cloud.call(
                IamOperations.CREATE_POLICY,
                CreatePolicyInput.builder()
                        .policyName(name)
                        .policyDocument(Cloud.allow(action, "*"))
                        .build());
        return "arn:aws:iam::" + Cloud.ACCOUNT + ":policy/" + name;
    }

    @Test
    void onlyServicesThatThePoliciesGrantAreListed() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("s3:Get*", "*"));
        cloud.tries(ann, "ec2:DescribeInstances", "*");

        assertEquals(
                List.of(ServiceLastAccessed.builder()
                        .serviceName("Amazon S3")
                        .serviceNamespace("s3")
                        .totalAuthenticatedEntities(0)
                        .build()),
                services(ANN));
    }

    @Test
    void anAttemptIsToldWithItsTimeRegionAndEntity() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("s3:*", "*"));
        cloud.tries(ann, "s3:GetObject", KEY);

        assertEquals(
                ServiceLastAccessed.builder()
                        .serviceName("Amazon S3")
                        .serviceNamespace("s3")
                        .lastAuthenticated(TEN)
                        .lastAuthenticatedEntity(ANN)
                        .lastAuthenticatedRegion("us-east-1")
                        .totalAuthenticatedEntities(1)
                        .build(),
                service(ANN, "s3"));
    }

    /** IAM API reference: "all attempts to access an AWS API, not just the successful ones". */
    @Test
    void aRefusedAttemptCountsToo() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("s3:GetObject", "*"));
        cloud.tries(ann, "s3:PutObject", KEY);

        assertEquals(TEN, service(ANN, "s3").lastAuthenticated());
    }

    @Test
    void theLatestAttemptCounts() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("s3:*", "*"));
        cloud.tries(ann, "s3:GetObject", KEY);
        cloud.advance(Duration.ofMinutes(1));
        cloud.tries(ann, "s3:PutObject", KEY);
        cloud.advance(Duration.ofMinutes(1));

        assertEquals(TEN.plusSeconds(60), service(ANN, "s3").lastAuthenticated());
    }

    @Test
    void byActionEachUsedActionIsListed() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("*", "*"));
        cloud.tries(ann, "s3:PutObject", KEY);
        cloud.advance(Duration.ofMinutes(1));
        cloud.tries(ann, "s3:GetObject", KEY);

        GetServiceLastAccessedDetailsOutput byAction = details(report(ANN, "ACTION_LEVEL"));

        ServiceLastAccessed s3 = byAction.servicesLastAccessed().stream()
                .filter(service -> service.serviceNamespace().equals("s3"))
                .findFirst()
                .orElseThrow();
        assertEquals("ACTION_LEVEL", byAction.jobType());
        assertEquals(
                List.of(
                        new TrackedActionLastAccessed("GetObject", ANN, TEN.plusSeconds(60), "us-east-1"),
                        new TrackedActionLastAccessed("PutObject", ANN, TEN, "us-east-1")),
                s3.trackedActionsLastAccessed());
        assertEquals("SERVICE_LEVEL", details(report(ANN, "SERVICE_LEVEL")).jobType());
        assertNull(service(ANN, "s3").trackedActionsLastAccessed());
    }

    @Test
    void aRequestCountsByWhatItReallyAskedFor() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("iam:*", "*"));
        cloud.callAs(ann, IamOperations.DELETE_USER_POLICY, new DeleteUserPolicyInput("ann", "inline"));
        cloud.call(IamOperations.PUT_USER_POLICY, new PutUserPolicyInput("ann", "p", Cloud.allow("iam:*", "*")));

        List<TrackedActionLastAccessed> actions = Objects.requireNonNull(details(report(ANN, "ACTION_LEVEL"))
                .servicesLastAccessed()
                .getFirst()
                .trackedActionsLastAccessed());

        assertEquals(
                List.of("DeleteUserPolicy"),
                actions.stream().map(TrackedActionLastAccessed::actionName).toList());
    }

    /** IAM User Guide, "IAM action last accessed information services and actions". */
    @Test
    void handingOverARoleIsNoAttempt() {
        Caller ann = cloud.makeUser("ann", Cloud.ALLOW_ALL);
        cloud.attempts(
                ann,
                "ec2",
                "RunInstances",
                Access.to("iam:PassRole", "arn:aws:iam::123456789012:role/r"),
                Access.to("ec2:RunInstances", "arn:aws:ec2:us-east-1:123456789012:instance/*"));

        assertNull(service(ANN, "iam").lastAuthenticated());
        assertEquals(TEN, service(ANN, "ec2").lastAuthenticated());
    }

    @Test
    void anOperationWithoutPermissionCountsByItsName() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("sts:*", "*"));
        cloud.attempts(ann, "sts", "GetCallerIdentity");

        assertEquals(TEN, service(ANN, "sts").lastAuthenticated());
    }

    @Test
    void aGroupsReportIsOfItsUsers() {
        cloud.makeGroup("g");
        cloud.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "p", Cloud.allow("s3:*", "*")));
        for (String name : List.of("ann", "bob", "cyd")) {
            Caller user = cloud.makeUser(name, Cloud.allow("ec2:*", "*"));
            cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput("g", name));
            if (!name.equals("cyd")) {
                cloud.advance(Duration.ofMinutes(1));
                cloud.tries(user, "s3:GetObject", KEY);
            }
        }
        String job = report("arn:aws:iam::123456789012:group/g", null);

        ServiceLastAccessed s3 = details(job).servicesLastAccessed().getFirst();
        assertEquals(List.of("s3"), namespaces(details(job).servicesLastAccessed()));
        assertEquals(BOB, s3.lastAuthenticatedEntity());
        assertEquals(2, s3.totalAuthenticatedEntities());
        assertEquals(List.of("USER bob", "USER ann", "USER cyd"), names(entities(job, "s3")));
        assertEquals(List.of(), names(entities(job, "ec2")));
    }

    @Test
    void aPolicysReportIsOfWhomItIsAttachedTo() {
        String arn = policy("p", "s3:*");
        cloud.makeGroup("g");
        cloud.makeRole("r");
        cloud.makeUser("ann", "");
        Caller bob = cloud.makeUser("bob", "");
        cloud.makeUser("cyd", "");
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("ann", arn));
        cloud.call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyInput("g", arn));
        cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput("r", arn));
        cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput("g", "bob"));
        cloud.tries(cloud.session("r"), "s3:GetObject", KEY);
        cloud.advance(Duration.ofMinutes(1));
        cloud.tries(bob, "s3:GetObject", KEY);

        String job = report(arn, null);

        assertEquals(List.of("USER bob", "ROLE r", "USER ann"), names(entities(job, "s3")));
        assertEquals(BOB, details(job).servicesLastAccessed().getFirst().lastAuthenticatedEntity());
    }

    @Test
    void policiesOfAwsCanBeAskedAboutToo() {
        assertEquals(
                List.of("s3"),
                namespaces(services("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")).stream()
                        .filter(name -> name.equals("s3"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Action, s3:GetObject, true, false",
        "Action, s3:Nothing*, false, false",
        "Action, *, true, true",
        "Action, *:*, true, true",
        "Action, S3:get*, true, false",
        "NotAction, s3:GetObject, true, true",
        "NotAction, s3:*, false, true",
        "NotAction, *, false, false",
    })
    void aServiceIsGrantedByAnyOfItsActions(String element, String pattern, boolean s3, boolean ec2) {
        cloud.makeUser(
                "ann",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"" + element + "\":\"" + pattern
                        + "\",\"Resource\":\"*\"}}");

        List<String> granted = namespaces(services(ANN));

        assertEquals(s3, granted.contains("s3"));
        assertEquals(ec2, granted.contains("ec2"));
    }

    @Test
    void aReportDoesNotChangeAnyMore() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("s3:*", "*"));
        String job = report(ANN, null);
        GetServiceLastAccessedDetailsOutput before = details(job);

        cloud.tries(ann, "s3:GetObject", KEY);
        cloud.call(IamOperations.DELETE_USER_POLICY, new DeleteUserPolicyInput("ann", "inline"));

        assertEquals(before, details(job));
    }

    @Test
    void servicesComeInPagesInTheOrderOfTheirPrefixes() {
        cloud.makeUser("ann", Cloud.ALLOW_ALL);
        String job = report(ANN, null);
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            GetServiceLastAccessedDetailsOutput page = cloud.call(
                    IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS,
                    new GetServiceLastAccessedDetailsInput(job, 97, marker));
            seen.addAll(namespaces(page.servicesLastAccessed()));
            marker = page.marker();
        } while (marker != null);

        assertTrue(seen.size() > 400, () -> seen.size() + " services");
        assertEquals(seen.stream().sorted().distinct().toList(), seen);
    }

    @Test
    void entitiesComeInPagesTheLatestFirst() {
        cloud.makeGroup("g");
        cloud.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "p", Cloud.allow("s3:*", "*")));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Caller user = cloud.makeUser("u" + i, "");
            cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput("g", "u" + i));
            cloud.advance(Duration.ofSeconds(1));
            cloud.tries(user, "s3:GetObject", KEY);
            expected.addFirst("USER u" + i);
        }
        String job = report("arn:aws:iam::123456789012:group/g", null);
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            GetServiceLastAccessedDetailsWithEntitiesOutput page = cloud.call(
                    IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES,
                    new GetServiceLastAccessedDetailsWithEntitiesInput(job, "s3", 2, marker));
            seen.addAll(names(page));
            marker = page.marker();
        } while (marker != null);

        assertEquals(expected, seen);
    }

    /** IAM API reference: a job's id "must be used by the same role within a session, or by the same user". */
    @Test
    void onlyWhoAskedMayRead() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("iam:*", "*"));
        String job = report(ANN, null);

        cloud.refusesAs(
                ann,
                "NoSuchEntity",
                "The report job with id " + job + " cannot be found.",
                IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS,
                new GetServiceLastAccessedDetailsInput(job, null, null));
        cloud.refusesAs(
                cloud.rootOf(Cloud.OTHER),
                "NoSuchEntity",
                "The report job with id " + job + " cannot be found.",
                IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES,
                new GetServiceLastAccessedDetailsWithEntitiesInput(job, "s3", null, null));
    }

    @Test
    void reportsAreGoneAfterADay() {
        cloud.makeUser("ann", Cloud.allow("iam:*", "*"));
        String job = report(ANN, null);
        cloud.advance(Duration.ofDays(1));

        cloud.refuses(
                "NoSuchEntity",
                "The report job with id " + job + " cannot be found.",
                IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS,
                new GetServiceLastAccessedDetailsInput(job, null, null));
        report(ANN, null);
        assertEquals(1, cloud.view().under(IamTables.LAST_ACCESS_JOBS, "").size());
    }

    @Test
    void whatIsOlderThanTheTrackingPeriodIsForgotten() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("s3:*", "*"));
        cloud.tries(ann, "s3:GetObject", KEY);
        cloud.advance(Duration.ofDays(400));

        assertNull(service(ANN, "s3").lastAuthenticated());
    }

    @Test
    void whatWasNotedIsWrittenAndWhoIsGoneIsForgotten() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("s3:*", "*"));
        Caller bob = cloud.makeUser("bob", "");
        cloud.tries(ann, "s3:GetObject", KEY);
        cloud.tries(bob, "s3:GetObject", KEY);
        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("bob"));

        cloud.uses.flush();
        cloud.uses.flush();

        assertFalse(cloud.view()
                .under(IamTables.ACCESSES, AccessRecord.prefix(Cloud.ACCOUNT, cloud.idOf("ann")))
                .isEmpty());
        assertTrue(cloud.view()
                .under(IamTables.ACCESSES, AccessRecord.prefix(Cloud.ACCOUNT, bob.userId()))
                .isEmpty());
        assertEquals(TEN, service(ANN, "s3").lastAuthenticated());
    }

    @Test
    void theRightErrorsForWhatIsNotThere() {
        cloud.refuses(
                "NoSuchEntity",
                "The user with name ann cannot be found.",
                IamOperations.GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
                new GenerateServiceLastAccessedDetailsInput(ANN, null));
        cloud.refuses(
                "NoSuchEntity",
                "Policy arn:aws:iam::123456789012:policy/p was not found.",
                IamOperations.GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
                new GenerateServiceLastAccessedDetailsInput("arn:aws:iam::123456789012:policy/p", null));
        cloud.refuses(
                "InvalidInput",
                "ARN arn:aws:s3:::bucket-of-mine is not valid.",
                IamOperations.GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
                new GenerateServiceLastAccessedDetailsInput("arn:aws:s3:::bucket-of-mine", null));
    }

    @Test
    void permissionIsAskedOnTheEntity() {
        Caller ann = cloud.makeUser("ann", Cloud.allow("iam:GenerateServiceLastAccessedDetails", ANN));

        cloud.callAs(
                ann,
                IamOperations.GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
                new GenerateServiceLastAccessedDetailsInput(ANN, null));
        cloud.denies(
                ann,
                "iam:GenerateServiceLastAccessedDetails",
                BOB,
                IamOperations.GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
                new GenerateServiceLastAccessedDetailsInput(BOB, null));
        cloud.denies(
                ann,
                "iam:GetServiceLastAccessedDetails",
                "*",
                IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS,
                new GetServiceLastAccessedDetailsInput("j", null, null));
    }
}
