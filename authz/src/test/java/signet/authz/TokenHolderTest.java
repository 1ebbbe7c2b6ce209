package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.identity.Role;
import signet.identity.Session;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/** Who asks with a token in the place of a signature: the trust policy decides about the token, not about the sender. */
class TokenHolderTest {
    private static final String PROVIDER = "arn:aws:iam::123456789012:oidc-provider/idp.example.com";
    private static final Caller.Federated HOLDER =
            new Caller.Federated(PROVIDER, "WebIdentityUser", PROVIDER + ":client:alice", "alice", PROVIDER);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static Access assume(String effect, String principal) {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Principal\":"
                + principal + ",\"Action\":\"sts:AssumeRoleWithWebIdentity\"}}";
        try {
            return Access.to("sts:AssumeRoleWithWebIdentity", "arn:aws:iam::123456789012:role/r")
                    .ownedBy(World.ACCOUNT)
                    .guardedBy(new SourcedPolicy("trust policy", true, Policy.parse(PolicyKind.TRUST, trust)));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static Access trusting(String provider) {
        return assume("Allow", "{\"Federated\":\"" + provider + "\"}");
    }

    @Test
    void anUnsignedRequestIsGrantedToTheHolderOfAToken() {
        Verdict<String> verdict = world.ask(
                new Caller.Anonymous(), Accesses.of(trusting(PROVIDER)).askedBy(HOLDER));

        Verdict.Granted<?> granted = assertInstanceOf(Verdict.Granted.class, verdict);
        assertEquals(HOLDER, granted.request().caller());
    }

    @Test
    void withoutATokenItStaysUnsigned() {
        assertInstanceOf(Verdict.Unsigned.class, world.ask(new Caller.Anonymous(), trusting(PROVIDER)));
    }

    @Test
    void whatTheSenderMayDoesNotMatter() {
        Caller denied = world.caller(World.deny("*"));
        Caller mighty = world.caller(world.user("root", World.allow("*")));
        Accesses other = Accesses.of(trusting("accounts.google.com")).askedBy(HOLDER);

        assertInstanceOf(
                Verdict.Granted.class,
                world.ask(denied, Accesses.of(trusting(PROVIDER)).askedBy(HOLDER)));
        assertEquals(HOLDER, World.denial(world.ask(mighty, other)).caller());
        assertEquals(HOLDER, World.denial(world.ask(world.root(), other)).caller());
    }

    @Test
    void trustInAccountsIsNoTrustInHolders() {
        for (String principal :
                List.of("{\"AWS\":\"arn:aws:iam::123456789012:root\"}", "{\"Service\":\"ec2.amazonaws.com\"}")) {
            Accesses accesses = Accesses.of(assume("Allow", principal)).askedBy(HOLDER);

            assertEquals(
                    HOLDER,
                    World.denial(world.ask(new Caller.Anonymous(), accesses)).caller(),
                    principal);
        }
    }

    @Test
    void aHolderHasNoKeysButTheRequests() {
        assertEquals(Optional.empty(), RequestKeys.of(HOLDER, World.info()).get("aws:PrincipalArn"));
        assertEquals(Optional.empty(), RequestKeys.of(HOLDER, World.info()).get("aws:PrincipalAccount"));
        assertTrue(RequestKeys.of(HOLDER, World.info()).get("aws:SourceIp").isPresent());
    }

    @Test
    void aSessionCarriesKeysOfSeveralValues() {
        Role role = world.role("r");
        Session session = new Session(
                "ASIAAAAAAAAAAAAAAAAA",
                "secret",
                World.ACCOUNT,
                Session.Kind.ROLE,
                role.id(),
                "s",
                World.ISSUED,
                World.ISSUED.plusSeconds(3600),
                false,
                null,
                List.of(),
                Map.of(),
                List.of(),
                null,
                false,
                Map.of("idp.example.com:sub", "alice"),
                Map.of("idp.example.com:amr", List.of("mfa", "pwd")));

        var keys = RequestKeys.of(new Caller.RoleSession(role, session), World.info());
        assertEquals(Optional.of(List.of("alice")), keys.get("idp.example.com:sub"));
        assertEquals(Optional.of(List.of("mfa", "pwd")), keys.get("idp.example.com:amr"));
    }
}
