package signet.authz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;
import signet.policy.PolicySet;

/** A caller's set of policies is kept for as long as it is made of the same policies, and no longer. */
class CallerPoliciesTest {
    private final World world = new World();
    private final CallerPolicies policies = new CallerPolicies(world.permissions);

    @AfterEach
    void close() {
        world.close();
    }

    private PolicySet set(Caller caller) {
        return policies.of(caller, caller.account(), world.state.current());
    }

    @Test
    void theSameCallerHasTheSameSet() {
        Caller.IamUser ann = world.caller(World.allow("s3:*"));
        PolicySet first = set(ann);
        world.user("bob", World.allow("ec2:*"));
        assertSame(first, set(ann));
        assertSame(first, set(world.caller(World.allow("s3:*"))));
    }

    @Test
    void anotherPolicyMakesAnotherSet() {
        PolicySet first = set(world.caller(World.allow("s3:*")));
        assertNotSame(first, set(world.caller(World.allow("ec2:*"))));
        assertNotSame(first, set(world.caller(World.allow("s3:*"), World.deny("s3:*"))));
        assertNotSame(first, set(world.caller()));
        assertSame(first, set(world.caller(World.allow("s3:*"))));
    }

    @Test
    void aDenyThatIsAddedCountsAtOnce() {
        User ann = world.user("ann", World.allow("s3:*"));
        assertTrue(world.allows(world.caller(ann), World.get(World.ACCOUNT)));
        User denied = world.user("ann", World.allow("s3:*"), World.deny("s3:GetObject"));
        assertFalse(world.allows(world.caller(denied), World.get(World.ACCOUNT)));
        assertTrue(world.allows(world.caller(ann), World.get(World.ACCOUNT)), "as of the older record");
    }

    @Test
    void aManagedPolicyThatChangesCountsAtOnce() {
        String arn = world.managed("Files", World.allow("s3:*"));
        User ann = world.user("ann").withAttached(List.of(arn));
        world.state.change(tx -> tx.put(Tables.USERS, ann.key(), ann));
        PolicySet before = set(world.caller(ann));
        assertTrue(world.allows(world.caller(ann), World.get(World.ACCOUNT)));
        world.managed("Files", World.deny("s3:*"));
        assertNotSame(before, set(world.caller(ann)));
        assertFalse(world.allows(world.caller(ann), World.get(World.ACCOUNT)));
    }

    @Test
    void aSessionPolicyBelongsToItsSessionOnly() {
        Role role = world.role("app", World.allow("s3:*"));
        Caller.RoleSession free = world.session(role, terms -> terms);
        Caller.RoleSession limited = world.session(role, terms -> terms.limitedBy(World.allow("ec2:*")));
        assertNotSame(set(free), set(limited));
        assertSame(set(limited), set(world.session(role, terms -> terms.limitedBy(World.allow("ec2:*")))));
        assertTrue(world.allows(free, World.get(World.ACCOUNT)));
        assertFalse(world.allows(limited, World.get(World.ACCOUNT)));
    }

    @Test
    void aFederatedUserWithoutSessionPolicyIsNotItsUser() {
        User ann = world.user("ann", World.allow("s3:*"));
        assertNotSame(set(world.caller(ann)), set(world.federated(ann, terms -> terms)));
        assertFalse(world.allows(world.federated(ann, terms -> terms), World.get(World.ACCOUNT)));
        assertTrue(world.allows(world.caller(ann), World.get(World.ACCOUNT)));
    }

    private Caller.Root task(String... arns) {
        Session session = new Session(
                "ASIAROOT",
                "secret",
                World.ACCOUNT,
                Session.Kind.ROOT,
                World.ACCOUNT,
                "",
                World.ISSUED,
                World.NOW.plusSeconds(60),
                false,
                null,
                List.of(arns),
                Map.of(),
                List.of(),
                null,
                false,
                Map.of());
        return new Caller.Root(World.ACCOUNT, "ASIAROOT", session);
    }

    /** The policies of AWS's tasks only deny (IAM User Guide, "AWS managed policies"). */
    @Test
    void aRootUsersSessionIsLimitedToItsTask() {
        Caller.Root unlocking = task("arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy");
        Access unlock = Access.to("s3:DeleteBucketPolicy", "arn:aws:s3:::b").ownedBy(World.ACCOUNT);

        assertTrue(world.allows(unlocking, unlock));
        assertFalse(world.allows(unlocking, World.get(World.ACCOUNT)));
        assertFalse(world.allows(unlocking, Access.to("iam:CreateUser", "arn:aws:iam::123456789012:user/u")));
        assertTrue(world.allows(task(), World.get(World.ACCOUNT)), "a session of GetSessionToken has no task");
    }

    @Test
    void aTaskThatIsNotThereDeniesAll() {
        assertThrows(
                IllegalStateException.class,
                () -> world.allows(task("arn:aws:iam::aws:policy/root-task/Nothing"), World.get(World.ACCOUNT)));
    }

    @Test
    void whoHasNoPoliciesHasTheEmptySet() {
        assertSame(PolicySet.EMPTY, set(world.root()));
        assertSame(PolicySet.EMPTY, set(new Caller.Anonymous()));
    }

    @Test
    void manyCallersDoNotMakeItForget() {
        for (int i = 0; i < 2_000; i++) {
            String action = "s3:Get" + i;
            Caller.IamUser caller = world.caller(World.allow(action));
            assertTrue(
                    world.allows(caller, Access.to(action, "arn:aws:s3:::b/k").ownedBy(World.ACCOUNT)));
            assertFalse(
                    world.allows(caller, Access.to("s3:Put", "arn:aws:s3:::b/k").ownedBy(World.ACCOUNT)));
        }
    }
}
