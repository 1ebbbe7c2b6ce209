package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.User;
import signet.policy.Principal;

/** How each kind of caller is named. */
class CallerTest {
    private static final String SESSION_KEY = "ASIAAAAAAAAAAAAAAAAA";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static void assertNames(Caller caller, String arn, String account, String userId, String keyId) {
        assertEquals(arn, caller.arn());
        assertEquals(account, caller.account());
        assertEquals(userId, caller.userId());
        assertEquals(keyId, caller.accessKeyId());
    }

    @Test
    void theRootUser() {
        assertNames(world.root(), "arn:aws:iam::123456789012:root", World.ACCOUNT, World.ACCOUNT, World.KEY);
        assertEquals(new Principal.Root(World.ACCOUNT), world.root().principal());
        assertNull(world.root().session());
    }

    @Test
    void aUser() {
        User ann = world.user("ann");

        assertNames(world.caller(ann), "arn:aws:iam::123456789012:user/team/ann", World.ACCOUNT, "AIDAANN", World.KEY);
        assertEquals(
                new Principal.User(World.ACCOUNT, ann.arn(), "AIDAANN"),
                world.caller(ann).principal());
        assertNull(world.caller(ann).session());
    }

    @Test
    void aUsersSessionIsStillTheUser() {
        User ann = world.user("ann");
        Session session = new World.Terms().session(Session.Kind.USER, ann.id());
        Caller caller = new Caller.IamUser(ann, session.accessKeyId(), session);

        assertEquals(world.caller(ann).principal(), caller.principal());
        assertSame(session, caller.session());
        assertEquals(SESSION_KEY, caller.accessKeyId());
    }

    @Test
    void aRoleSessionDropsTheRolesPathInItsOwnArnOnly() {
        Role role = world.role("deploy");
        Caller caller = world.session(role, terms -> terms.named("build"));

        assertNames(
                caller,
                "arn:aws:sts::123456789012:assumed-role/deploy/build",
                World.ACCOUNT,
                "AROADEPLOY:build",
                SESSION_KEY);
        assertEquals(
                new Principal.RoleSession(
                        World.ACCOUNT,
                        "arn:aws:iam::123456789012:role/svc/deploy",
                        "AROADEPLOY",
                        "arn:aws:sts::123456789012:assumed-role/deploy/build",
                        false),
                caller.principal());
    }

    @Test
    void aServiceLinkedRolesSessionIsKnownAsSuch() {
        Role role = Role.create(
                World.ACCOUNT,
                "/aws-service-role/rds.amazonaws.com/",
                "AWSServiceRoleForRDS",
                "AROARDS",
                World.NOW,
                "");
        Principal principal = world.session(role, UnaryOperator.identity()).principal();

        assertEquals(
                new Principal.RoleSession(
                        World.ACCOUNT,
                        role.arn(),
                        "AROARDS",
                        "arn:aws:sts::123456789012:assumed-role/AWSServiceRoleForRDS/s",
                        true),
                principal);
    }

    @Test
    void aFederatedUserActsForAUser() {
        User ann = world.user("ann");
        Caller caller = world.federated(ann, terms -> terms.named("guest"));

        assertNames(
                caller,
                "arn:aws:sts::123456789012:federated-user/guest",
                World.ACCOUNT,
                "123456789012:guest",
                SESSION_KEY);
        assertEquals(
                new Principal.FederatedUser(World.ACCOUNT, ann.arn(), "AIDAANN", caller.arn()), caller.principal());
    }

    @Test
    void aServiceAndNobodyHaveNoAccountAndNoKey() {
        assertNames(new Caller.AwsService("ec2.amazonaws.com"), "ec2.amazonaws.com", "", "", "");
        assertEquals(
                new Principal.Service("ec2.amazonaws.com"), new Caller.AwsService("ec2.amazonaws.com").principal());
        assertNull(new Caller.AwsService("ec2.amazonaws.com").session());
        assertNames(new Caller.Anonymous(), "anonymous", "", "", "");
        assertEquals(new Principal.Anonymous(), new Caller.Anonymous().principal());
        assertNull(new Caller.Anonymous().session());
    }
}
