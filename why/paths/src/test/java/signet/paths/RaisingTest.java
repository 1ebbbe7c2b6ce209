package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;

/** What gives a principal more power, and what it makes of the account. */
class RaisingTest {
    private static final String READ = Seed.allow("s3:GetObject *");
    private final Seed seed = new Seed();

    private World world() {
        return new World(seed.survey(), seed.state.current(), false);
    }

    private List<Raise> raises(String arn) {
        return world().raises(arn);
    }

    private Set<String> methods(String arn) {
        return raises(arn).stream().map(Raise::method).collect(Collectors.toSet());
    }

    private static Raise one(List<Raise> raises, String method) {
        return raises.stream()
                .filter(raise -> raise.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPlainUserGetsPoliciesOfItsOwn() {
        assertEquals(Set.of("iam:PutUserPolicy", "iam:AttachUserPolicy"), methods(Seed.MALLORY));
    }

    @Test
    void aRoleIsRaisedAsARole() {
        seed.addRole("app", "ec2.amazonaws.com");

        assertEquals(Set.of("iam:PutRolePolicy", "iam:AttachRolePolicy"), methods(Seed.role("app")));
    }

    @Test
    void aGroupsPoliciesAreItsMembers() {
        Group team = seed.addGroup("team");
        seed.put(seed.mallory().withGroups(List.of(team.id())));

        assertTrue(methods(Seed.MALLORY).containsAll(Set.of("iam:PutGroupPolicy", "iam:AttachGroupPolicy")));
        assertFalse(methods(Seed.MALLORY).contains("iam:AddUserToGroup"), "it is in the only group");
    }

    @Test
    void whatHasTenPoliciesGetsNoEleventh() {
        List<String> ten = java.util.stream.IntStream.range(0, 10)
                .mapToObj(i -> seed.addPolicy("p" + i, READ).arn())
                .toList();
        seed.put(seed.mallory().withAttached(ten));

        assertFalse(methods(Seed.MALLORY).contains("iam:AttachUserPolicy"));
        assertTrue(methods(Seed.MALLORY).contains("iam:CreatePolicyVersion"));
    }

    @Test
    void aBoundaryMayGoOrBeAnother() {
        seed.put(seed.mallory().withBoundary(seed.addPolicy("limit", READ).arn()));

        assertTrue(methods(Seed.MALLORY)
                .containsAll(Set.of(
                        "iam:DeleteUserPermissionsBoundary",
                        "iam:PutUserPermissionsBoundary",
                        "iam:CreatePolicyVersion")));
    }

    @Test
    void onlyWhatDeniesIsWorthTakingAway() {
        CustomerPolicy never = seed.addPolicy("never", Seed.deny("kms:*"));
        CustomerPolicy read = seed.addPolicy("read", READ);
        seed.put(seed.mallory().withAttached(List.of(never.arn(), read.arn())));

        List<Raise> detached = raises(Seed.MALLORY).stream()
                .filter(raise -> raise.method().equals("iam:DetachUserPolicy"))
                .toList();

        assertEquals(1, detached.size());
        assertEquals(never.arn(), detached.getFirst().details().get("policy"));
    }

    @Test
    void anAttachmentIsAskedForWithItsPolicy() {
        Need need = one(raises(Seed.MALLORY), "iam:AttachUserPolicy").needs().getFirst();

        assertEquals(Seed.MALLORY, need.resource());
        assertEquals(
                List.of(Seed.ADMINISTRATOR_ACCESS),
                need.keys().get("iam:PolicyARN").orElseThrow());
    }

    @Test
    void everyChangeIsWhatTheOperationWouldMake() {
        Group team = seed.addGroup("team", Seed.allow("ec2:* *"));
        CustomerPolicy own = seed.addPolicy("own", READ);
        seed.addVersions(own, Seed.allow("* *"));
        seed.put(seed.mallory().withAttached(List.of(own.arn())).withBoundary(own.arn()));
        World world = world();

        assertTrue(user(world, "iam:PutUserPolicy").inline().containsKey("signet-paths"));
        assertTrue(user(world, "iam:AttachUserPolicy").attached().contains(Seed.ADMINISTRATOR_ACCESS));
        assertEquals(List.of(team.id()), user(world, "iam:AddUserToGroup").groups());
        assertEquals(null, user(world, "iam:DeleteUserPermissionsBoundary").boundary());
        assertEquals(
                Seed.ADMINISTRATOR_ACCESS,
                user(world, "iam:PutUserPermissionsBoundary").boundary());
        assertEquals("v3", policy(world, "iam:CreatePolicyVersion").defaultVersion());
        assertEquals("v2", policy(world, "iam:SetDefaultPolicyVersion").defaultVersion());
    }

    private User user(World world, String method) {
        return world.supposing(one(world.raises(Seed.MALLORY), method).change())
                .view()
                .get(Tables.USERS, Tables.key(Seed.ACCOUNT, "mallory"))
                .orElseThrow();
    }

    private CustomerPolicy policy(World world, String method) {
        return world.supposing(one(world.raises(Seed.MALLORY), method).change())
                .view()
                .get(Tables.POLICIES, Tables.key(Seed.ACCOUNT, "own"))
                .orElseThrow();
    }

    @Test
    void aSixthVersionTakesTheOldestThatIsNotInForceAway() {
        CustomerPolicy own = seed.addPolicy("own", READ);
        seed.addVersions(own, READ, READ, READ, READ);
        seed.put(seed.mallory().withAttached(List.of(own.arn())));
        World world = world();

        CustomerPolicy after = policy(world, "iam:DeletePolicyVersion + iam:CreatePolicyVersion");

        assertEquals(
                List.of("v1", "v3", "v4", "v5", "v6"),
                after.versions().stream().map(CustomerPolicy.Version::id).toList());
        assertEquals("v6", after.defaultVersion());
    }

    @Test
    void whatAwsOwnsIsRaisedByNobodyButThroughItsPolicies() {
        Role linked = Role.create(
                Seed.ACCOUNT,
                "/aws-reserved/sso.amazonaws.com/",
                "linked",
                "AROALINKEDLINKEDLINKE",
                Seed.NOW,
                Seed.trusting("Service", "x.amazonaws.com"));
        CustomerPolicy own = seed.addPolicy("own", READ);
        PolicyHolder withPolicy = linked.withAttached(List.of(own.arn()));
        seed.put(withPolicy);

        assertEquals(Set.of("iam:CreatePolicyVersion"), methods(linked.arn()));
    }
}
