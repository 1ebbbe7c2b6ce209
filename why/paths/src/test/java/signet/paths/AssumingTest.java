package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.Role;
import signet.identity.Tables;

/** Roles that are assumed, and roles that are made to trust whoever assumes them. */
class AssumingTest {
    private static final String ROOT = "arn:aws:iam::123456789012:root";
    private static final String EC2 = "ec2.amazonaws.com";
    private final Seed seed = new Seed();

    private List<String> methods() {
        return seed.paths().hops(Seed.MALLORY).stream().map(Hop::method).toList();
    }

    private static String trust(String principal, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"sts:AssumeRole\",\"Condition\":" + condition + "}]}";
    }

    @Test
    void whomTheRoleNamesNeedsNoPolicyOfItsOwn() {
        seed.addRole("app", seed.mallory().id());

        assertEquals(List.of("sts:AssumeRole"), methods());
    }

    @Test
    void whomTheRoleNamesMayStillBeDenied() {
        seed.addRole("app", seed.mallory().id());
        seed.mallory(Seed.deny("sts:AssumeRole"));

        assertEquals(List.of(), methods());
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void whereTheRoleTrustsTheAccountAPolicyHasToAllow(boolean allowed, int hops) {
        seed.addRole("app", ROOT);
        seed.mallory(Seed.allow((allowed ? "sts:AssumeRole " : "s3:GetObject ") + Seed.role("app")));

        assertEquals(hops, methods().size());
    }

    @Test
    void aPolicyAloneIsNotEnough() {
        seed.addRole("app", EC2);
        seed.addRole("theirs", seed.addUser("other").id());
        seed.mallory(Seed.allow("sts:* *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void anotherAccountsTrustIsNotThisOnes() {
        seed.addRole("app", "arn:aws:iam::999988887777:root");
        seed.mallory(Seed.allow("sts:AssumeRole *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void aBoundaryDoesNotKeepFromARoleThatNamesTheUser() {
        seed.addRole("app", seed.mallory().id());
        seed.put(seed.mallory()
                .withBoundary(seed.addPolicy("limit", Seed.allow("s3:* *")).arn()));

        assertEquals(List.of("sts:AssumeRole"), methods());
    }

    @ParameterizedTest
    @CsvSource({"red, 1", "blue, 0"})
    void theTagsOfTheRoleAreKeysOfTheRequest(String team, int hops) {
        Role app = seed.addRole("app", ROOT);
        seed.put(app.withTags(java.util.Map.of("team", team)));
        seed.mallory(Seed.document(Seed.statement(
                "S", "Allow", "sts:AssumeRole", "*", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}")));

        assertEquals(hops, methods().size());
    }

    @ParameterizedTest
    @CsvSource({"mallory, 1", "signet, 1", "boss, 0"})
    void aSessionIsNamedAsOneIsOrAsUsual(String name, int hops) {
        seed.addRole(
                "app",
                trust(
                        "{\"AWS\":\"" + seed.mallory().id() + "\"}",
                        "{\"StringEquals\":{\"sts:RoleSessionName\":\"" + name + "\"}}"));

        assertEquals(hops, methods().size());
    }

    @Test
    void oneMakesARoleTrustOneself() {
        seed.addAdmin(EC2);
        seed.mallory(Seed.allow("iam:UpdateAssumeRolePolicy " + Seed.ADMIN));

        Path path = seed.escalation().orElseThrow();
        Hop hop = path.hops().getFirst();

        assertEquals("iam:UpdateAssumeRolePolicy + sts:AssumeRole", hop.method());
        assertEquals("admin", hop.details().get("role"));
        assertEquals("User", hop.details().get("kind"));
        assertEquals(
                List.of("iam:UpdateAssumeRolePolicy", "sts:AssumeRole"),
                hop.steps().stream().map(Step::action).toList());
    }

    @Test
    void theStatementThatLetsOneInIsTheOneThatOneWrote() {
        seed.addAdmin(EC2);
        seed.mallory(Seed.allow("iam:UpdateAssumeRolePolicy " + Seed.ADMIN));

        Step assumed = seed.escalation().orElseThrow().hops().getFirst().steps().getLast();

        assertEquals(1, assumed.statements().size());
        assertTrue(assumed.statements()
                .getFirst()
                .policy()
                .policy()
                .document()
                .contains(seed.mallory().id()));
    }

    @Test
    void aDenyOfAssumingIsNotTakenAwayByTrust() {
        seed.addAdmin(EC2);
        seed.mallory(Seed.allow("iam:UpdateAssumeRolePolicy *"));
        seed.mallory(Seed.deny("sts:*"));

        assertEquals(List.of(), methods());
    }

    @ParameterizedTest
    @ValueSource(strings = {Role.SERVICE_LINKED_PATH + "x.amazonaws.com/", "/aws-reserved/sso.amazonaws.com/"})
    void nobodyChangesWhomARoleOfAwsTrusts(String path) {
        Role aws = Role.create(
                Seed.ACCOUNT,
                path,
                "aws",
                "AROAAWSAWSAWSAWSAWS01",
                Seed.NOW,
                Seed.trusting("Service", "x.amazonaws.com"));
        seed.put(aws.withAttached(List.of(Seed.ADMINISTRATOR_ACCESS)));
        seed.mallory(Seed.allow("iam:UpdateAssumeRolePolicy *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void aRoleThatAlreadyTrustsOneIsAssumedWithoutAChange() {
        seed.addAdmin(seed.mallory().id());
        seed.mallory(Seed.allow("iam:UpdateAssumeRolePolicy *"));

        assertEquals(
                List.of("sts:AssumeRole"),
                seed.escalation().orElseThrow().hops().stream().map(Hop::method).toList());
    }

    @Test
    void aTrustPolicyInItsWordsLetsOneIn() {
        Role app = seed.addRole("app", Assuming.trust(seed.mallory().id()));

        assertEquals(Optional.of(app), seed.state.current().get(Tables.ROLES, app.key()));
        assertEquals(List.of("sts:AssumeRole"), methods());
    }
}
