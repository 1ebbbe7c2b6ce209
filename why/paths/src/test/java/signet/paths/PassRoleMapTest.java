package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signet.identity.Role;

/** Who can pass which role to which service. */
class PassRoleMapTest {
    private static final String LAMBDA = "lambda.amazonaws.com";
    private final Seed seed = new Seed();

    private PassRoleMap map() {
        return seed.paths().passRoleMap();
    }

    @Test
    void aPassTellsWhatCanBeStartedAndWhatTheRoleCouldDo() {
        Role app = seed.addRole("app", LAMBDA, Seed.allow("s3:GetObject *", "dynamodb:Query *"));
        seed.mallory(Seed.allow("iam:PassRole " + app.arn(), "lambda:* *"));

        PassRoleMap.Pass pass = map().passes().getFirst();
        PassRoleMap.Reach reach = java.util.Objects.requireNonNull(map().roles().get(app.arn()));

        assertEquals(1, map().passes().size());
        assertEquals(List.of(Seed.MALLORY, app.arn(), LAMBDA), List.of(pass.who(), pass.role(), pass.service()));
        assertEquals(
                List.of("iam:PassRole", "sts:AssumeRole"),
                pass.steps().stream().map(Step::action).toList());
        assertTrue(pass.starts().stream()
                .anyMatch(start ->
                        start.method().equals("iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction")));
        assertEquals(Set.of("s3:GetObject", "dynamodb:Query"), reach.actions());
        assertTrue(!reach.administrator() && !reach.toAdministrator());
    }

    @Test
    void aPassWithNothingToStartIsShownToo() {
        seed.addRole("app", "events.amazonaws.com");
        seed.mallory(Seed.allow("iam:PassRole *"));

        PassRoleMap.Pass pass = map().passes().getFirst();

        assertEquals("events.amazonaws.com", pass.service());
        assertTrue(pass.starts().isEmpty());
    }

    @Test
    void aRoleThatDoesNotTrustTheServiceIsPassedInVain() {
        seed.addRole("app", seed.mallory().id());
        seed.mallory(Seed.allow("iam:PassRole *"));

        assertEquals(List.of(), map().passes());
        assertEquals(1, map().assumptions().size());
    }

    @Test
    void administratorsAreNamedOnce() {
        seed.addAdmin(LAMBDA);

        assertEquals(List.of(Seed.ADMIN), map().administrators());
        assertEquals(List.of(), map().passes());
    }

    @Test
    void chainsAreFollowed() {
        Role hop = seed.addRole("hop", LAMBDA);
        seed.addAdmin(hop.id());
        seed.mallory(Seed.allow("iam:PassRole *", "lambda:* *"));

        PassRoleMap.Reach reach = java.util.Objects.requireNonNull(map().roles().get(hop.arn()));

        assertTrue(reach.toAdministrator());
        assertEquals(List.of(Seed.ADMIN), reach.next());
    }
}
