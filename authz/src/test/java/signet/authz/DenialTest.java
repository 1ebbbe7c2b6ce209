package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.identity.Role;
import signet.identity.User;

/** AWS's sentences about a refusal, word by word. */
class DenialTest {
    private static final String WHO = "User: arn:aws:iam::123456789012:user/team/ann is not authorized to perform: ";
    private static final Access LIST =
            Access.to("s3:ListBucket", "arn:aws:s3:::b").ownedBy(World.ACCOUNT);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private String sentence(Caller caller, Access access) {
        return world.denial(caller, access).sentence();
    }

    @Test
    void nothingAllows() {
        assertEquals(
                WHO + "s3:ListBucket on resource: arn:aws:s3:::b because no identity-based policy allows the"
                        + " s3:ListBucket action",
                sentence(world.caller(), LIST));
    }

    @Test
    void anIdentityPolicyDenies() {
        assertEquals(
                WHO + "s3:ListBucket on resource: arn:aws:s3:::b with an explicit deny in an identity-based policy",
                sentence(world.caller(World.allow("*"), World.deny("s3:*")), LIST));
    }

    @Test
    void aManagedPolicyThatDeniesIsNamed() {
        User ann = world.user("ann", World.allow("*"))
                .withAttached(List.of(world.managed("NoListing", World.deny("s3:ListBucket"))));

        assertEquals(
                WHO + "s3:ListBucket on resource: arn:aws:s3:::b with an explicit deny in an identity-based policy:"
                        + " arn:aws:iam::123456789012:policy/NoListing",
                sentence(world.caller(ann), LIST));
    }

    @Test
    void aBoundaryDoesNotAllow() {
        User ann = world.user("ann", World.allow("*")).withBoundary(world.managed("b", World.allow("ec2:*")));

        assertEquals(
                WHO + "s3:ListBucket on resource: arn:aws:s3:::b because no permissions boundary allows the"
                        + " s3:ListBucket action",
                sentence(world.caller(ann), LIST));
    }

    @Test
    void aSessionPolicyDoesNotAllow() {
        Role role = world.role("r", World.allow("*"));

        assertEquals(
                "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: s3:ListBucket on"
                        + " resource: arn:aws:s3:::b because no session policy allows the s3:ListBucket action",
                sentence(world.session(role, terms -> terms.limitedBy(World.allow("ec2:*"))), LIST));
    }

    @Test
    void aResourcesPolicyDenies() {
        assertEquals(
                WHO + "s3:GetObject on resource: arn:aws:s3:::b/k with an explicit deny in a resource-based policy",
                sentence(
                        world.caller(World.allow("*")),
                        World.get(World.ACCOUNT).guardedBy(World.bucketPolicy("Deny", "\"*\"", "s3:GetObject"))));
    }

    @Test
    void aResourceOfAnotherAccountDoesNotAllow() {
        assertEquals(
                WHO + "s3:GetObject on resource: arn:aws:s3:::b/k because no resource-based policy allows the"
                        + " s3:GetObject action",
                sentence(world.caller(World.allow("*")), World.get(World.OTHER)));
    }

    @Test
    void anUnsignedRequest() {
        Verdict<String> verdict = world.ask(
                new Caller.Anonymous(), Accesses.of(World.get(World.ACCOUNT)).openToAnonymous());

        assertEquals(
                "User: anonymous is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k because no"
                        + " resource-based policy allows the s3:GetObject action",
                World.denial(verdict).sentence());
    }

    @Test
    void theResourceIsWordedAsTheAccessSays() {
        Access role = Access.to("iam:GetRole", "arn:aws:iam::123456789012:role/r");

        assertEquals(
                WHO + "iam:GetRole on resource: role r because no identity-based policy allows the iam:GetRole action",
                sentence(world.caller(), role.worded("role r")));
        assertEquals(
                WHO + "iam:GetRole because no identity-based policy allows the iam:GetRole action",
                sentence(world.caller(), role.worded("")));
        assertEquals(
                WHO + "iam:GetRole on resource: X because no identity-based policy allows the iam:GetRole action",
                world.denial(world.caller(), role).sentence("X"));
    }

    @Test
    void aFederatedUserWithoutSessionPolicies() {
        assertEquals(
                "User: arn:aws:sts::123456789012:federated-user/s is not authorized to perform: s3:ListBucket on"
                        + " resource: arn:aws:s3:::b because no session policy allows the s3:ListBucket action",
                sentence(world.federated(world.user("ann", World.allow("*")), UnaryOperator.identity()), LIST));
    }
}
