package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.Tables;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.GetUserInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListUsersInput;

class SessionRuleTest extends CloudTest {
    private static final ListUsersInput LIST = new ListUsersInput(null, null, null);

    @Test
    void sessionsOfAUserNeedMultiFactorAuthentication() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);

        cloud.callAs(cloud.userSession("u", true), IamOperations.LIST_USERS, LIST);
        cloud.refusesAs(
                cloud.userSession("u", false),
                "InvalidClientTokenId",
                "The security token included in the request is invalid",
                IamOperations.LIST_USERS,
                LIST);
    }

    @Test
    void federatedUsersAreRefusedWhateverTheirPoliciesSay() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);

        cloud.refusesAs(
                cloud.federated("u"),
                "InvalidClientTokenId",
                "The security token included in the request is invalid",
                IamOperations.GET_USER,
                new GetUserInput("u"));
    }

    @Test
    void sessionsOfRolesMayDoWhatTheRoleMay() {
        cloud.makeRole("r");
        cloud.denies(
                cloud.session("r"), "iam:ListUsers", "arn:aws:iam::123456789012:user/", IamOperations.LIST_USERS, LIST);

        cloud.call(
                IamOperations.ATTACH_ROLE_POLICY,
                new AttachRolePolicyInput("r", "arn:aws:iam::aws:policy/IAMReadOnlyAccess"));

        assertEquals(
                List.of(),
                cloud.callAs(cloud.session("r"), IamOperations.LIST_USERS, LIST).users());
    }

    @Test
    void rootWithALongTermKeyMayDoAnything() {
        Caller root = cloud.root();

        cloud.callAs(root, IamOperations.LIST_USERS, LIST);
        assertEquals(
                root.account(),
                cloud.view().get(Tables.ACCOUNTS, Cloud.ACCOUNT).orElseThrow().id());
    }
}
