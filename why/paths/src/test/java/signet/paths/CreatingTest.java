package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and roles that are made to act as them. */
class CreatingTest {
    private static final String MADE = Seed.role("signet-paths");
    private final Seed seed = new Seed();

    private Set<String> methods() {
        return seed.paths().hops(Seed.MALLORY).stream().map(Hop::method).collect(Collectors.toSet());
    }

    @Test
    void aRoleIsMadeGivenEverythingAndAssumed() {
        seed.mallory(Seed.allow("iam:CreateRole *", "iam:PutRolePolicy *"));

        Hop hop = seed.paths().hops(Seed.MALLORY).getFirst();

        assertEquals("iam:CreateRole + iam:PutRolePolicy + sts:AssumeRole", hop.method());
        assertEquals(
                List.of("iam:CreateRole " + MADE, "iam:PutRolePolicy " + MADE, "sts:AssumeRole " + MADE),
                hop.steps().stream()
                        .map(step -> step.action() + " " + step.resource())
                        .toList());
    }

    @Test
    void bothWaysOfGivingItEverythingCount() {
        seed.mallory(Seed.allow("iam:CreateRole *", "iam:PutRolePolicy *", "iam:AttachRolePolicy *"));

        assertEquals(
                Set.of(
                        "iam:CreateRole + iam:PutRolePolicy + sts:AssumeRole",
                        "iam:CreateRole + iam:AttachRolePolicy + sts:AssumeRole"),
                methods());
    }

    @Test
    void aRoleThatMayNotBeGivenAnythingIsNoWay() {
        seed.mallory(Seed.allow("iam:CreateRole *", "sts:AssumeRole *"));

        assertEquals(Set.of(), methods());
        assertEquals(Optional.empty(), seed.escalation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey"})
    void aUserTakesThreeSteps(String left) {
        List<String> grants = List.of("iam:CreateUser *", "iam:AttachUserPolicy *", "iam:CreateAccessKey *").stream()
                .filter(grant -> !grant.startsWith(left))
                .map(grant -> grant.replace("*", Seed.user("new-*")))
                .toList();
        seed.mallory(Seed.allow(grants.toArray(new String[0])));

        assertEquals(Set.of(), methods());

        seed.mallory(Seed.allow(left + " " + Seed.user("new-*")));

        assertEquals(Set.of("iam:CreateUser + iam:AttachUserPolicy + iam:CreateAccessKey"), methods());
    }

    @Test
    void theStepsHaveToBeAllowedForOneAndTheSameName() {
        seed.mallory(Seed.allow("iam:CreateRole " + Seed.role("a-*"), "iam:PutRolePolicy " + Seed.role("b-*")));

        assertEquals(Set.of(), methods());
    }

    @Test
    void aNameThatIsTakenIsNotMadeAgain() {
        seed.addRole("team", "ec2.amazonaws.com");
        seed.mallory(Seed.allow("iam:CreateRole " + Seed.role("team"), "iam:PutRolePolicy " + Seed.role("team")));

        assertEquals(Set.of(), methods());
    }

    @Test
    void onlyThePolicyThatMayBeAttachedCounts() {
        seed.mallory(Seed.allow("iam:CreateRole *"));
        seed.mallory(Seed.document(Seed.statement(
                "S",
                "Allow",
                "iam:AttachRolePolicy",
                "*",
                "{\"ArnEquals\":{\"iam:PolicyARN\":\"arn:aws:iam::aws:policy/ReadOnlyAccess\"}}")));

        assertEquals(Set.of(), methods());
    }

    @Test
    void aBoundaryThatEveryNewRoleHasToHaveIsNoWayOut() {
        seed.mallory(Seed.allow("iam:PutRolePolicy *"));
        seed.mallory(Seed.document(Seed.statement(
                "S",
                "Allow",
                "iam:CreateRole",
                "*",
                "{\"ArnEquals\":{\"iam:PermissionsBoundary\":\"" + Seed.policy("limit") + "\"}}")));
        seed.addPolicy("limit", Seed.allow("s3:* *"));

        assertEquals(Set.of(), methods());
    }

    @Test
    void aMakerWithinABoundaryIsOutOfItInWhatItMakes() {
        seed.mallory(Seed.allow("iam:* *"));
        seed.put(seed.mallory()
                .withBoundary(seed.addPolicy("limit", Seed.allow("iam:CreateRole *", "iam:PutRolePolicy *"))
                        .arn()));

        Path path = seed.escalation().orElseThrow();

        assertEquals(MADE, path.to());
        assertTrue(path.administrator());
    }

    @Test
    void aDenyOfAssumingKeepsTheMakerFromWhatItMade() {
        seed.mallory(Seed.allow("iam:CreateRole *", "iam:PutRolePolicy *"));
        seed.mallory(Seed.deny("sts:AssumeRole"));

        assertEquals(Set.of(), methods());
    }
}
