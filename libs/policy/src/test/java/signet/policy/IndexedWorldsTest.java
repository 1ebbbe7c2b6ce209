package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole decisions where every kind has so many statements on an action that they are found by resource: the reference,
 * which looks at each statement in order, names the same answer, kind, policy and statement. One set answers many requests,
 * so that what it remembers of one is there when the next is asked.
 */
class IndexedWorldsTest {
    private static final List<String> PRINCIPALS = List.of(
            "111111111111",
            Policies.ALICE.arn(),
            Policies.SESSION.roleArn(),
            Policies.SESSION.sessionArn(),
            Policies.FEDERATED.sessionArn(),
            "222222222222");
    private static final List<String> ACTIONS = List.of("s3:*", "s3:Get*", "S3:GetObject", "s3:Put?", "*", "s3:*t*");
    private static final List<String> ASKED = List.of("s3:GetObject", "s3:getobject", "s3:Puts", "s3:Delete");
    private static final List<Principal> CALLERS = List.of(
            Policies.ALICE, Policies.SESSION, Policies.FEDERATED, Policies.ROOT, Cast.SERVICE_LINKED, Cast.NOBODY);

    private final Random random;

    IndexedWorldsTest() {
        this.random = new Random(91);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String resource() {
        String bucket = "arn:aws:s3:::b" + random.nextInt(3);
        return switch (random.nextInt(9)) {
            case 0 -> bucket + "*";
            case 1 -> bucket + "/*";
            case 2 -> bucket + "/${aws:username}/*";
            case 3 -> "arn:*:s3:::b?/k" + random.nextInt(4);
            case 4 -> bucket + "/k?";
            case 5 -> "arn:aws:S3:::b1/k" + random.nextInt(4);
            default -> bucket + "/k" + random.nextInt(4);
        };
    }

    private Doc.Line line(PolicyKind kind, int number, int count) {
        boolean everything = number == count - 1 && random.nextBoolean();
        boolean deny = !everything && random.nextInt(40) == 0;
        Doc.Who who = switch (kind) {
            case RESOURCE -> new Doc.Who(false, false, List.of(pick(PRINCIPALS)), List.of(), List.of(), List.of());
            case ENDPOINT -> Doc.Who.everyone(false);
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL, TRUST -> null;
        };
        List<String> resources = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> resource())
                .toList();
        return new Doc.Line(
                deny,
                who,
                false,
                List.of(everything ? "*" : pick(ACTIONS)),
                false,
                everything ? List.of("*") : resources,
                random.nextInt(6) == 0
                        ? List.of(new Doc.Test("StringEquals", "aws:username", List.of("alice")))
                        : List.of());
    }

    private Doc doc(PolicyKind kind, int count) {
        return new Doc(
                true,
                IntStream.range(0, count).mapToObj(i -> line(kind, i, count)).toList());
    }

    private @Nullable List<Doc> some(PolicyKind kind, int policies, int statements) {
        return random.nextInt(3) == 0
                ? null
                : IntStream.range(0, policies)
                        .mapToObj(i -> doc(kind, statements))
                        .toList();
    }

    private ReferenceEvaluator.World world(int statements) {
        List<Doc> boundary = some(PolicyKind.BOUNDARY, 1, statements);
        List<Doc> session = some(PolicyKind.SESSION, 2, statements);
        List<Doc> bucket = some(PolicyKind.RESOURCE, 1, statements);
        List<Doc> endpoint = random.nextBoolean() ? null : some(PolicyKind.ENDPOINT, 1, statements);
        List<Doc> root = random.nextBoolean() ? null : some(PolicyKind.SERVICE_CONTROL, 2, statements);
        return new ReferenceEvaluator.World(
                some(PolicyKind.IDENTITY, 3, statements),
                boundary == null ? null : boundary.getFirst(),
                session,
                bucket == null ? null : bucket.getFirst(),
                PolicyKind.RESOURCE,
                root == null ? null : List.of(root, List.of(doc(PolicyKind.SERVICE_CONTROL, statements))),
                null,
                endpoint == null ? null : endpoint.getFirst());
    }

    private Request request() {
        Context context = random.nextBoolean()
                ? Context.EMPTY
                : Context.builder()
                        .put("aws:username", random.nextInt(3) == 0 ? "bob" : "alice")
                        .build();
        String object = "arn:aws:s3:::b" + random.nextInt(4) + pick(List.of("", "/", "/k", "/alice/k"));
        return new Request(
                pick(CALLERS),
                pick(ASKED),
                object.endsWith("k") ? object + random.nextInt(5) : object,
                random.nextInt(3) == 0 ? Policies.OTHER_ACCOUNT : Policies.ACCOUNT,
                context);
    }

    /** From lists that are looked through to lists that are indexed, and longer than those that are kept one by one. */
    @ParameterizedTest
    @ValueSource(ints = {3, 9, 17, 40, 90})
    void theReferenceDecidesLikeTheEngine(int statements) {
        Map<ReferenceEvaluator.Answer, Integer> seen = new EnumMap<>(ReferenceEvaluator.Answer.class);
        List<PolicyKind> kinds = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ReferenceEvaluator.World world = world(statements);
            Compiled compiled = new Compiled();
            PolicySet set = compiled.set(world);
            for (int n = 0; n < 60; n++) {
                Request request = request();
                ReferenceEvaluator.Verdict verdict = ReferenceEvaluator.decide(request, world);
                Decision decision = Evaluator.decide(request, set);
                assertEquals(
                        Optional.empty(),
                        Differential.difference(verdict, decision, compiled),
                        () -> request + "\n" + world);
                seen.merge(verdict.answer(), 1, Integer::sum);
                verdict.kind().ifPresent(kinds::add);
            }
        }
        assertEquals(3, seen.size(), seen::toString);
        assertTrue(seen.values().stream().allMatch(count -> count >= 30), seen::toString);
        assertTrue(
                kinds.stream().distinct().count() >= 6,
                () -> "decided by " + kinds.stream().distinct().toList());
    }
}
