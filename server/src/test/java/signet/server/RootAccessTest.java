package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Tables;
import signet.sigv4.Credentials;

/** Centralized root access over a socket: enabled by the management account, used on a member. */
@Timeout(120)
class RootAccessTest {
    private static final String MEMBER = "210987654321";
    private static final String KEY = "AKIAMEMBERMEMBERMEMB";
    private static final String ORGANIZATION = "o-a1b2c3d4e5";
    private static final String DELETE = "arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials";

    private static TestServer server;
    private static Credentials ann;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        ann = server.user("ann", TestServer.ALLOW_ALL);
        Organization organization = new Organization(
                ORGANIZATION,
                TestServer.ACCOUNT,
                "r-ab12",
                List.of(OrganizationPolicy.Type.SERVICE_CONTROL_POLICY),
                TestServer.NOW);
        List<String> full = List.of("p-FullAWSAccess");
        OrganizationalUnit root = new OrganizationalUnit(ORGANIZATION, "r-ab12", null, "Root", full);
        server.state.change(tx -> {
            tx.put(Tables.ORGANIZATIONS, ORGANIZATION, organization);
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
            tx.put(Tables.ACCOUNTS, MEMBER, new Account(MEMBER, null, TestServer.NOW));
            tx.put(
                    Tables.ACCESS_KEYS,
                    KEY,
                    new AccessKey(KEY, TestServer.SECRET, MEMBER, MEMBER, true, TestServer.NOW));
            for (String account : List.of(TestServer.ACCOUNT, MEMBER)) {
                tx.put(
                        Tables.MEMBER_ACCOUNTS,
                        account,
                        new MemberAccount(
                                ORGANIZATION, account, "r-ab12", "n", "root@example.com", TestServer.NOW, full));
            }
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawHttp.Answer iam(Credentials who, String form) {
        return server.query("iam", form + "&Version=2010-05-08").as(who);
    }

    private static RawHttp.Answer assume(String task) {
        return server.query(
                        "sts",
                        "Action=AssumeRoot&Version=2011-06-15&TargetPrincipal=" + MEMBER + "&TaskPolicyArn.arn=" + task)
                .as(ann);
    }

    @Test
    void theMembersRootUsersKeyIsDeletedWithoutTheMember() {
        assertEquals(
                "403 AccessDenied: User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " sts:AssumeRoot on resource: arn:aws:iam::210987654321:root",
                assume(DELETE).error());
        RawHttp.Answer enabled = iam(ann, "Action=EnableOrganizationsRootCredentialsManagement");
        assertEquals(ORGANIZATION, enabled.element("OrganizationId"));
        assertTrue(enabled.body().contains("<member>RootCredentialsManagement</member>"), enabled.body());

        RawHttp.Answer assumed = assume(DELETE);
        Credentials root = new Credentials(
                assumed.element("AccessKeyId"), assumed.element("SecretAccessKey"), assumed.element("SessionToken"));

        RawHttp.Answer identity = server.query("sts", "Action=GetCallerIdentity&Version=2011-06-15")
                .as(root);
        assertEquals("arn:aws:iam::210987654321:root", identity.element("Arn"));
        assertEquals(KEY, iam(root, "Action=ListAccessKeys").element("AccessKeyId"));
        assertEquals(
                "404 NoSuchEntity: Login Profile for User root cannot be found.",
                iam(root, "Action=GetLoginProfile").error());
        assertEquals(
                "403 AccessDenied: User: arn:aws:iam::210987654321:root is not authorized to perform: iam:ListUsers on"
                        + " resource: arn:aws:iam::210987654321:user/ with an explicit deny in a session policy: "
                        + DELETE,
                iam(root, "Action=ListUsers").error().replaceFirst("\\. For complete details, .*", ""));
        assertEquals(200, iam(root, "Action=DeleteAccessKey&AccessKeyId=" + KEY).status());
        assertEquals("", iam(root, "Action=ListAccessKeys").element("AccessKeyId"));
    }
}
