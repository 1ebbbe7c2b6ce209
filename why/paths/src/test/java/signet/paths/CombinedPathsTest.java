package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.identity.CustomerPolicy;
import signet.identity.Role;
import signet.identity.User;

/** Paths of several hops, and changes that only together make an administrator. */
class CombinedPathsTest {
    private static final String ROOT = "arn:aws:iam::123456789012:root";
    private final Seed seed = new Seed();

    private List<String> methods() {
        return seed.escalation()
                .map(path -> path.hops().stream().map(Hop::method).toList())
                .orElse(List.of());
    }

    private void bound(String document) {
        CustomerPolicy limit = seed.addPolicy("limit", document);
        seed.put(seed.mallory().withBoundary(limit.arn()));
    }

    @Test
    void aChainOfRolesIsFollowedToItsEnd() {
        Role first = seed.addRole("first", seed.mallory().id(), Seed.allow("iam:PassRole *", "lambda:* *"));
        Role second = seed.addRole("second", "lambda.amazonaws.com", Seed.allow("s3:GetObject *"));
        seed.addAdmin(second.id());

        assertEquals(
                List.of(
                        "sts:AssumeRole",
                        "iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction",
                        "sts:AssumeRole"),
                methods());
        Path path = seed.escalation().orElseThrow();
        assertEquals(first.arn(), path.hops().get(1).from());
        assertEquals(second.arn(), path.hops().get(2).from());
    }

    @Test
    void theShortestPathIsTaken() {
        Role detour = seed.addRole("detour", seed.mallory().id());
        seed.addAdmin("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\""
                + detour.id() + "\",\"" + seed.mallory().id() + "\"]},\"Action\":\"sts:AssumeRole\"}]}");

        assertEquals(List.of("sts:AssumeRole"), methods());
    }

    @Test
    void whoMayAttachEverythingToItselfWithinABoundaryIsNoAdministrator() {
        seed.mallory(Seed.allow("iam:AttachUserPolicy *"));
        bound(Seed.allow("s3:* *", "iam:AttachUserPolicy *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void unlessItMayTakeTheBoundaryOffToo() {
        seed.mallory(Seed.allow("iam:AttachUserPolicy *", "iam:DeleteUserPermissionsBoundary *"));
        bound(Seed.allow("s3:* *", "iam:* *"));

        assertEquals(
                java.util.Set.of("iam:AttachUserPolicy", "iam:DeleteUserPermissionsBoundary"),
                java.util.Set.copyOf(methods()));
        assertEquals(2, methods().size());
    }

    @Test
    void aBoundaryThatMayBeRewrittenIsNone() {
        seed.mallory(Seed.allow("iam:PutUserPolicy *", "iam:CreatePolicyVersion *"));
        bound(Seed.allow("iam:* *"));

        assertTrue(methods().contains("iam:CreatePolicyVersion"), methods().toString());
    }

    @Test
    void aDenyThatMayBeDetachedIsNone() {
        CustomerPolicy never = seed.addPolicy("never", Seed.deny("kms:*"));
        seed.put(seed.mallory().withAttached(List.of(never.arn(), Seed.ADMINISTRATOR_ACCESS)));
        seed.addPolicy("limit", Seed.allow("* *"));

        assertEquals(List.of("iam:CreatePolicyVersion"), methods().subList(0, 1));
    }

    @Test
    void aRoleThatIsWonGivesItsWinnerMorePower() {
        seed.addRole("helper", seed.mallory().id(), Seed.allow("iam:PutUserPolicy " + Seed.MALLORY));

        assertEquals(List.of("sts:AssumeRole", "iam:PutUserPolicy"), methods());
        assertEquals(Seed.MALLORY, seed.escalation().orElseThrow().to());
    }

    @Test
    void anExternalIdIsNotGuessed() {
        seed.addAdmin(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ROOT
                        + "\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"secret\"}}}]}");
        seed.mallory(Seed.allow("sts:AssumeRole *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void noMfaCodeIsAtHand() {
        seed.addAdmin(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ROOT
                        + "\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}}]}");
        seed.mallory(Seed.allow("sts:AssumeRole *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void theNameOfASessionIsTheCallersToChoose() {
        seed.addAdmin(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ROOT
                        + "\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringLike\":{\"sts:RoleSessionName\":\"${aws:username}\"}}}]}");
        seed.mallory(Seed.allow("sts:AssumeRole *"));

        assertEquals(List.of("sts:AssumeRole"), methods());
    }

    @Test
    void systemsManagerNeedsItsAgentsPermissionsInTheInstance() {
        Role weak = seed.addRole("weak", "ec2.amazonaws.com", Seed.allow("s3:* *"));
        seed.workplaces.add(new Workplace(
                Workplace.Kind.INSTANCE,
                "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0",
                weak.arn(),
                true,
                true));
        seed.mallory(Seed.allow("ssm:* *"));

        assertTrue(seed.paths().from(Seed.MALLORY).isEmpty());
    }

    @Test
    void aServiceLinkedRoleIsNotChanged() {
        Role linked = Role.create(
                Seed.ACCOUNT,
                "/aws-service-role/x.amazonaws.com/",
                "linked",
                "AROALINKEDLINKEDLINKE",
                Seed.NOW,
                Seed.trusting("Service", "x.amazonaws.com"));
        seed.put(linked.withAttached(List.of(Seed.ADMINISTRATOR_ACCESS)));
        seed.mallory(Seed.allow("iam:UpdateAssumeRolePolicy *", "iam:PutRolePolicy *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void everybodyWhoHasAPathIsNamedAndNoAdministratorIs() {
        User other = seed.addUser("other", Seed.allow("s3:* *"));
        seed.addAdmin(seed.mallory().id());

        List<Path> paths = seed.paths().everybodys();

        assertEquals(List.of(Seed.MALLORY), paths.stream().map(Path::from).toList());
        assertFalse(seed.paths().administrator(other.arn()));
        assertTrue(seed.paths().administrator(Seed.ADMIN));
        assertEquals(
                List.of(),
                seed.paths().toAdministrator(Seed.ADMIN).orElseThrow().hops());
    }

    @Test
    void aPathToOnePrincipalEndsThere() {
        User friend = seed.addUser("friend");
        seed.mallory(Seed.allow("iam:CreateAccessKey " + friend.arn()));

        assertEquals(
                List.of("iam:CreateAccessKey"),
                seed.paths().to(Seed.MALLORY, friend.arn()).orElseThrow().hops().stream()
                        .map(Hop::method)
                        .toList());
        assertTrue(seed.paths().to(friend.arn(), Seed.MALLORY).isEmpty());
    }
}
