package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.identity.RootAccess;
import signet.model.iam.DisableOrganizationsRootCredentialsManagementInput;
import signet.model.iam.DisableOrganizationsRootCredentialsManagementOutput;
import signet.model.iam.DisableOrganizationsRootSessionsInput;
import signet.model.iam.DisableOrganizationsRootSessionsOutput;
import signet.model.iam.EnableOrganizationsRootCredentialsManagementInput;
import signet.model.iam.EnableOrganizationsRootCredentialsManagementOutput;
import signet.model.iam.EnableOrganizationsRootSessionsInput;
import signet.model.iam.EnableOrganizationsRootSessionsOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListOrganizationsFeaturesInput;
import signet.model.iam.ListOrganizationsFeaturesOutput;

/** What an organization lets its management account do as its members' root users. */
class CentralRootAccessTest extends CloudTest {
    private static final String CREDENTIALS = "RootCredentialsManagement";
    private static final String SESSIONS = "RootSessions";

    private ListOrganizationsFeaturesOutput listed() {
        return cloud.call(IamOperations.LIST_ORGANIZATIONS_FEATURES, new ListOrganizationsFeaturesInput());
    }

    @Test
    void nothingIsEnabledAtFirst() {
        new TestOrganization(cloud);

        assertEquals(new ListOrganizationsFeaturesOutput(TestOrganization.ID, List.of()), listed());
    }

    @Test
    void eachAnswerSaysWhatIsEnabledThen() {
        new TestOrganization(cloud);

        assertEquals(
                new EnableOrganizationsRootSessionsOutput(TestOrganization.ID, List.of(SESSIONS)),
                cloud.call(
                        IamOperations.ENABLE_ORGANIZATIONS_ROOT_SESSIONS, new EnableOrganizationsRootSessionsInput()));
        assertEquals(
                new EnableOrganizationsRootCredentialsManagementOutput(
                        TestOrganization.ID, List.of(CREDENTIALS, SESSIONS)),
                cloud.call(
                        IamOperations.ENABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
                        new EnableOrganizationsRootCredentialsManagementInput()));
        assertEquals(
                new ListOrganizationsFeaturesOutput(TestOrganization.ID, List.of(CREDENTIALS, SESSIONS)), listed());
        assertEquals(
                new DisableOrganizationsRootSessionsOutput(TestOrganization.ID, List.of(CREDENTIALS)),
                cloud.call(
                        IamOperations.DISABLE_ORGANIZATIONS_ROOT_SESSIONS,
                        new DisableOrganizationsRootSessionsInput()));
        assertEquals(
                new DisableOrganizationsRootCredentialsManagementOutput(TestOrganization.ID, List.of()),
                cloud.call(
                        IamOperations.DISABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
                        new DisableOrganizationsRootCredentialsManagementInput()));
    }

    @Test
    void enablingTwiceIsEnablingOnce() {
        new TestOrganization(cloud);
        for (int i = 0; i < 2; i++) {
            cloud.call(IamOperations.ENABLE_ORGANIZATIONS_ROOT_SESSIONS, new EnableOrganizationsRootSessionsInput());
        }

        assertEquals(
                List.of(RootAccess.Feature.ROOT_SESSIONS),
                RootAccess.of(cloud.view(), TestOrganization.ID).features());
    }

    /** The errors and their texts are the IAM API reference's. */
    @Test
    void anAccountInNoOrganizationIsToldSo() {
        String text = "The request was rejected because no organization is associated with your account.";

        cloud.refuses(
                "OrganizationNotFoundException",
                text,
                IamOperations.LIST_ORGANIZATIONS_FEATURES,
                new ListOrganizationsFeaturesInput());
        cloud.refuses(
                "OrganizationNotFoundException",
                text,
                IamOperations.ENABLE_ORGANIZATIONS_ROOT_SESSIONS,
                new EnableOrganizationsRootSessionsInput());
    }

    @Test
    void aMemberNeitherSeesNorChangesIt() {
        new TestOrganization(cloud, SERVICE_CONTROL_POLICY);
        String text = "The request was rejected because the account making the request is not the management account or"
                + " delegated administrator account for centralized root access.";

        cloud.refusesAs(
                cloud.rootOf(Cloud.OTHER),
                "AccountNotManagementOrDelegatedAdministratorException",
                text,
                IamOperations.LIST_ORGANIZATIONS_FEATURES,
                new ListOrganizationsFeaturesInput());
        cloud.refusesAs(
                cloud.rootOf(Cloud.OTHER),
                "AccountNotManagementOrDelegatedAdministratorException",
                text,
                IamOperations.ENABLE_ORGANIZATIONS_ROOT_SESSIONS,
                new EnableOrganizationsRootSessionsInput());
    }

    @Test
    void permissionIsAskedFirst() {
        cloud.denies(
                cloud.makeUser("u", ""),
                "iam:EnableOrganizationsRootSessions",
                "*",
                IamOperations.ENABLE_ORGANIZATIONS_ROOT_SESSIONS,
                new EnableOrganizationsRootSessionsInput());
    }
}
