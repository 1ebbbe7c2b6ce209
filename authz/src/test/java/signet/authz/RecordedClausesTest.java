package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.Role;
import signet.identity.User;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicySet;

/**
 * What an event log keeps of decisions: the clause is the same as in the message that the client got, and the parts of the
 * policies are enough to come to the same decision once more.
 */
class RecordedClausesTest {
    private static final Access GET = World.get(World.ACCOUNT);

    private World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static String clause(Decided decided) {
        return Denial.because(
                decided.decision(), decided.context(), decided.access().action());
    }

    private Decided decided(Caller caller, Access access) {
        return world.ask(caller, access).decisions().getFirst();
    }

    @Test
    void anAllowedAccessHasAClauseOfItsOwn() {
        assertEquals(
                "because an identity-based policy allows the s3:GetObject action",
                clause(decided(world.caller(World.allow("s3:*")), GET)));
        assertEquals("because the caller is the root user of the account", clause(decided(world.root(), GET)));
        assertEquals(
                "because no permissions are required to perform the sts:GetCallerIdentity action",
                clause(decided(world.caller(), Access.to("sts:GetCallerIdentity", "*"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:GetObject", "iam:PassRole", "ec2:RunInstances"})
    void aRefusedAccessHasTheClauseOfItsMessage(String action) {
        Access access = Access.to(action, "*");
        for (Caller caller : List.of(
                world.caller(), world.caller(World.allow("*"), World.deny(action)), world.caller(World.allow("x:*")))) {
            Denial denial = world.denial(caller, access);
            assertEquals(denial.because(), clause(denial.decided()));
            assertTrue(denial.sentence().endsWith(clause(denial.decided())));
        }
    }

    /** AWS Security Blog, "Enhanced access denied error messages with policy ARNs": members alone learn its ARN. */
    @Test
    void aResourceControlPolicyIsNamedToMembersOnly() {
        Company company = new Company(world);
        company.guard(Company.Level.ACCOUNT, "s3:GetObject");
        Decided member = decided(world.caller(World.allow("*")), GET);

        assertTrue(clause(member).contains("resource control policy: arn:"), clause(member));
        assertEquals(
                "with an explicit deny in a resource control policy",
                Denial.because(member.decision(), Context.EMPTY, "s3:GetObject"));
    }

    @Test
    void everyDecisionOfARandomWorldIsTakenAgainFromItsParts() {
        List<String> met = new ArrayList<>();
        for (int seed = 0; seed < 300; seed++) {
            world.close();
            world = new World();
            RandomWorld random = new RandomWorld(world, seed);
            for (Decided decided :
                    world.ask(random.caller, Accesses.of(GET).openToAnonymous()).decisions()) {
                PolicySet again = PolicySet.of(
                        decided.policies().callerParts(),
                        decided.policies().resourcePolicy().orElse(null));
                Decision decision = Evaluator.decide(decided.request(), again);
                assertEquals(decided.decision(), decision, "seed " + seed);
                met.add(decision.name());
            }
        }
        assertTrue(met.containsAll(List.of("Allowed", "ExplicitlyDenied", "ImplicitlyDenied")), met.toString());
    }

    @Test
    void requestsOfOneCallerShareTheirParts() {
        Caller caller = world.caller(World.allow("s3:*"));

        Decided one = decided(caller, GET);
        Decided other =
                decided(caller, Access.to("s3:ListBucket", "arn:aws:s3:::b").ownedBy(World.ACCOUNT));

        assertSame(one.policies().callerParts(), other.policies().callerParts());
    }

    /** Every kind of caller: what is decided about it is decided again by the parts alone. */
    @Test
    void everyKindOfCallersDecisionIsTakenAgainFromItsParts() {
        Role role = world.role("app", World.allow("s3:*"));
        User ann = world.user("ann", World.allow("s3:*"), World.deny("s3:DeleteObject"));
        List<Caller> callers = List.of(
                world.root(),
                world.caller(ann),
                world.caller(ann.withBoundary(world.managed("b", World.allow("ec2:*")))),
                world.session(role, terms -> terms.limitedBy(World.allow("s3:GetObject"))),
                world.session(role, terms -> terms.named("other").tagged(Map.of("team", "red"))),
                world.federated(ann, terms -> terms.limitedBy(World.allow("s3:*"))),
                new Caller.AwsService("ec2.amazonaws.com"),
                new Caller.Federated("accounts.google.com", "WebIdentityUser", "id", "name", "accounts.google.com"));
        List<Access> accesses = List.of(
                GET,
                World.get(World.OTHER),
                Access.to("s3:DeleteObject", "arn:aws:s3:::b/k").ownedBy(World.ACCOUNT),
                GET.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject")),
                GET.guardedBy(World.bucketPolicy("Deny", "\"*\"", "s3:*")),
                World.get(World.OTHER).guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:*")));
        int allowed = 0;
        for (Caller caller : callers) {
            for (Access access : accesses) {
                Decided decided = decided(caller, access);
                PolicySet again = PolicySet.of(
                        decided.policies().callerParts(),
                        decided.policies().resourcePolicy().orElse(null));
                assertEquals(decided.decision(), Evaluator.decide(decided.request(), again), caller + " " + access);
                assertEquals(
                        Evaluator.explain(decided.request(), decided.policies()).tree(),
                        Evaluator.explain(decided.request(), again).tree());
                allowed += decided.decision().allowed() ? 1 : 0;
            }
        }
        assertTrue(allowed > 10 && allowed < callers.size() * accesses.size(), allowed + " allowed");
    }

    @Test
    void aDecisionThatIsOnlyWantedToBeKnownIsOtherwiseTheSame() {
        Decided required = decided(world.caller(World.allow("s3:*")), GET);
        Decided advisory = required.advisory();

        assertEquals(required.access(), advisory.access());
        assertEquals(required.request(), advisory.request());
        assertEquals(required.policies(), advisory.policies());
        assertEquals(required.decision(), advisory.decision());
        assertTrue(required.required() && !advisory.required());
    }
}
