package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Access;
import signet.authz.Caller;
import signet.identity.Role;
import signet.policy.PolicyKind;

/** What it takes to assume a role, asked without assuming it. */
class AccessToTest {
    private static final String ASSUME = "sts:AssumeRole";
    private static final String GOOGLE = "accounts.google.com";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Access access(Caller caller, String action, String resource) {
        return world.service.accessTo(world.view(), caller, action, resource).orElseThrow();
    }

    private boolean may(Caller caller, Role role) {
        return world.authorizer
                .decide(caller, world.info(), world.view(), access(caller, ASSUME, role.arn()))
                .decision()
                .allowed();
    }

    private static String federated(String provider) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\""
                + provider + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\"}}";
    }

    private static Caller.Federated holder(String provider) {
        return new Caller.Federated(provider, "WebIdentityUser", provider + ":app:user", "user", provider);
    }

    @Test
    void aRoleIsItsAccountsAndGuardedByItsTrustPolicy() {
        Role role = world.role("r", World.trusting(World.ACCOUNT));
        Access access = access(world.user(World.OTHER, "eve"), ASSUME, role.arn());

        assertEquals(ASSUME, access.action());
        assertEquals(role.arn(), access.resource());
        assertEquals(World.ACCOUNT, access.resourceAccount());
        assertNotNull(access.resourcePolicy());
        assertEquals(PolicyKind.TRUST, access.resourcePolicy().policy().kind());
    }

    @Test
    void whoIsTrustedMayAssumeARoleAndNobodyElse() {
        Caller.IamUser ann = world.ann();
        Caller.IamUser bob = world.user(World.ACCOUNT, "bob", World.policy("Allow", "s3:*"));
        Role annsRole = world.role("anns", World.trusting(ann.arn()));
        Role everyonesRole = world.role("everyones", World.trusting(World.ACCOUNT));

        assertTrue(may(ann, annsRole));
        assertFalse(may(bob, annsRole));
        assertTrue(may(ann, everyonesRole));
        assertFalse(may(bob, everyonesRole));
    }

    @Test
    void betweenAccountsBothMustAllowIt() {
        Caller allowed = world.user(World.OTHER, "allowed", World.policy("Allow", ASSUME));
        Caller bare = world.user(World.OTHER, "bare");
        Role trusting = world.role("trusting", World.trusting(World.OTHER));
        Role closed = world.role("closed", World.trusting(World.ACCOUNT));

        assertTrue(may(allowed, trusting));
        assertFalse(may(bare, trusting));
        assertFalse(may(allowed, closed));
    }

    @Test
    void aRolesTagsAreKeys() {
        Role role = world.put(
                world.role("r", World.trusting(World.ACCOUNT)).withTags(new TreeMap<>(Map.of("team", "red"))));
        Caller red = world.user(
                World.ACCOUNT,
                "red",
                World.policy("Allow", ASSUME, "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}"));
        Caller blue = world.user(
                World.ACCOUNT,
                "blue",
                World.policy("Allow", ASSUME, "{\"StringEquals\":{\"aws:ResourceTag/team\":\"blue\"}}"));

        assertEquals(
                Optional.of(List.of("red")),
                access(red, ASSUME, role.arn()).keys().get("aws:ResourceTag/team"));
        assertTrue(may(red, role));
        assertFalse(may(blue, role));
    }

    @Test
    void aProviderIsHeardOnlyByWhatNamesIt() {
        Role googles = world.role("googles", federated(GOOGLE));
        Role users = world.role("users", World.trusting(World.ACCOUNT));

        assertNotNull(access(holder(GOOGLE), "sts:AssumeRoleWithWebIdentity", googles.arn())
                .resourcePolicy());
        assertNull(access(holder(GOOGLE), "sts:AssumeRoleWithWebIdentity", users.arn())
                .resourcePolicy());
        assertNotNull(access(world.ann(), ASSUME, users.arn()).resourcePolicy());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/svc/nosuch",
                "arn:aws:iam::123456789012:role/r",
                "arn:aws:iam::123456789012:role/other/r",
                "arn:aws:iam::210987654321:role/svc/r",
                "arn:aws:iam::123456789012:user/svc/r",
                "arn:aws:iam::123456789012:role/svc/",
                "arn:aws:s3:::r",
                "r",
                "*",
                ""
            })
    void whatIsNoRoleHasNoAccess(String resource) {
        world.role("r", World.trusting(World.ACCOUNT));

        assertEquals(Optional.empty(), world.service.accessTo(world.view(), world.root(), ASSUME, resource));
    }

    @Test
    void theRolesOwnArnHasOne() {
        Role role = world.role("r", World.trusting(World.ACCOUNT));

        assertEquals("arn:aws:iam::123456789012:role/svc/r", role.arn());
        assertTrue(world.service
                .accessTo(world.view(), world.root(), ASSUME, role.arn())
                .isPresent());
    }

    @Test
    void aTrustPolicyThatDeniesWinsOverAllThatAllow() {
        Caller.IamUser ann = world.ann();
        Role role = world.role("r", World.trusting(ann.arn()).replace("\"Allow\"", "\"Deny\""));

        assertFalse(may(ann, role));
        assertFalse(may(world.root(), role));
    }
}
