package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A server keeps sets of policies warm and changes the resource's alone: what one decision leaves behind harms no other. */
class WarmSetsTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static SourcedPolicy bucket(String source, String effect, String principal) {
        return new SourcedPolicy(
                source,
                true,
                Policies.policy(
                                PolicyKind.RESOURCE,
                                "{'Effect':'" + effect + "','Principal':" + Cast.principal(principal)
                                        + ",'Action':'s3:*','Resource':'*'}")
                        .policy());
    }

    private static SourcedPolicy trust(String principal) {
        return Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':" + Cast.principal(principal) + ",'Action':'sts:AssumeRole'}");
    }

    private static String outcome(Request request, PolicySet set) {
        return Cast.outcome(Evaluator.decide(request, set));
    }

    @Test
    void everyResourceHasItsOwnAnswerHoweverOftenTheyTakeTurns() {
        PolicySet caller = PolicySet.builder().identity(List.of()).build();
        PolicySet open = caller.withResource(bucket("open", "Allow", "user"));
        PolicySet closed = caller.withResource(bucket("closed", "Deny", "*"));
        PolicySet other = caller.withResource(bucket("other", "Allow", "other"));
        Request request = Policies.getObject(Policies.ALICE);
        for (int i = 0; i < 50; i++) {
            assertEquals("allowed", outcome(request, open));
            assertEquals("deny RESOURCE", outcome(request, closed));
            assertEquals("IDENTITY", outcome(request, other));
            assertEquals("IDENTITY", outcome(request, caller));
        }
        assertNull(caller.resource());
    }

    @Test
    void aResourceTakesThePlaceOfTheOneBefore() {
        PolicySet set = PolicySet.builder()
                .resource(bucket("first", "Deny", "*"))
                .build()
                .withResource(bucket("second", "Allow", "user"));
        assertEquals("allowed", outcome(Policies.getObject(Policies.ALICE), set));
        Decision decision = Evaluator.decide(Policies.getObject(Policies.ALICE), set);
        assertTrue(decision instanceof Decision.Allowed allowed
                && allowed.grant() instanceof Decision.ByStatement by
                && by.policy().source().equals("second")
                && by.kind() == PolicyKind.RESOURCE);
    }

    @Test
    void aRolesTrustPolicyIsNoBucketPolicy() {
        PolicySet caller =
                PolicySet.builder().identity(Policies.identity(ALLOW)).build();
        Request assume =
                Policies.request(Policies.ALICE, "sts:AssumeRole", "arn:aws:iam::111111111111:role/r", Context.EMPTY);
        assertEquals("TRUST", outcome(assume, caller.withResource(trust("other"))));
        assertEquals("allowed", outcome(assume, caller.withResource(bucket("b", "Allow", "other"))));
        assertEquals("allowed", outcome(assume, caller.withResource(trust("account"))));
        assertEquals(
                "allowed", outcome(Policies.getObject(Policies.ALICE), caller.withResource(bucket("b", "Allow", "*"))));
    }

    /** Which policies exist for a caller is remembered by its kind: the next of another kind is not taken for it. */
    @Test
    void callersOfAllKindsMayUseOneSetInTurn() {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Effect':'Deny','Action':'s3:*','Resource':'*'}"))
                .serviceControl(List.of(List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, ALLOW))))
                .resourceControl(List.of(List.of()))
                .resource(bucket("b", "Allow", "*"))
                .build();
        List<String> callers = List.of("user", "root", "service", "linked", "session", "anonymous", "federated", "web");
        for (int round = 0; round < 3; round++) {
            for (String caller : callers) {
                String expected = caller.equals("linked") ? "deny IDENTITY" : expectedOfOthers(caller);
                assertEquals(expected, outcome(Policies.getObject(Cast.caller(caller)), set), caller);
                Request launch = Policies.request(Cast.caller(caller), "ec2:RunInstances", "*", Context.EMPTY);
                assertEquals(launch(caller), outcome(launch, set), caller);
            }
        }
    }

    private static String expectedOfOthers(String caller) {
        boolean ownPolicies = List.of("user", "session", "federated").contains(caller);
        return ownPolicies ? "deny IDENTITY" : "RESOURCE_CONTROL";
    }

    /** No resource control policy reaches EC2, and nobody allows it but a root user's account. */
    private static String launch(String caller) {
        return switch (caller) {
            case "root" -> "allowed";
            case "federated" -> "SESSION";
            case "user", "session", "linked" -> "IDENTITY";
            default -> "RESOURCE";
        };
    }

    @Test
    void whatIsKnownOfTheCallerIsSharedAndWhatIsKnownOfTheResourceIsNot() {
        PolicySet set = PolicySet.builder().identity(Policies.identity(ALLOW)).build();
        PolicySet one = set.withResource(bucket("one", "Allow", "user"));
        PolicySet two = set.withResource(bucket("two", "Allow", "user"));
        Query query = Policies.getObject(Policies.ALICE).query(false);
        assertSame(set.participants(query), one.participants(query));
        assertSame(one.participants(query), two.participants(query));
        assertNotSame(one.resource(), two.resource());
        Query root = Policies.getObject(Policies.ROOT).query(false);
        assertNotSame(set.participants(query), set.participants(root));
        assertSame(set.participants(root), two.participants(root));
        PolicySet like = PolicySet.builder().identity(Policies.identity(ALLOW)).build();
        assertNotSame(set.participants(query), like.participants(query));
    }

    @ParameterizedTest
    @CsvSource({"true,deny RESOURCE", "false,allowed"})
    void aSetKnowsWhetherItHasABoundaryAlsoBehindAnotherResource(boolean boundary, String expected) {
        PolicySet.Builder set = PolicySet.builder().identity(Policies.identity(ALLOW));
        if (boundary) {
            set.boundary(Policies.policy(PolicyKind.BOUNDARY, ALLOW));
        }
        SourcedPolicy sparing = Policies.policy(
                PolicyKind.RESOURCE,
                "{'Effect':'Deny','NotPrincipal':{'AWS':['111111111111','" + Policies.ALICE.arn()
                        + "']},'Action':'*','Resource':'*'}");
        Request request = Policies.getObject(Policies.ALICE);
        assertEquals("allowed", outcome(request, set.build()));
        assertEquals(expected, outcome(request, set.build().withResource(sparing)));
        assertEquals(boundary, set.build().withResource(sparing).hasBoundary());
    }

    /** One request asked of sets with and without boundary, whose prepared forms differ. */
    @Test
    void aRequestMayBeAskedOfManySets() {
        Request request = Policies.getObject(Policies.ALICE);
        SourcedPolicy nothing =
                Policies.policy(PolicyKind.BOUNDARY, "{'Effect':'Allow','Action':'x:y','Resource':'*'}");
        PolicySet.Builder set = PolicySet.builder().identity(Policies.identity(ALLOW));
        PolicySet without = set.build();
        PolicySet with = set.boundary(nothing).build();
        for (int i = 0; i < 10; i++) {
            assertEquals("allowed", outcome(request, without));
            assertEquals("BOUNDARY", outcome(request, with));
        }
    }

    private static SourcedPolicy named(PolicyKind kind, String source, String... statements) {
        return new SourcedPolicy(
                source, false, Policies.policy(kind, statements).policy());
    }

    /** The second of three policies grants; another of the three denies something else. */
    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "SESSION", "BOUNDARY", "ENDPOINT"})
    void ofSeveralPoliciesOfAKindOneMustAllowAndNoneDeny(PolicyKind kind) {
        String who = kind == PolicyKind.ENDPOINT ? "'Principal':'*'," : "";
        String statement = "{'Effect':'%s'," + who + "'Action':'%s','Resource':'*'}";
        SourcedPolicy a = named(kind, "a", statement.formatted("Allow", "s3:List*"));
        SourcedPolicy b = named(kind, "b", statement.formatted("Allow", "s3:Get*"));
        SourcedPolicy c = named(
                kind, "c", statement.formatted("Allow", "s3:Put*"), statement.formatted("Deny", "s3:PutObjectAcl"));
        for (List<SourcedPolicy> order : List.of(List.of(a, b, c), List.of(c, b, a), List.of(b, a, c, b))) {
            PolicySet.Builder builder = PolicySet.builder().identity(Policies.identity(ALLOW));
            PolicySet set = several(builder, kind, order).build();
            assertEquals("allowed", action(set, "s3:ListBucket"));
            assertEquals("allowed", action(set, "s3:GetObject"));
            assertEquals("allowed", action(set, "s3:PutObject"));
            assertEquals("deny " + kind, action(set, "s3:PutObjectAcl"));
            assertEquals(kind.name(), action(set, "s3:DeleteObject"));
        }
        PolicySet none = several(PolicySet.builder().identity(Policies.identity(ALLOW)), kind, List.of())
                .build();
        assertEquals(kind.name(), action(none, "s3:GetObject"));
    }

    private static PolicySet.Builder several(PolicySet.Builder set, PolicyKind kind, List<SourcedPolicy> policies) {
        return switch (kind) {
            case IDENTITY -> set.identity(policies);
            case BOUNDARY -> set.boundary(policies);
            case SESSION -> set.session(policies);
            case ENDPOINT -> set.endpoint(policies);
            case SERVICE_CONTROL -> set.serviceControl(List.of(policies));
            case RESOURCE_CONTROL -> set.resourceControl(List.of(policies));
            case RESOURCE, TRUST -> set.resource(policies.getFirst());
        };
    }

    private static String action(PolicySet set, String action) {
        return outcome(Policies.request(Policies.ALICE, action, Policies.OBJECT, Context.EMPTY), set);
    }

    /** Levels of an organization: each allows some of ten actions; what all levels allow is allowed. */
    @Test
    void everyLevelMustAllowWithAnyOfItsPolicies() {
        Random random = new Random(61);
        for (int i = 0; i < 100; i++) {
            List<List<SourcedPolicy>> levels = new ArrayList<>();
            List<List<Integer>> allowed = new ArrayList<>();
            for (int level = 0; level < 1 + random.nextInt(5); level++) {
                List<SourcedPolicy> policies = new ArrayList<>();
                List<Integer> numbers = new ArrayList<>();
                for (int p = 0; p < random.nextInt(4); p++) {
                    List<Integer> some =
                            random.ints(1 + random.nextInt(8), 0, 10).boxed().toList();
                    numbers.addAll(some);
                    policies.add(named(
                            PolicyKind.SERVICE_CONTROL,
                            "p" + p,
                            some.stream()
                                    .map(n -> "{'Effect':'Allow','Action':'s3:A" + n + "','Resource':'*'}")
                                    .toArray(String[]::new)));
                }
                levels.add(policies);
                allowed.add(numbers);
            }
            PolicySet set = PolicySet.builder()
                    .identity(Policies.identity(ALLOW))
                    .serviceControl(levels)
                    .build();
            for (int n = 0; n < 10; n++) {
                int number = n;
                boolean everywhere = allowed.stream().allMatch(numbers -> numbers.contains(number));
                assertEquals(everywhere ? "allowed" : "SERVICE_CONTROL", action(set, "s3:a" + n));
            }
        }
    }

    /** Of denials on several levels the one nearest to the root of the organization is named. */
    @Test
    void aDenialOfAnOrganizationNamesTheFirstLevelThenTheFirstPolicy() {
        String deny = "{'Effect':'Deny','Action':'s3:%s','Resource':'*'}";
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW))
                .serviceControl(List.of(
                        List.of(named(PolicyKind.SERVICE_CONTROL, "root", ALLOW, deny.formatted("A"))),
                        List.of(
                                named(PolicyKind.SERVICE_CONTROL, "unit1", ALLOW, deny.formatted("B")),
                                named(PolicyKind.SERVICE_CONTROL, "unit2", deny.formatted("*"))),
                        List.of(named(PolicyKind.SERVICE_CONTROL, "account", ALLOW, deny.formatted("*")))))
                .build();
        assertEquals("root 1", denial(set, "s3:A"));
        assertEquals("unit1 1", denial(set, "s3:B"));
        assertEquals("unit2 0", denial(set, "s3:C"));
        assertEquals("", denial(set, "ec2:C"));
    }

    private static String denial(PolicySet set, String action) {
        return Evaluator.decide(Policies.request(Policies.ALICE, action, Policies.OBJECT, Context.EMPTY), set)
                        instanceof Decision.ExplicitlyDenied denied
                ? denied.policy().source() + " " + denied.statement().index()
                : "";
    }

    /** Threads with callers and resources of all kinds, on one caller's side that nobody has asked before. */
    @Test
    void threadsThatShareASetHaveTheAnswersOfOneAlone() throws Exception {
        PolicySet shared = many();
        PolicySet alone = many();
        List<String> callers = List.of("user", "session", "root", "linked", "service", "anonymous", "federated");
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<List<String>>> results = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                int from = thread;
                results.add(threads.submit(() -> {
                    start.await();
                    return IntStream.range(0, 700)
                            .mapToObj(i -> answer(shared, callers, from + i))
                            .toList();
                }));
            }
            start.countDown();
            for (int thread = 0; thread < 6; thread++) {
                int from = thread;
                List<String> answers = results.get(thread).get();
                for (int i = 0; i < answers.size(); i++) {
                    assertEquals(answer(alone, callers, from + i), answers.get(i));
                }
            }
        }
    }

    private static PolicySet many() {
        return PolicySet.builder()
                .identity(IntStream.range(0, 5)
                        .mapToObj(p -> named(
                                PolicyKind.IDENTITY,
                                "p" + p,
                                IntStream.range(0, 30)
                                        .mapToObj(i -> "{'Effect':'Allow','Action':'s3:Get" + i % 7
                                                + "*','Resource':'arn:aws:s3:::" + p + "/" + i + "*'}")
                                        .toArray(String[]::new)))
                        .toList())
                .serviceControl(List.of(List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, ALLOW))))
                .build();
    }

    private static String answer(PolicySet set, List<String> callers, int i) {
        Request request = Policies.request(
                Cast.caller(callers.get(i % callers.size())),
                "s3:Get" + i % 9 + "x" + i,
                "arn:aws:s3:::" + i % 6 + "/" + i % 31,
                Context.EMPTY);
        PolicySet asked = i % 3 == 0 ? set : set.withResource(bucket("b", "Allow", i % 3 == 1 ? "user" : "service"));
        return outcome(request, asked);
    }
}
