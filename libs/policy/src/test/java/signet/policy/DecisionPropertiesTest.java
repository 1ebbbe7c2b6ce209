package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold whatever the policies are. */
class DecisionPropertiesTest {
    private static final int CASES = Integer.getInteger("signet.policy.laws", 4_000);
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String DENY = "{'Effect':'Deny','Action':'*','Resource':'*'}";

    private final Worlds worlds = new Worlds(5);
    private final Random random = new Random(5);

    private List<SourcedPolicy> some(PolicyKind kind) {
        List<SourcedPolicy> policies = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            policies.add(Worlds.pair(kind, worlds.doc(kind)).compiled());
        }
        return policies;
    }

    private static Decision decide(Request request, List<SourcedPolicy> identity) {
        return Evaluator.decide(request, PolicySet.builder().identity(identity).build());
    }

    private static List<SourcedPolicy> plus(List<SourcedPolicy> policies, String statement) {
        List<SourcedPolicy> more = new ArrayList<>(policies);
        more.add(more.size() / 2, Policies.policy(PolicyKind.IDENTITY, statement));
        return more;
    }

    private static boolean isExempt(Request request) {
        return request.action().equalsIgnoreCase("sts:GetCallerIdentity");
    }

    @Test
    void anExplicitDenyAlwaysWins() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            boolean asksPolicies = request.principal() instanceof Principal.User
                    || request.principal() instanceof Principal.RoleSession;
            Decision decision = decide(request, plus(plus(some(PolicyKind.IDENTITY), ALLOW), DENY));
            assertTrue(!asksPolicies || isExempt(request) || !decision.allowed(), request::toString);
        }
    }

    @Test
    void withoutPoliciesNobodyButRootMayDoAnything() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            boolean allowed = Evaluator.decide(request, PolicySet.EMPTY).allowed();
            assertTrue(
                    !allowed || isExempt(request) || request.principal() instanceof Principal.Root, request::toString);
        }
    }

    @Test
    void addingAnAllowNeverDenies() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            List<SourcedPolicy> identity = some(PolicyKind.IDENTITY);
            if (decide(request, identity).allowed()) {
                assertTrue(decide(request, plus(identity, ALLOW)).allowed(), request::toString);
            }
        }
    }

    @Test
    void addingADenyNeverAllows() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            List<SourcedPolicy> identity = some(PolicyKind.IDENTITY);
            if (!decide(request, identity).allowed()) {
                assertFalse(
                        decide(request, plus(identity, "{'Effect':'Deny','Action':'s3:*','Resource':'*'}"))
                                .allowed(),
                        request::toString);
            }
        }
    }

    @Test
    void orderAndDuplicatesDoNotMatter() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            List<SourcedPolicy> identity = some(PolicyKind.IDENTITY);
            List<SourcedPolicy> shuffled = new ArrayList<>(identity);
            shuffled.addAll(identity);
            Collections.shuffle(shuffled, random);
            Decision first = decide(request, identity);
            Decision second = decide(request, shuffled);
            assertEquals(first.getClass(), second.getClass(), request::toString);
        }
    }

    @Test
    void aBoundaryNeverGrants() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            List<SourcedPolicy> identity = some(PolicyKind.IDENTITY);
            PolicySet bounded = PolicySet.builder()
                    .identity(identity)
                    .boundary(Worlds.pair(PolicyKind.BOUNDARY, worlds.doc(PolicyKind.BOUNDARY))
                            .compiled())
                    .build();
            if (Evaluator.decide(request, bounded).allowed()) {
                assertTrue(decide(request, identity).allowed(), request::toString);
            }
        }
    }

    @Test
    void neitherASessionPolicyNorAServiceControlPolicyGrantsToUsersAndRoles() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            List<SourcedPolicy> identity = some(PolicyKind.IDENTITY);
            PolicySet.Builder limited = PolicySet.builder().identity(identity);
            if (random.nextBoolean()) {
                limited.serviceControl(List.of(some(PolicyKind.SERVICE_CONTROL)));
            } else if (!(request.principal() instanceof Principal.FederatedUser)) {
                limited.session(some(PolicyKind.SESSION));
            }
            if (Evaluator.decide(request, limited.build()).allowed()) {
                assertTrue(decide(request, identity).allowed(), request::toString);
            }
        }
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        for (int i = 0; i < CASES; i++) {
            Worlds.World world = worlds.world();
            Request request = worlds.request();
            assertEquals(Evaluator.decide(request, world.compiled()), Evaluator.decide(request, world.compiled()));
        }
    }
}
