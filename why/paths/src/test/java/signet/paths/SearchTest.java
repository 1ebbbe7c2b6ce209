package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.CustomerPolicy;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.snapshot.View;

/** Which paths are found from where, and how far a search goes. */
class SearchTest {
    private static final String LAMBDA = "lambda.amazonaws.com";
    private final Seed seed = new Seed();

    private List<Path> from(String arn) {
        return seed.paths().from(arn);
    }

    private static List<String> ends(List<Path> paths) {
        return paths.stream().map(Path::to).toList();
    }

    private static List<String> methods(Path path) {
        return path.hops().stream().map(Hop::method).toList();
    }

    private static List<String> visited(Path path) {
        return path.hops().stream().map(Hop::to).toList();
    }

    private Path toAdministrator(String arn) {
        return seed.paths().toAdministrator(arn).orElseThrow();
    }

    /** Roles r1, r2 … of which each may be assumed by the one before; the first by mallory. */
    private Role chain(int length) {
        String before = seed.mallory().id();
        Role last = null;
        for (int i = 1; i <= length; i++) {
            last = seed.addRole("r" + i, before);
            before = last.id();
        }
        return Objects.requireNonNull(last);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12})
    void aChainOfAnyLengthIsFollowed(int length) {
        seed.addAdmin(chain(length).id());

        Path path = toAdministrator(Seed.MALLORY);

        assertEquals(length + 1, path.hops().size());
        assertEquals(Seed.ADMIN, path.to());
        for (int i = 1; i < path.hops().size(); i++) {
            assertEquals(path.hops().get(i - 1).to(), path.hops().get(i).from());
        }
    }

    @Test
    void everybodyWhoCanBeReachedIsListedNearestFirst() {
        chain(3);
        seed.addAdmin(LAMBDA);

        List<Path> paths = from(Seed.MALLORY);

        assertEquals(List.of(Seed.role("r1"), Seed.role("r2"), Seed.role("r3")), ends(paths));
        assertEquals(
                List.of(1, 2, 3), paths.stream().map(path -> path.hops().size()).toList());
        assertTrue(paths.stream().noneMatch(Path::administrator));
    }

    @Test
    void nobodyIsReachedTwice() {
        Role left = seed.addRole("left", seed.mallory().id());
        seed.addRole("right", seed.mallory().id());
        seed.addRole("end", left.id(), Seed.allow("sts:AssumeRole " + Seed.role("left")));
        seed.mallory(Seed.allow("sts:AssumeRole *"));

        List<String> ends = ends(from(Seed.MALLORY));

        assertEquals(Set.copyOf(ends).size(), ends.size());
        assertEquals(Set.of(Seed.role("left"), Seed.role("right"), Seed.role("end")), Set.copyOf(ends));
    }

    @Test
    void rolesThatAssumeEachOtherEndTheSearch() {
        Role first = seed.addRole("first", seed.mallory().id());
        Role second = seed.addRole("second", first.id());
        seed.put(first.withTrust(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\""
                        + seed.mallory().id() + "\",\"" + second.id() + "\"]},\"Action\":\"sts:AssumeRole\"}]}"));

        assertEquals(List.of(first.arn(), second.arn()), ends(from(Seed.MALLORY)));
        assertEquals(Optional.empty(), seed.escalation());
        assertEquals(List.of(second.arn()), ends(from(first.arn())));
        assertEquals(List.of(first.arn()), ends(from(second.arn())));
    }

    @Test
    void whoMayMakeItsOwnKeysComesToNobodyNew() {
        seed.mallory(Seed.allow("iam:CreateAccessKey " + Seed.MALLORY));

        assertEquals(List.of(), from(Seed.MALLORY));
    }

    @Test
    void usersWhoMakeEachOthersKeysEndTheSearch() {
        seed.mallory(Seed.allow("iam:CreateAccessKey *"));
        User friend = seed.addUser("friend", Seed.allow("iam:CreateAccessKey *"));

        assertEquals(List.of(friend.arn()), ends(from(Seed.MALLORY)));
        assertEquals(List.of(Seed.MALLORY), ends(from(friend.arn())));
    }

    @Test
    void anAdministratorHasAnEmptyPathToItself() {
        seed.addAdmin(LAMBDA);

        List<Path> paths = from(Seed.ADMIN);

        assertEquals(1, paths.size());
        assertEquals(new Path(Seed.ADMIN, Seed.ADMIN, true, List.of()), paths.getFirst());
        assertEquals(paths.getFirst(), toAdministrator(Seed.ADMIN));
    }

    @Test
    void anAdministratorComesToAnotherInOneHop() {
        seed.mallory(Seed.allow("* *"));
        User friend = seed.addUser("friend");
        seed.addUser("other");

        Path path = seed.paths().to(Seed.MALLORY, friend.arn()).orElseThrow();

        assertEquals(1, path.hops().size());
        assertEquals(List.of(friend.arn()), visited(path));
        assertFalse(path.administrator());
    }

    @Test
    void anAdministratorComesToAnotherAdministratorAsOne() {
        seed.mallory(Seed.allow("* *"));
        seed.addAdmin(LAMBDA);

        Path path = seed.paths().to(Seed.MALLORY, Seed.ADMIN).orElseThrow();

        assertEquals(List.of(Seed.ADMIN), visited(path));
        assertTrue(path.administrator());
    }

    @Test
    void notEvenAnAdministratorComesToARoleOfAws() {
        seed.mallory(Seed.allow("* *"));
        Role linked = Role.create(
                Seed.ACCOUNT,
                Role.SERVICE_LINKED_PATH + "x.amazonaws.com/",
                "linked",
                "AROALINKEDLINKEDLINKE",
                Seed.NOW,
                Seed.trusting("Service", "x.amazonaws.com"));
        seed.put(linked);

        assertEquals(Optional.empty(), seed.paths().to(Seed.MALLORY, linked.arn()));
    }

    @Test
    void aPathToOneGoesThroughOthersAndEndsThere() {
        chain(4);

        Path path = seed.paths().to(Seed.MALLORY, Seed.role("r3")).orElseThrow();

        assertEquals(List.of(Seed.role("r1"), Seed.role("r2"), Seed.role("r3")), visited(path));
    }

    @Test
    void aPathToOneGoesThroughAnAdministratorIfNeedBe() {
        seed.addAdmin(seed.mallory().id());
        User friend = seed.addUser("friend");

        Path path = seed.paths().to(Seed.MALLORY, friend.arn()).orElseThrow();

        assertEquals(List.of(Seed.ADMIN, friend.arn()), visited(path));
    }

    @Test
    void theListOfPathsDoesNotGoOnFromAnAdministrator() {
        seed.addAdmin(seed.mallory().id());
        seed.addUser("friend");

        assertEquals(List.of(Seed.ADMIN), ends(from(Seed.MALLORY)));
    }

    @Test
    void thereIsNoPathToWhoIsNotThere() {
        seed.mallory(Seed.allow("sts:AssumeRole *"));

        assertEquals(Optional.empty(), seed.paths().to(Seed.MALLORY, Seed.role("nobody")));
    }

    @Test
    void ofTwoAdministratorsTheNearerIsFound() {
        Role first = seed.addRole("first", seed.mallory().id());
        seed.addAdmin(first.id());
        seed.put(seed.addRole("near", seed.mallory().id()).withAttached(List.of(Seed.ADMINISTRATOR_ACCESS)));

        assertEquals(Seed.role("near"), toAdministrator(Seed.MALLORY).to());
        assertEquals(1, toAdministrator(Seed.MALLORY).hops().size());
    }

    @Test
    void aRaiseOfItselfIsNearerThanAnotherRole() {
        Role first = seed.addRole("first", seed.mallory().id());
        seed.addAdmin(first.id());
        seed.mallory(Seed.allow("iam:PutUserPolicy *"));

        Path path = toAdministrator(Seed.MALLORY);

        assertEquals(List.of("iam:PutUserPolicy"), methods(path));
        assertEquals(Seed.MALLORY, path.to());
        assertEquals(Hop.Kind.RAISE, path.hops().getFirst().kind());
    }

    @Test
    void twoRolesThatHelpEachOtherMakeAPathTogether() {
        seed.addRole("one", seed.mallory().id(), Seed.allow("iam:PutRolePolicy " + Seed.role("two")));
        seed.addRole("two", seed.mallory().id());

        Path path = toAdministrator(Seed.MALLORY);

        assertEquals(Seed.role("two"), path.to());
        assertEquals(Set.of("sts:AssumeRole", "iam:PutRolePolicy"), Set.copyOf(methods(path)));
        assertEquals(3, path.hops().size());
        assertEquals("iam:PutRolePolicy", path.hops().getLast().method());
        assertEquals(Seed.role("one"), path.hops().getLast().from());
    }

    @Test
    void toRaiseWhomItCannotBecomeIsNoPath() {
        seed.mallory(Seed.allow("iam:PutRolePolicy " + Seed.role("far"), "iam:PutUserPolicy " + Seed.user("friend")));
        seed.addRole("far", LAMBDA);
        seed.addUser("friend");

        assertEquals(List.of(), from(Seed.MALLORY));
    }

    @Test
    void morePowerThatMakesNoAdministratorOpensTheNextDoor() {
        CustomerPolicy keys = seed.addPolicy("keys", Seed.allow("iam:CreateAccessKey " + Seed.user("boss")));
        seed.addUser("boss", Seed.allow("* *"));
        seed.mallory(Seed.document(Seed.statement(
                "Own",
                "Allow",
                "iam:AttachUserPolicy",
                Seed.MALLORY,
                "{\"ArnEquals\":{\"iam:PolicyARN\":\"" + keys.arn() + "\"}}")));

        Path path = toAdministrator(Seed.MALLORY);

        assertEquals(List.of("iam:AttachUserPolicy", "iam:CreateAccessKey"), methods(path));
        assertEquals(keys.arn(), path.hops().getFirst().details().get("policy"));
        assertEquals(Seed.user("boss"), path.to());
    }

    @Test
    void changesThatOpenNothingAreNotPartOfAPath() {
        seed.addPolicy("a", Seed.allow("s3:* *"));
        seed.addPolicy("b", Seed.allow("sqs:* *"));
        CustomerPolicy keys = seed.addPolicy("keys", Seed.allow("iam:CreateAccessKey " + Seed.user("boss")));
        seed.addUser("boss", Seed.allow("* *"));
        seed.mallory(Seed.document(Seed.statement(
                "Own",
                "Allow",
                "iam:AttachUserPolicy",
                Seed.MALLORY,
                "{\"ArnLike\":{\"iam:PolicyARN\":\"" + Seed.policy("*") + "\"}}")));

        Path path = toAdministrator(Seed.MALLORY);

        assertEquals(2, path.hops().size());
        assertEquals(keys.arn(), path.hops().getFirst().details().get("policy"));
    }

    @Test
    void changesInTwoRoundsAreMadeOneAfterTheOther() {
        CustomerPolicy join = seed.addPolicy("join", Seed.allow("iam:AddUserToGroup *"));
        seed.addGroup("admins", Seed.allow("* *"));
        seed.mallory(Seed.document(Seed.statement(
                "Own",
                "Allow",
                "iam:AttachUserPolicy",
                Seed.MALLORY,
                "{\"ArnEquals\":{\"iam:PolicyARN\":\"" + join.arn() + "\"}}")));

        Path path = toAdministrator(Seed.MALLORY);

        assertEquals(List.of("iam:AttachUserPolicy", "iam:AddUserToGroup"), methods(path));
        assertTrue(path.administrator());
    }

    @Test
    void withoutTheLastDoorTheSameChangesAreNoPath() {
        CustomerPolicy join = seed.addPolicy("join", Seed.allow("iam:AddUserToGroup *"));
        seed.addGroup("readers", Seed.allow("s3:Get* *"));
        seed.mallory(Seed.document(Seed.statement(
                "Own",
                "Allow",
                "iam:AttachUserPolicy",
                Seed.MALLORY,
                "{\"ArnEquals\":{\"iam:PolicyARN\":\"" + join.arn() + "\"}}")));

        assertEquals(List.of(), from(Seed.MALLORY));
    }

    @Test
    void whatIsMadeOnTheWayIsToldAsNew() {
        seed.mallory(Seed.allow("iam:CreateRole *", "iam:AttachRolePolicy *"));

        Path path = toAdministrator(Seed.MALLORY);

        assertEquals(List.of("iam:CreateRole + iam:AttachRolePolicy + sts:AssumeRole"), methods(path));
        assertEquals("signet-paths", path.hops().getFirst().details().get("new"));
        assertEquals(Seed.role("signet-paths"), path.to());
        assertEquals(
                Optional.empty(), seed.state.current().get(Tables.ROLES, Tables.key(Seed.ACCOUNT, "signet-paths")));
    }

    @Test
    void aSearchChangesNothingInTheAccount() {
        seed.addRole("low", seed.mallory().id());
        seed.mallory(Seed.allow("iam:PutRolePolicy *", "iam:UpdateAssumeRolePolicy *"));
        View before = seed.state.current();
        Set<String> roles = before.under(Tables.ROLES, "").values().stream()
                .map(Role::toString)
                .collect(Collectors.toSet());

        from(Seed.MALLORY);

        assertEquals(
                roles,
                seed.state.current().under(Tables.ROLES, "").values().stream()
                        .map(Role::toString)
                        .collect(Collectors.toSet()));
    }

    @Test
    void theSameQuestionHasTheSameAnswerTwice() {
        Paths paths = Crowd.small(3).paths();

        for (String arn : paths.principals()) {
            assertEquals(
                    paths.from(arn).stream().map(SearchTest::visited).toList(),
                    paths.from(arn).stream().map(SearchTest::visited).toList());
        }
    }

    @Test
    void everyWayToOnePrincipalIsListedWhereAllAreAskedFor() {
        seed.addUser("boss");
        seed.mallory(Seed.allow("iam:CreateAccessKey *", "iam:CreateLoginProfile *"));

        assertEquals(
                List.of("iam:CreateAccessKey", "iam:CreateLoginProfile"),
                seed.paths().hops(Seed.MALLORY).stream().map(Hop::method).toList());
        assertEquals(1, from(Seed.MALLORY).size());
    }

    @Test
    void principalsAreAllUsersAndRolesOfTheAccount() {
        seed.addRole("app", LAMBDA);
        seed.addGroup("team");

        assertEquals(
                Set.of(Seed.MALLORY, Seed.role("app")), Set.copyOf(seed.paths().principals()));
        assertEquals(2, seed.paths().principals().size());
    }
}
