package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.identity.RoleUse;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.AttachedPolicy;
import signet.model.iam.CreateServiceLinkedRoleInput;
import signet.model.iam.DeleteRoleInput;
import signet.model.iam.DeleteRolePermissionsBoundaryInput;
import signet.model.iam.DeleteRolePolicyInput;
import signet.model.iam.DeleteServiceLinkedRoleInput;
import signet.model.iam.DetachRolePolicyInput;
import signet.model.iam.GetRoleInput;
import signet.model.iam.GetServiceLinkedRoleDeletionStatusInput;
import signet.model.iam.GetServiceLinkedRoleDeletionStatusOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListAttachedRolePoliciesInput;
import signet.model.iam.PutRolePermissionsBoundaryInput;
import signet.model.iam.PutRolePolicyInput;
import signet.model.iam.Role;
import signet.model.iam.RoleUsageType;
import signet.model.iam.TagRoleInput;
import signet.model.iam.UntagRoleInput;
import signet.model.iam.UpdateAssumeRolePolicyInput;
import signet.model.iam.UpdateRoleDescriptionInput;
import signet.model.iam.UpdateRoleInput;

class ServiceLinkedRoleTest extends CloudTest {
    private static final String RDS = "AWSServiceRoleForRDS";

    private Role create(String service, @Nullable String suffix) {
        return Objects.requireNonNull(cloud.call(
                        IamOperations.CREATE_SERVICE_LINKED_ROLE,
                        new CreateServiceLinkedRoleInput(service, null, suffix))
                .role());
    }

    @Test
    void theRoleOfRdsIsAsAwsMakesIt() {
        Role created = create("rds.amazonaws.com", null);
        Role shown = cloud.call(IamOperations.GET_ROLE, new GetRoleInput(RDS)).role();
        List<AttachedPolicy> attached = Objects.requireNonNull(cloud.call(
                        IamOperations.LIST_ATTACHED_ROLE_POLICIES,
                        new ListAttachedRolePoliciesInput(RDS, null, null, null))
                .attachedPolicies());

        assertEquals(
                "arn:aws:iam::123456789012:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS",
                created.arn());
        assertEquals("/aws-service-role/rds.amazonaws.com/", created.path());
        assertNull(created.description());
        assertEquals("Allows Amazon RDS to manage AWS resources on your behalf", shown.description());
        assertEquals(3600, shown.maxSessionDuration());
        assertEquals(
                Percent.encode("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"rds.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"),
                shown.assumeRolePolicyDocument());
        assertEquals(
                List.of(new AttachedPolicy(
                        "AmazonRDSServiceRolePolicy",
                        "arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy")),
                attached);
    }

    @Test
    void everyRoleOfTheTableHasAPolicyThatAwsHas() {
        ManagedPolicies policies = ManagedPolicies.load();

        List<String> missing = ServiceLinkedRoles.load().all().values().stream()
                .map(ServiceLinkedRoles.Template::policyArn)
                .filter(arn -> policies.byArn(arn).isEmpty())
                .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void everyRoleOfTheTableCanBeMade() {
        for (String service : ServiceLinkedRoles.load().all().keySet()) {
            Role role = create(service, null);
            assertTrue(role.roleName().startsWith("AWSServiceRoleFor"), role.roleName());
            assertTrue(role.arn().contains("/aws-service-role/" + service + "/"), role.arn());
        }
    }

    @Test
    void aServiceHasOneRoleUnlessItAllowsSuffixes() {
        create("batch.amazonaws.com", null);
        create("autoscaling.amazonaws.com", null);

        Role second = create("autoscaling.amazonaws.com", "blue");

        assertEquals("AWSServiceRoleForAutoScaling_blue", second.roleName());
        cloud.refuses(
                "InvalidInput",
                "Service role name AWSServiceRoleForBatch has been taken in this account, please try a different suffix.",
                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                new CreateServiceLinkedRoleInput("batch.amazonaws.com", null, null));
        cloud.refuses(
                "InvalidInput",
                "Custom suffix is not allowed for ecs.amazonaws.com",
                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                new CreateServiceLinkedRoleInput("ecs.amazonaws.com", null, "x"));
    }

    @Test
    void aDescriptionOfOnesOwnIsKept() {
        cloud.call(
                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                new CreateServiceLinkedRoleInput("rds.amazonaws.com", "ours", null));

        assertEquals(
                "ours",
                cloud.call(IamOperations.GET_ROLE, new GetRoleInput(RDS)).role().description());
    }

    @Test
    void aServiceWithoutSuchARoleIsRefused() {
        cloud.refuses(
                "InvalidInput",
                "Service-linked roles are not supported for nothing.amazonaws.com",
                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                new CreateServiceLinkedRoleInput("nothing.amazonaws.com", null, null));
    }

    private record Change<I>(OperationModel<I, ?> model, I input) {
        AwsError refusedBy(Cloud cloud) {
            try {
                cloud.call(model, input);
            } catch (AwsError e) {
                return e;
            }
            throw new AssertionError(model.name() + " changed a role of AWS");
        }
    }

    @Test
    void nobodyChangesIt() {
        create("rds.amazonaws.com", null);
        String admin = "arn:aws:iam::aws:policy/AdministratorAccess";
        List<Change<?>> changes = List.of(
                new Change<>(IamOperations.DELETE_ROLE, new DeleteRoleInput(RDS)),
                new Change<>(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput(RDS, admin)),
                new Change<>(
                        IamOperations.DETACH_ROLE_POLICY,
                        new DetachRolePolicyInput(
                                RDS, "arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy")),
                new Change<>(IamOperations.PUT_ROLE_POLICY, new PutRolePolicyInput(RDS, "p", Cloud.ALLOW_ALL)),
                new Change<>(IamOperations.DELETE_ROLE_POLICY, new DeleteRolePolicyInput(RDS, "p")),
                new Change<>(
                        IamOperations.PUT_ROLE_PERMISSIONS_BOUNDARY, new PutRolePermissionsBoundaryInput(RDS, admin)),
                new Change<>(
                        IamOperations.DELETE_ROLE_PERMISSIONS_BOUNDARY, new DeleteRolePermissionsBoundaryInput(RDS)),
                new Change<>(
                        IamOperations.UPDATE_ASSUME_ROLE_POLICY, new UpdateAssumeRolePolicyInput(RDS, Cloud.TRUST_EC2)),
                new Change<>(IamOperations.UPDATE_ROLE, new UpdateRoleInput(RDS, null, 7200)));

        for (Change<?> change : changes) {
            AwsError error = change.refusedBy(cloud);
            assertEquals("UnmodifiableEntity", error.code(), change.model().name());
            assertEquals(
                    "Cannot perform the operation on the protected role '" + RDS
                            + "' - this role is only modifiable by AWS",
                    error.message());
        }
    }

    /** The API declares no UnmodifiableEntity for TagRole, and Terraform tags service-linked roles by it. */
    @Test
    void itsTagsMayBeChanged() {
        create("rds.amazonaws.com", null);

        cloud.call(IamOperations.TAG_ROLE, new TagRoleInput(RDS, Cloud.tags("a", "b", "c", "d")));
        cloud.call(IamOperations.UNTAG_ROLE, new UntagRoleInput(RDS, List.of("a")));

        assertEquals(
                Cloud.tags("c", "d"),
                cloud.call(IamOperations.GET_ROLE, new GetRoleInput(RDS)).role().tags());
    }

    @Test
    void itsDescriptionMayBeChanged() {
        create("rds.amazonaws.com", null);

        cloud.call(IamOperations.UPDATE_ROLE_DESCRIPTION, new UpdateRoleDescriptionInput(RDS, "one"));
        cloud.call(IamOperations.UPDATE_ROLE, new UpdateRoleInput(RDS, "two", null));

        assertEquals(
                "two",
                cloud.call(IamOperations.GET_ROLE, new GetRoleInput(RDS)).role().description());
    }

    @Test
    void itsDeletionIsATaskThatCanBeAskedAbout() {
        create("rds.amazonaws.com", null);

        String task = cloud.call(IamOperations.DELETE_SERVICE_LINKED_ROLE, new DeleteServiceLinkedRoleInput(RDS))
                .deletionTaskId();

        assertTrue(task.matches("task/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS/[0-9a-f-]{36}"), task);
        assertEquals(
                "SUCCEEDED",
                cloud.call(
                                IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                                new GetServiceLinkedRoleDeletionStatusInput(task))
                        .status());
        cloud.refuses(
                "NoSuchEntity",
                "The role with name AWSServiceRoleForRDS cannot be found.",
                IamOperations.GET_ROLE,
                new GetRoleInput(RDS));
    }

    @Test
    void aRoleThatItsServiceNeedsStaysAndTheTaskSaysForWhat() {
        create("rds.amazonaws.com", null);
        use("us-east-1", "one");
        use("us-east-1", "two");
        use("eu-west-1", "three");

        String task = cloud.call(IamOperations.DELETE_SERVICE_LINKED_ROLE, new DeleteServiceLinkedRoleInput(RDS))
                .deletionTaskId();
        GetServiceLinkedRoleDeletionStatusOutput status = cloud.call(
                IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                new GetServiceLinkedRoleDeletionStatusInput(task));

        assertEquals("FAILED", status.status());
        assertEquals(
                List.of(
                        new RoleUsageType("eu-west-1", List.of("three")),
                        new RoleUsageType("us-east-1", List.of("one", "two"))),
                Objects.requireNonNull(status.reason()).roleUsageList());
        assertEquals(
                RDS,
                cloud.call(IamOperations.GET_ROLE, new GetRoleInput(RDS)).role().roleName());
    }

    private void use(String region, String resource) {
        RoleUse use = new RoleUse("123456789012", RDS, region, resource);
        cloud.state.change(tx -> tx.put(signet.identity.Tables.ROLE_USES, use.key(), use));
    }

    @Test
    void aTaskThatIsNoneIsNotFound() {
        String unknown = "task/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS/0";

        cloud.refuses(
                "NoSuchEntity",
                "Deletion task " + unknown + " cannot be found.",
                IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                new GetServiceLinkedRoleDeletionStatusInput(unknown));
        cloud.refuses(
                "InvalidInput",
                "The deletion task id is not valid.",
                IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                new GetServiceLinkedRoleDeletionStatusInput("task/x"));
    }

    @Test
    void anOrdinaryRoleIsNotDeletedThisWay() {
        cloud.makeRole("r");

        cloud.refuses(
                "InvalidInput",
                "Role r is not a service-linked role.",
                IamOperations.DELETE_SERVICE_LINKED_ROLE,
                new DeleteServiceLinkedRoleInput("r"));
    }

    @Test
    void creatingCanBeTiedToTheService() {
        cloud.makeUser(
                "admin",
                Cloud.allowIf(
                        "iam:CreateServiceLinkedRole",
                        "{\"StringEquals\":{\"iam:AWSServiceName\":\"rds.amazonaws.com\"}}"));

        cloud.callAs(
                cloud.user("admin"),
                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                new CreateServiceLinkedRoleInput("rds.amazonaws.com", null, null));
        cloud.denies(
                cloud.user("admin"),
                "iam:CreateServiceLinkedRole",
                "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch",
                IamOperations.CREATE_SERVICE_LINKED_ROLE,
                new CreateServiceLinkedRoleInput("batch.amazonaws.com", null, null));
    }
}
