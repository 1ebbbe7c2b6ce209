package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.authz.Caller;
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListPoliciesGrantingServiceAccessInput;
import signet.model.iam.ListPoliciesGrantingServiceAccessOutput;
import signet.model.iam.PolicyGrantingServiceAccess;
import signet.model.iam.PutGroupPolicyInput;

class GrantingPoliciesTest extends CloudTest {
    private static final String USER = "arn:aws:iam::123456789012:user/u";

    private ListPoliciesGrantingServiceAccessOutput list(String arn, String... namespaces) {
        return cloud.call(
                IamOperations.LIST_POLICIES_GRANTING_SERVICE_ACCESS,
                new ListPoliciesGrantingServiceAccessInput(arn, List.of(namespaces), null));
    }

    private List<PolicyGrantingServiceAccess> granting(String arn, String namespace) {
        return Objects.requireNonNull(
                list(arn, namespace).policiesGrantingServiceAccess().getFirst().policies());
    }

    @Test
    void everyPolicyThatGrantsIsNamedWithItsPlace() {
        cloud.makeUser("u", Cloud.allow("s3:GetObject", "*"));
        cloud.makeGroup("g");
        cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput("g", "u"));
        cloud.call(
                IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "groups", Cloud.allow("S3:List*", "*")));
        String arn = cloud.makePolicy("all");
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("u", arn));

        assertEquals(
                List.of(
                        PolicyGrantingServiceAccess.builder()
                                .policyName("all")
                                .policyType("MANAGED")
                                .policyArn(arn)
                                .build(),
                        PolicyGrantingServiceAccess.builder()
                                .policyName("inline")
                                .policyType("INLINE")
                                .entityType("USER")
                                .entityName("u")
                                .build(),
                        PolicyGrantingServiceAccess.builder()
                                .policyName("groups")
                                .policyType("INLINE")
                                .entityType("GROUP")
                                .entityName("g")
                                .build()),
                granting(USER, "s3"));
        assertEquals(1, granting(USER, "ec2").size());
        assertEquals(1, granting("arn:aws:iam::123456789012:group/g", "s3").size());
    }

    @ParameterizedTest
    @CsvSource({
        "Allow,Action,s3:GetObject,true",
        "Allow,Action,s3:*,true",
        "Allow,Action,*,true",
        "Allow,Action,s3express:*,false",
        "Allow,NotAction,iam:*,true",
        "Allow,NotAction,s3:GetObject,true",
        "Allow,NotAction,s3:*,false",
        "Deny,Action,s3:*,false",
        "Deny,NotAction,iam:*,false"
    })
    void aPolicyGrantsWhatItAllowsAnyActionOf(String effect, String element, String pattern, boolean grants) {
        cloud.makeUser(
                "u",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"" + element + "\":\""
                        + pattern + "\",\"Resource\":\"*\"}}");

        assertEquals(grants, !granting(USER, "s3").isEmpty());
    }

    @Test
    void servicesComeInOrderAndOnce() {
        cloud.makeUser("u", "");

        assertEquals(
                List.of("ec2", "iam", "s3"),
                list(USER, "s3", "ec2", "s3", "iam").policiesGrantingServiceAccess().stream()
                        .map(entry -> String.valueOf(entry.serviceNamespace()))
                        .toList());
    }

    @Test
    void aHundredServicesFitAPage() {
        cloud.makeUser("u", "");
        String[] many = IntStream.range(0, 150).mapToObj(i -> "s" + i).toArray(String[]::new);

        ListPoliciesGrantingServiceAccessOutput first = list(USER, many);
        ListPoliciesGrantingServiceAccessOutput rest = cloud.call(
                IamOperations.LIST_POLICIES_GRANTING_SERVICE_ACCESS,
                new ListPoliciesGrantingServiceAccessInput(USER, List.of(many), first.marker()));

        assertEquals(true, first.isTruncated());
        assertEquals(100, first.policiesGrantingServiceAccess().size());
        assertEquals(50, rest.policiesGrantingServiceAccess().size());
    }

    @Test
    void whoIsNotThereIsSaidSo() {
        cloud.refuses(
                "NoSuchEntity",
                "The user with name u cannot be found.",
                IamOperations.LIST_POLICIES_GRANTING_SERVICE_ACCESS,
                new ListPoliciesGrantingServiceAccessInput(USER, List.of("s3"), null));
        cloud.refuses(
                "InvalidInput",
                "ARN arn:aws:iam::123456789012:policy/x is not valid.",
                IamOperations.LIST_POLICIES_GRANTING_SERVICE_ACCESS,
                new ListPoliciesGrantingServiceAccessInput("arn:aws:iam::123456789012:policy/x", List.of("s3"), null));
    }

    @Test
    void permissionIsOnTheEntity() {
        cloud.makeUser("u", "");
        Caller reader = cloud.makeUser("reader", Cloud.allow("iam:ListPoliciesGrantingServiceAccess", USER));

        cloud.callAs(
                reader,
                IamOperations.LIST_POLICIES_GRANTING_SERVICE_ACCESS,
                new ListPoliciesGrantingServiceAccessInput(USER, List.of("s3"), null));
        cloud.denies(
                reader,
                "iam:ListPoliciesGrantingServiceAccess",
                "arn:aws:iam::123456789012:user/reader",
                IamOperations.LIST_POLICIES_GRANTING_SERVICE_ACCESS,
                new ListPoliciesGrantingServiceAccessInput(
                        "arn:aws:iam::123456789012:user/reader", List.of("s3"), null));
    }
}
