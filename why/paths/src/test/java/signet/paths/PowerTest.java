package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.Group;
import signet.identity.Role;

/** What one principal may do, and who is an administrator. */
class PowerTest {
    private static final String LAMBDA = "lambda.amazonaws.com";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";
    private final Seed seed = new Seed();

    static Stream<String> everything() {
        return Power.EVERYTHING.stream();
    }

    private World world() {
        return new World(seed.survey(), seed.state.current(), false);
    }

    private Power mallory() {
        return world().power(Seed.MALLORY);
    }

    private boolean administrator() {
        return mallory().administrator();
    }

    private static String conditional(String action, String condition) {
        return Seed.document(Seed.statement("S", "Allow", action, "*", condition));
    }

    @Test
    void everythingOnEverythingMakesAnAdministrator() {
        seed.mallory(Seed.allow("* *"));

        assertTrue(administrator());
    }

    @Test
    void theManagedPolicyOfAdministratorsMakesOne() {
        seed.put(seed.mallory().withAttached(List.of(Seed.ADMINISTRATOR_ACCESS)));

        assertTrue(administrator());
    }

    @Test
    void soDoesAGroupOfAdministrators() {
        Group admins = seed.addGroup("admins", Seed.allow("* *"));
        seed.put(seed.mallory().withGroups(List.of(admins.id())));

        assertTrue(administrator());
    }

    @Test
    void whoHasNoPolicyIsNone() {
        assertFalse(administrator());
    }

    @Test
    void everyActionOnOneResourceIsNotEnough() {
        seed.mallory(Seed.allow("* arn:aws:s3:::only"));

        assertFalse(administrator());
    }

    @Test
    void theListedActionsAloneAreEnoughOnlyWithTheOneThatNoServiceHas() {
        List<String> listed =
                Power.EVERYTHING.stream().map(action -> action + " *").toList();
        List<String> withoutLast = listed.subList(0, listed.size() - 1);

        seed.addUser("most", Seed.allow(withoutLast.toArray(new String[0])));
        seed.addUser("all", Seed.allow(listed.toArray(new String[0])));

        assertFalse(seed.paths().administrator(Seed.user("most")));
        assertTrue(seed.paths().administrator(Seed.user("all")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:iam::aws:policy/IAMFullAccess"})
    void thePoliciesOfPowerUsersMakeNone(String policy) {
        seed.put(seed.mallory().withAttached(List.of(policy)));

        assertFalse(administrator());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void oneDeniedActionOfTheListIsEnoughToBeNone(String action) {
        seed.mallory(Seed.allow("* *"));
        seed.mallory(Seed.deny(action));

        assertFalse(administrator());
    }

    @Test
    void aDeniedActionThatIsNotOfTheListDoesNotCount() {
        seed.mallory(Seed.allow("* *"));
        seed.mallory(Seed.deny("glacier:DeleteVault"));

        assertTrue(administrator());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aBoundaryThatLeavesOneActionOutIsEnoughToBeNone(String action) {
        String all = Seed.statement("All", "Allow", "*", "*", "");
        seed.mallory(Seed.allow("* *"));
        String limit = Seed.document(all, Seed.statement("Never", "Deny", action, "*", ""));
        seed.put(seed.mallory().withBoundary(seed.addPolicy("limit", limit).arn()));

        assertFalse(administrator());
    }

    @Test
    void aBoundaryThatAllowsEverythingLeavesAnAdministrator() {
        seed.mallory(Seed.allow("* *"));
        seed.put(seed.mallory().withBoundary(Seed.ADMINISTRATOR_ACCESS));

        assertTrue(administrator());
    }

    @Test
    void aBoundaryAloneGivesNothing() {
        seed.put(seed.mallory().withBoundary(Seed.ADMINISTRATOR_ACCESS));

        assertFalse(administrator());
    }

    @Test
    void theBoundaryOfARoleCountsAsThatOfAUser() {
        Role admin = seed.addAdmin(LAMBDA);
        assertTrue(world().power(Seed.ADMIN).administrator());

        seed.put(admin.withBoundary(
                seed.addPolicy("limit", Seed.allow("s3:* *", "iam:* *")).arn()));

        assertFalse(world().power(Seed.ADMIN).administrator());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aServiceControlPolicyAgainstOneActionIsEnoughToBeNone(String action) {
        seed.mallory(Seed.allow("* *"));
        seed.control(Seed.deny(action));

        assertFalse(administrator());
    }

    @Test
    void aServiceControlPolicyAgainstSomethingElseLeavesAnAdministrator() {
        seed.mallory(Seed.allow("* *"));
        seed.control(Seed.deny("glacier:*"));

        assertTrue(administrator());
    }

    @Test
    void whoIsOneOnlyWithMfaIsNone() {
        seed.mallory(conditional("*", "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"));

        assertFalse(administrator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/24", "198.51.100.0/24"})
    void theAddressOfTheAskerCounts(String range) {
        seed.mallory(conditional("*", "{\"IpAddress\":{\"aws:SourceIp\":\"" + range + "\"}}"));

        assertEquals(range.equals("192.0.2.0/24"), administrator());
    }

    @Test
    void coversIsOfAllowStatementsOnly() {
        seed.mallory(Seed.allow("iam:Put* *"));
        seed.mallory(Seed.deny("ec2:*"));

        assertTrue(mallory().covers("iam:PutUserPolicy"));
        assertFalse(mallory().covers("iam:AttachUserPolicy"));
        assertFalse(mallory().covers("ec2:RunInstances"));
    }

    @Test
    void anActionIsCoveredWhateverItsCase() {
        seed.mallory(Seed.allow("IAM:passrole *"));

        assertTrue(mallory().covers("iam:PassRole"));
    }

    @Test
    void severalNeedsAreCoveredTogetherOnly() {
        seed.mallory(Seed.allow("iam:CreateUser *"));
        Need user = Need.of("iam:CreateUser", "*");
        Need key = Need.of("iam:CreateAccessKey", "*");

        assertTrue(mallory().covers(List.of(user)));
        assertFalse(mallory().covers(List.of(user, key)));
    }

    @Test
    void anExhaustiveWorldRulesNothingOutByItsIndex() {
        World exhaustive = new World(seed.survey(), seed.state.current(), true);

        assertTrue(exhaustive.power(Seed.MALLORY).covers("iam:PassRole"));
        assertFalse(exhaustive.power(Seed.MALLORY).administrator());
    }

    @Test
    void aStepNamesItsActionItsResourceAndWhoTakesIt() {
        seed.mallory(Seed.allow("iam:CreateUser " + Seed.user("new")));

        Step step = mallory().may(Need.of("iam:CreateUser", Seed.user("new"))).orElseThrow();

        assertEquals("iam:CreateUser", step.action());
        assertEquals(Seed.user("new"), step.resource());
        assertEquals(Seed.MALLORY, step.who());
    }

    @Test
    void whatIsNeededTogetherIsNotThereInPart() {
        seed.mallory(Seed.allow("iam:CreateUser *", "iam:CreateRole *"));
        Need user = Need.of("iam:CreateUser", Seed.user("new"));
        Need role = Need.of("iam:CreateRole", Seed.role("new"));
        Need key = Need.of("iam:CreateAccessKey", Seed.user("new"));

        List<Step> both = mallory().mayAll(List.of(user, role)).orElseThrow();

        assertEquals(
                List.of("iam:CreateUser", "iam:CreateRole"),
                both.stream().map(Step::action).toList());
        assertEquals(Optional.empty(), mallory().mayAll(List.of(user, key, role)));
    }

    @Test
    void theKeysOfANeedDecideWithIt() {
        seed.mallory(conditional(
                "iam:AttachUserPolicy", "{\"ArnEquals\":{\"iam:PolicyARN\":\"" + Seed.policy("x") + "\"}}"));
        Need attach = Need.of("iam:AttachUserPolicy", Seed.MALLORY);

        assertTrue(mallory().may(attach.with("iam:PolicyARN", Seed.policy("x"))).isPresent());
        assertTrue(mallory().may(attach.with("iam:PolicyARN", Seed.policy("y"))).isEmpty());
        assertTrue(mallory().may(attach).isEmpty());
    }

    @Test
    void theTagsOfAResourceDecideWithIt() {
        seed.put(seed.addUser("tagged").withTags(Map.of("team", "red")));
        seed.addUser("plain");
        seed.mallory(conditional("iam:CreateAccessKey", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}"));

        assertTrue(mallory()
                .may(Need.of("iam:CreateAccessKey", Seed.user("tagged")))
                .isPresent());
        assertTrue(mallory()
                .may(Need.of("iam:CreateAccessKey", Seed.user("plain")))
                .isEmpty());
    }

    @Test
    void aRoleIsPassedToTheServiceThatThePolicyNames() {
        Role app = seed.addRole("app", LAMBDA);
        seed.mallory(conditional("iam:PassRole", "{\"StringEquals\":{\"iam:PassedToService\":\"" + LAMBDA + "\"}}"));

        assertTrue(mallory().mayPass(app, LAMBDA, "").isPresent());
        assertTrue(mallory().mayPass(app, "ec2.amazonaws.com", "").isEmpty());
    }

    @Test
    void aRoleIsPassedForTheResourceThatThePolicyNames() {
        Role app = seed.addRole("app", LAMBDA);
        seed.mallory(conditional("iam:PassRole", "{\"ArnLike\":{\"iam:AssociatedResourceArn\":\"" + FUNCTION + "\"}}"));

        assertTrue(mallory().mayPass(app, LAMBDA, FUNCTION).isPresent());
        assertTrue(mallory().mayPass(app, LAMBDA, FUNCTION + "2").isEmpty());
        assertTrue(mallory().mayPass(app, LAMBDA, "").isEmpty());
    }

    @Test
    void aPassIsOfOneRoleAndNotOfAnother() {
        Role app = seed.addRole("app", LAMBDA);
        Role other = seed.addRole("other", LAMBDA);
        seed.mallory(Seed.allow("iam:PassRole " + app.arn()));

        assertTrue(mallory().mayPass(app, LAMBDA, "").isPresent());
        assertTrue(mallory().mayPass(other, LAMBDA, "").isEmpty());
    }

    @Test
    void itKnowsWhichKeysItsPoliciesAskFor() {
        seed.mallory(conditional("iam:PassRole", "{\"ArnLike\":{\"IAM:AssociatedResourceArn\":\"*\"}}"));

        assertTrue(mallory().asksFor("iam:AssociatedResourceArn"));
        assertFalse(mallory().asksFor("iam:PassedToService"));
    }

    @Test
    void theResourcesOfDenyStatementsAreNotNamed() {
        seed.mallory(Seed.allow("s3:* arn:aws:s3:::mine", "ec2:* *"));
        seed.mallory(Seed.document(Seed.statement("N", "Deny", "s3:*", "arn:aws:s3:::theirs", "")));

        assertEquals(Set.of("arn:aws:s3:::mine", "*"), mallory().resourcesNamed());
    }

    @Test
    void thereIsNoPowerOfWhoIsNotThere() {
        assertEquals(Optional.empty(), world().find(Seed.user("nobody")));
        assertEquals(Optional.empty(), world().find("arn:aws:iam::999988887777:user/mallory"));
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> world().power(Seed.user("nobody")));
        assertEquals("there is no " + Seed.user("nobody"), e.getMessage());
    }
}
