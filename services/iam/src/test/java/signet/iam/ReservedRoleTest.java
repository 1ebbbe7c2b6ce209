package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import signet.identity.Role;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.iam.AddRoleToInstanceProfileInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.DeleteRoleInput;
import signet.model.iam.DeleteRolePermissionsBoundaryInput;
import signet.model.iam.DeleteRolePolicyInput;
import signet.model.iam.DetachRolePolicyInput;
import signet.model.iam.IamOperations;
import signet.model.iam.PutRolePermissionsBoundaryInput;
import signet.model.iam.PutRolePolicyInput;
import signet.model.iam.TagRoleInput;
import signet.model.iam.UntagRoleInput;
import signet.model.iam.UpdateAssumeRolePolicyInput;
import signet.model.iam.UpdateRoleDescriptionInput;
import signet.model.iam.UpdateRoleInput;

/** Roles under {@code /aws-reserved/}, such as IAM Identity Center's, are changed by AWS only. */
class ReservedRoleTest extends CloudTest {
    private static final String NAME = "AWSReservedSSO_Admin_0123456789abcdef";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    @BeforeEach
    void makeOne() {
        Role role = Role.create(
                Cloud.ACCOUNT,
                "/aws-reserved/sso.amazonaws.com/",
                NAME,
                "AROARESERVED",
                Instant.parse("2026-01-01T00:00:00Z"),
                Cloud.TRUST_EC2);
        cloud.state.change(tx -> tx.put(Tables.ROLES, role.key(), role));
        cloud.call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileInput("p", null, null));
    }

    @Test
    void nobodyChangesOne() {
        List<Executable> changes = List.of(
                () -> cloud.call(IamOperations.DELETE_ROLE, new DeleteRoleInput(NAME)),
                () -> cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput(NAME, ADMIN)),
                () -> cloud.call(IamOperations.DETACH_ROLE_POLICY, new DetachRolePolicyInput(NAME, ADMIN)),
                () -> cloud.call(IamOperations.PUT_ROLE_POLICY, new PutRolePolicyInput(NAME, "p", Cloud.ALLOW_ALL)),
                () -> cloud.call(IamOperations.DELETE_ROLE_POLICY, new DeleteRolePolicyInput(NAME, "p")),
                () -> cloud.call(
                        IamOperations.PUT_ROLE_PERMISSIONS_BOUNDARY, new PutRolePermissionsBoundaryInput(NAME, ADMIN)),
                () -> cloud.call(
                        IamOperations.DELETE_ROLE_PERMISSIONS_BOUNDARY, new DeleteRolePermissionsBoundaryInput(NAME)),
                () -> cloud.call(
                        IamOperations.UPDATE_ASSUME_ROLE_POLICY,
                        new UpdateAssumeRolePolicyInput(NAME, Cloud.TRUST_EC2)),
                () -> cloud.call(IamOperations.UPDATE_ROLE, new UpdateRoleInput(NAME, "d", null)),
                () -> cloud.call(IamOperations.UPDATE_ROLE_DESCRIPTION, new UpdateRoleDescriptionInput(NAME, "d")),
                () -> cloud.call(IamOperations.TAG_ROLE, new TagRoleInput(NAME, Cloud.tags("a", "b"))),
                () -> cloud.call(IamOperations.UNTAG_ROLE, new UntagRoleInput(NAME, List.of("a"))),
                () -> cloud.call(
                        IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileInput("p", NAME)));

        for (Executable change : changes) {
            AwsError error = assertThrows(AwsError.class, change);
            assertEquals(
                    "UnmodifiableEntity: Cannot perform the operation on the protected role '" + NAME
                            + "' - this role is only modifiable by AWS",
                    error.code() + ": " + error.message());
        }
    }

    @Test
    void nobodyMakesOne() {
        cloud.refuses(
                "InvalidInput",
                "Path prefix '/aws-reserved/' can only be used by AWS",
                IamOperations.CREATE_ROLE,
                CreateRoleInput.builder()
                        .roleName("r")
                        .path("/aws-reserved/x/")
                        .assumeRolePolicyDocument(Cloud.TRUST_EC2)
                        .build());
    }
}
