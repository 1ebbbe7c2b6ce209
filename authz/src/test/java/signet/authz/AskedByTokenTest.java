package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.SourcedPolicy;

/** Requests whose token says who asks. */
class AskedByTokenTest {
    private static final String PROVIDER = "arn:aws:iam::" + World.ACCOUNT + ":saml-provider/p";
    private static final Caller.Federated HOLDER = new Caller.Federated(PROVIDER, "SAMLUser", "q:ann", "ann", "q");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static Access assuming(String principal) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"sts:*\"}}";
        try {
            return Access.to("sts:AssumeRoleWithSAML", "arn:aws:iam::" + World.ACCOUNT + ":role/r")
                    .ownedBy(World.ACCOUNT)
                    .guardedBy(new SourcedPolicy("trust policy", true, Policy.parse(PolicyKind.TRUST, text)));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static Accesses asked(Access access) {
        return Accesses.of(access).openToAnonymous().askedBy(HOLDER);
    }

    @Test
    void theHolderOfATokenIsKnownByItsProvider() {
        assertEquals(new Principal.Federated(PROVIDER), HOLDER.principal());
        assertEquals(PROVIDER, HOLDER.arn());
        assertEquals("", HOLDER.account() + HOLDER.userId() + HOLDER.accessKeyId());
        assertNull(HOLDER.session());
    }

    @Test
    void whoeverSentIt_theHolderIsWhoAsks() {
        Access access = assuming("{\"Federated\":\"" + PROVIDER + "\"}");
        for (Caller sender : List.of(new Caller.Anonymous(), world.root(), world.caller(World.deny("*")))) {
            Verdict.Granted<?> granted = assertInstanceOf(Verdict.Granted.class, world.ask(sender, asked(access)));

            assertEquals(HOLDER, granted.request().caller());
        }
    }

    @Test
    void noPermissionOfTheSendersCounts() {
        Access access = assuming("{\"AWS\":\"" + World.ACCOUNT + "\"}");
        for (Caller sender : List.of(new Caller.Anonymous(), world.root(), world.caller(World.allow("*")))) {
            assertEquals(HOLDER, World.denial(world.ask(sender, asked(access))).caller());
        }
    }

    @Test
    void anotherProvidersTrustIsNone() {
        assertInstanceOf(
                Verdict.Denied.class,
                world.ask(new Caller.Anonymous(), asked(assuming("{\"Federated\":\"" + PROVIDER + "2\"}"))));
    }

    @Test
    void nothingIsKnownOfTheHolderButWhatTheOperationSays() {
        Verdict<String> verdict = world.ask(
                new Caller.Anonymous(), asked(assuming("{\"AWS\":\"*\"}").with("saml:sub", "ann")));
        Decided decided = verdict.decisions().getFirst();

        for (String key : List.of(
                "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:userid", "aws:username")) {
            assertEquals(Optional.empty(), decided.context().get(key), key);
        }
        assertEquals(Optional.of(List.of("ann")), decided.context().get("saml:sub"));
        assertEquals(Optional.of(List.of("192.0.2.7")), decided.context().get("aws:SourceIp"));
    }

    @Test
    void whatIsSaidOfTheAskerStays() {
        Access access = assuming("{\"AWS\":\"*\"}");
        Accesses accesses = Accesses.of(access).askedBy(HOLDER);

        assertEquals(HOLDER, accesses.advised(List.of(access)).openToAnonymous().asker());
        assertNull(Accesses.of(access).asker());
        assertNull(new Accesses(List.of(access), List.of(), true).asker());
    }
}
