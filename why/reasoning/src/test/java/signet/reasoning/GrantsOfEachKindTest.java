package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import signet.policy.Evaluator;
import signet.policy.PolicyKind;
import signet.policy.Principal;

/** Whichever kind of policy denies alone, a change of that kind alone is enough. */
class GrantsOfEachKindTest {
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String OTHER = "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}";
    private static final String NEVER = "{'Effect':'Deny','Action':'s3:GetObject','Resource':'*'}";

    /** What is parsed as the kind: a boundary is written as an identity-based policy is; two kinds name principals. */
    private static String written(PolicyKind kind, String statement) {
        boolean principals = kind == PolicyKind.RESOURCE_CONTROL || kind == PolicyKind.ENDPOINT;
        return principals ? statement.replace("'Action'", "'Principal':'*','Action'") : statement;
    }

    private static Denied limited(PolicyKind kind, String... statements) {
        PolicyKind form = kind == PolicyKind.BOUNDARY ? PolicyKind.IDENTITY : kind;
        String[] own = List.of(statements).stream()
                .map(statement -> written(kind, statement))
                .toArray(String[]::new);
        return Denied.get().identity(ALL).layer(kind, Denied.policy(form, "arn:limit", own));
    }

    private static void allows(Denied denied, Suggestion suggestion) {
        assertTrue(Evaluator.decide(denied.request(), suggestion.after().set()).allowed(), suggestion.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"BOUNDARY", "SESSION", "SERVICE_CONTROL", "ENDPOINT"})
    void aKindThatAllowsTooLittleIsTheOnlyOneChanged(PolicyKind kind) {
        Denied denied = limited(kind, OTHER);

        for (Suggestion suggestion : denied.grants().suggestions()) {
            assertEquals(
                    List.of(kind),
                    suggestion.changes().stream().map(Change::kind).toList());
            allows(denied, suggestion);
        }
        assertFalse(denied.grants().suggestions().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"BOUNDARY", "SESSION", "SERVICE_CONTROL", "RESOURCE_CONTROL", "ENDPOINT"})
    void anExplicitDenyIsTakenBackWhereItStands(PolicyKind kind) {
        Denied denied = limited(kind, ALL, NEVER);
        Suggestion best = denied.best();

        assertEquals(List.of(kind), best.changes().stream().map(Change::kind).toList());
        assertEquals("arn:limit", best.changes().getFirst().source().orElseThrow());
        allows(denied, best);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void onlyTheLevelThatDeniesIsChanged(int level) {
        Denied denied = Denied.get().identity(ALL);
        for (int i = 0; i < 3; i++) {
            denied.layer(
                    PolicyKind.SERVICE_CONTROL,
                    Denied.policy(PolicyKind.SERVICE_CONTROL, "arn:p-" + i, i == level ? OTHER : ALL));
        }

        Suggestion best = denied.best();

        assertEquals(1, best.changes().size(), best.toString());
        assertEquals(level, best.changes().getFirst().level());
        assertTrue(best.changes().getFirst().words().contains("level " + (level + 1) + " below the root"));
        allows(denied, best);
    }

    @Test
    void twoKindsThatDenyNeedTwoChanges() {
        Denied denied = limited(PolicyKind.BOUNDARY, OTHER)
                .layer(PolicyKind.SESSION, Denied.policy(PolicyKind.SESSION, "session policy", OTHER));
        Suggestion best = denied.best();

        assertEquals(2, best.changes().size(), best.toString());
        allows(denied, best);
    }

    @Test
    void oneOfTwoChangesIsNotEnough() {
        Denied denied = Denied.get()
                .identity(OTHER)
                .layer(PolicyKind.BOUNDARY, Denied.policy(PolicyKind.IDENTITY, "arn:limit", OTHER));

        assertEquals(2, denied.best().changes().size(), denied.best().toString());
        allows(denied, denied.best());
    }

    @Test
    void aPolicyIsNamedAsItWasBeforeTheChange() {
        Change change =
                limited(PolicyKind.BOUNDARY, ALL, NEVER).best().changes().getFirst();

        assertTrue(change.documentBefore().orElseThrow().contains("Deny"));
        assertNotEquals(change.documentBefore(), change.documentAfter());
    }

    @Test
    void aRootUserCannotAssumeARoleWhateverPoliciesSay() {
        Grants.Answer answer = Denied.get()
                .by(new Principal.Root(Denied.ACCOUNT))
                .to("sts:AssumeRole", "arn:aws:iam::111111111111:role/App")
                .guardedBy(
                        PolicyKind.TRUST,
                        "{'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}")
                .grants();

        assertEquals(List.of(), answer.suggestions());
        assertEquals(
                "A root user can't assume a role, whatever policies say.",
                answer.whyNone().orElseThrow());
    }
}
