package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.Context;
import signet.policy.Evaluator;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/** What a trust policy's principals become when they are stored, and what is shown of them later. */
class TrustPoliciesTest {
    private final World world = new World();
    private final User ann = world.user(World.ACCOUNT, "/team/", "Ann");
    private final Role admin = world.role(World.ACCOUNT, "/", "Admin");

    @AfterEach
    void close() {
        world.close();
    }

    private String stored(String principal) throws Exception {
        return TrustPolicies.stored(world.view(), World.trust(principal));
    }

    private String shown(String stored) throws MalformedPolicyException {
        return TrustPolicies.shown(world.view(), Policy.parse(PolicyKind.TRUST, stored));
    }

    private static String aws(String principal) {
        return "{\"AWS\":\"" + principal + "\"}";
    }

    private void assertStored(String written, String expected) throws Exception {
        assertEquals(World.trust(aws(expected)), stored(aws(written)));
    }

    private void assertUnknown(String written) {
        TrustPolicies.UnknownPrincipalException thrown =
                assertThrows(TrustPolicies.UnknownPrincipalException.class, () -> stored(aws(written)));
        assertEquals(written, thrown.getMessage());
    }

    @Test
    void aUserIsStoredByItsIdAndShownByItsArn() throws Exception {
        assertStored("arn:aws:iam::123456789012:user/team/Ann", ann.id());
        assertEquals(World.trust(aws(ann.arn())), shown(stored(aws(ann.arn()))));
    }

    @Test
    void aRoleIsStoredByItsIdAndShownByItsArn() throws Exception {
        assertStored("arn:aws:iam::123456789012:role/Admin", admin.id());
        assertEquals(World.trust(aws(admin.arn())), shown(stored(aws(admin.arn()))));
    }

    @Test
    void anAccountIsStoredAsItsRootArnHoweverItWasWritten() throws Exception {
        assertStored("123456789012", "arn:aws:iam::123456789012:root");
        assertStored("arn:aws:iam::210987654321:root", "arn:aws:iam::210987654321:root");
    }

    @Test
    void everyoneAndServicesAndProvidersStayAsWritten() throws Exception {
        for (String principal : new String[] {
            "\"*\"",
            "{\"AWS\":\"*\"}",
            "{\"Service\":\"ec2.amazonaws.com\"}",
            "{\"Service\":[\"ec2.amazonaws.com\",\"lambda.amazonaws.com\"]}",
            "{\"Federated\":\"accounts.google.com\"}"
        }) {
            assertEquals(World.trust(principal), stored(principal));
        }
    }

    @Test
    void sessionsAreStoredAsWritten() throws Exception {
        String session = "arn:aws:sts::123456789012:assumed-role/Admin/ann";
        String federated = "arn:aws:sts::123456789012:federated-user/guest";

        assertStored(session, session);
        assertStored(federated, federated);
    }

    @Test
    void eachOfSeveralPrincipalsIsReplacedAndTheRestOfTheTextKept() throws Exception {
        String stored = stored("{ \"AWS\" : [ \"" + ann.arn() + "\", \"*\",\n\"" + admin.arn()
                + "\",\"210987654321\"], \"Service\":\"ec2.amazonaws.com\" }");

        assertEquals(
                World.trust("{ \"AWS\" : [ \"" + ann.id() + "\", \"*\",\n\"" + admin.id()
                        + "\",\"arn:aws:iam::210987654321:root\"], \"Service\":\"ec2.amazonaws.com\" }"),
                stored);
    }

    @Test
    void theIdOfAUserOrRoleThatExistsMayBeWritten() throws Exception {
        assertStored(ann.id(), ann.id());
        assertStored(admin.id(), admin.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:user/Ann",
                "arn:aws:iam::123456789012:user/team/ann",
                "arn:aws:iam::123456789012:user/team/Bob",
                "arn:aws:iam::123456789012:role/admin",
                "arn:aws:iam::123456789012:role/x/Admin",
                "arn:aws:iam::210987654321:role/Admin",
                "arn:aws:iam::000000000000:root",
                "000000000000",
                "arn:aws-cn:iam::123456789012:role/Admin",
                "arn:aws:sts::123456789012:assumed-role/Nobody/ann",
                "arn:aws:sts::123456789012:assumed-role/admin/ann",
                "arn:aws:sts::000000000000:assumed-role/Admin/ann",
                "arn:aws:sts::000000000000:federated-user/guest",
                "AIDAAAAAAAAAAAAAAAAAA",
                "AROAAAAAAAAAAAAAAAAAA",
                "AGPAAAAAAAAAAAAAAAAAA"
            })
    void whatDoesNotExistIsRefused(String principal) {
        assertUnknown(principal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:group/Admins",
                "arn:aws:iam::123456789012:role/*",
                "arn:aws:iam::*:root",
                "Ann",
                ""
            })
    void whatIsNoPrincipalIsMalformed(String principal) {
        assertThrows(MalformedPolicyException.class, () -> stored(aws(principal)));
    }

    @Test
    void aDeletedUserIsShownByItsBareIdAndANewOneOfThatNameIsNotMeant() throws Exception {
        String stored = stored(aws(ann.arn()));
        assertTrue(admits(stored, ann));
        world.state.change(tx -> tx.delete(Tables.USERS, ann.key()));
        assertEquals(World.trust(aws(ann.id())), shown(stored));

        User again = world.user(World.ACCOUNT, "/team/", "Ann");

        assertEquals(World.trust(aws(ann.id())), shown(stored));
        assertFalse(admits(stored, again));
        assertUnknown(ann.id());
    }

    @Test
    void aDeletedRoleIsShownByItsBareIdAndANewOneOfThatNameIsNotMeant() throws Exception {
        String stored = stored(aws(admin.arn()));
        assertTrue(admits(stored, admin));
        world.state.change(tx -> tx.delete(Tables.ROLES, admin.key()));

        Role again = world.role(World.ACCOUNT, "/", "Admin");

        assertEquals(World.trust(aws(admin.id())), shown(stored));
        assertFalse(admits(stored, again));
    }

    @Test
    void aRenamedUserIsStillMeantAndShownByItsNewArn() throws Exception {
        String stored = stored(aws(ann.arn()));
        User renamed = ann.renamed("/", "Anna");
        world.state.change(tx -> {
            tx.delete(Tables.USERS, ann.key());
            tx.put(Tables.USERS, renamed.key(), renamed);
        });

        assertTrue(admits(stored, renamed));
        assertEquals(World.trust(aws("arn:aws:iam::123456789012:user/Anna")), shown(stored));
    }

    @Test
    void aMalformedTrustPolicyIsMalformed() {
        assertThrows(MalformedPolicyException.class, () -> TrustPolicies.stored(world.view(), "nonsense"));
        assertThrows(MalformedPolicyException.class, () -> TrustPolicies.stored(world.view(), World.ALLOW_ALL));
    }

    private static boolean admits(String stored, User user) throws MalformedPolicyException {
        return admits(stored, new Principal.User(user.account(), user.arn(), user.id()));
    }

    private static boolean admits(String stored, Role role) throws MalformedPolicyException {
        String session = "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/s";
        return admits(stored, new Principal.RoleSession(role.account(), role.arn(), role.id(), session, false));
    }

    private static boolean admits(String stored, Principal caller) throws MalformedPolicyException {
        Policy policy = Policy.parse(PolicyKind.TRUST, stored);
        PolicySet set = PolicySet.builder()
                .resource(new SourcedPolicy("trust policy", true, policy))
                .build();
        String role = "arn:aws:iam::123456789012:role/target";
        Request request = new Request(caller, "sts:AssumeRole", role, World.ACCOUNT, Context.EMPTY);
        return Evaluator.decide(request, set).allowed();
    }
}
