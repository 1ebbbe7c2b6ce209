package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered between decisions is right, is bounded, and is shared where it may be. */
class MemoTest {
    private static final int PLACES = 256 + 16;

    private static String allow(String action, String resource) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    private static SourcedPolicy many(int statements, String action) {
        return Policies.policy(
                PolicyKind.IDENTITY,
                IntStream.range(0, statements)
                        .mapToObj(i -> allow(action, "arn:aws:s3:::bucket/" + i))
                        .toArray(String[]::new));
    }

    @Test
    void anAnswerIsKeptUntilOthersTakeItsPlace() {
        Memo<String, Integer> memo = new Memo<>(16);
        assertNull(memo.known("a"));
        assertEquals(0, memo.kept());
        assertEquals(1, memo.put("a", 1));
        assertEquals(1, memo.known("a"));
        assertEquals(1, memo.kept());
        assertEquals(1, memo.find(value -> value == 1).orElseThrow());
        assertTrue(memo.find(value -> value == 2).isEmpty());
        for (int i = 0; i < 1_000; i++) {
            memo.put("k" + i, i);
            assertEquals(i, memo.known("k" + i));
            assertTrue(memo.kept() <= 16);
        }
        assertEquals(16, memo.kept());
        assertNull(memo.known("a"));
    }

    @Test
    void aKeptAnswerIsItsOwnKeysAndNoOthers() {
        Memo<String, Integer> memo = new Memo<>(4);
        memo.put("Aa", 1);
        memo.put("BB", 2);
        assertEquals(1, memo.known("Aa"));
        assertEquals(2, memo.known("BB"));
        assertNull(memo.known("C#"));
    }

    @Test
    void threadsThatShareAMemoSeeOnlyRightAnswers() throws Exception {
        Memo<String, String> memo = new Memo<>(64);
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int from = thread * 7;
                wrong.add(threads.submit(() -> {
                    start.await();
                    int bad = 0;
                    for (int i = 0; i < 20_000; i++) {
                        String key = "key" + (from + i) % 150;
                        String known = memo.known(key);
                        String answer = known == null ? memo.put(key, "of " + key) : known;
                        bad += answer.equals("of " + key) ? 0 : 1;
                    }
                    return bad;
                }));
            }
            start.countDown();
            for (Future<Integer> bad : wrong) {
                assertEquals(0, bad.get());
            }
        }
        assertTrue(memo.kept() <= 64);
    }

    @Test
    void noNumberOfActionsMakesAPolicyGrow() {
        SourcedPolicy exact = many(100, "s3:GetObject");
        SourcedPolicy wild = Policies.policy(
                PolicyKind.IDENTITY,
                IntStream.range(0, 100)
                        .mapToObj(i -> allow("s3:Get*" + i % 10, "*"))
                        .toArray(String[]::new));
        for (int i = 0; i < 5_000; i++) {
            Request request = Policies.request(Policies.ALICE, "s3:Get" + i, Policies.OBJECT, Context.EMPTY);
            Statement named = Policies.first(wild.policy().allows(), request.query(false), Principals.ANY_LEVEL);
            assertEquals(i % 10, named == null ? -1 : named.index());
            assertNull(Policies.first(exact.policy().allows(), request.query(false), Principals.ANY_LEVEL));
        }
        assertTrue(wild.policy().allows().kept() <= PLACES);
        assertTrue(exact.policy().allows().kept() <= PLACES);
        assertEquals(0, wild.policy().denies().kept());
    }

    @Test
    void actionsWithTheSameLongListShareIt() {
        ActionIndex index = many(100, "s3:*").policy().allows();
        Candidates get = index.of(Action.of("s3:GetObject"));
        assertEquals(100, get.size());
        for (int i = 0; i < 500; i++) {
            assertSame(get, index.of(Action.of("s3:Do" + i)));
        }
        assertTrue(index.kept() <= 16);
        assertSame(Candidates.NONE, index.of(Action.of("ec2:RunInstances")));
    }

    @Test
    void listsThatDifferAreNotShared() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            statements.add(allow(i % 2 == 0 ? "s3:Get*" : "s3:Put*", "arn:aws:s3:::bucket/" + i));
        }
        ActionIndex index = Policies.policy(PolicyKind.IDENTITY, statements.toArray(new String[0]))
                .policy()
                .allows();
        Candidates get = index.of(Action.of("s3:GetObject"));
        Candidates put = index.of(Action.of("s3:PutObject"));
        assertNotSame(get, put);
        assertEquals(0, get.statement(0).index());
        assertEquals(1, put.statement(0).index());
        assertSame(get, index.of(Action.of("S3:getobject")));
    }

    @Test
    void anActionIsKnownRegardlessOfCaseAndLength() {
        Action get = Action.of("s3:GetObject");
        assertSame(get, Action.of("s3:GetObject"));
        assertEquals(get, Action.of("S3:GETOBJECT"));
        assertEquals(get.hashCode(), Action.of("S3:GETOBJECT").hashCode());
        assertEquals("s3:getobject", get.toString());
        assertEquals("s3", get.prefix());
        assertEquals(2, get.colon());
        assertNotEquals(get, Action.of("s3:PutObject"));
        String name = "s3:" + "Long".repeat(1_000);
        assertEquals(Action.of(name), Action.of(name));
        assertNotSame(Action.of(name), Action.of(name));
        assertTrue(Action.of("STS:GetCallerIdentity").isCallerIdentity());
        assertEquals(false, Action.of("sts:GetCallerIdentit").isCallerIdentity());
        assertTrue(Action.of("S3:x").isResourceControlled());
        assertEquals(false, Action.of("iam:x").isResourceControlled());
    }

    @Test
    void aSetWithAnotherResourceSharesWhatIsKnownOfTheCaller() {
        PolicySet set = PolicySet.builder()
                .identity(List.of(many(3, "s3:*"), many(2, "s3:GetObject")))
                .build();
        SourcedPolicy resource = Policies.policy(
                PolicyKind.RESOURCE, "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}");
        Query query = Policies.getObject(Policies.ALICE).query(false);
        PolicySet guarded = set.withResource(resource);
        assertSame(set.participants(query), guarded.participants(query));
        assertNull(set.resource());
        assertEquals("allowed", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), guarded)));
        assertEquals("IDENTITY", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), set)));
    }

    @Test
    void requestsAreEqualByTheirParts() {
        Context context = Context.builder().put("a", "1").build();
        Request request = Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, context);
        Request same = Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, context);
        assertSame(request.query(true), request.query(true));
        assertNotSame(request.query(true), request.query(false));
        assertEquals(request, same);
        assertEquals(request.hashCode(), same.hashCode());
        assertTrue(request.toString().contains("s3:GetObject")
                && request.toString().contains(Policies.OBJECT));
        List<Request> others = List.of(
                Policies.request(Policies.ROOT, "s3:GetObject", Policies.OBJECT, context),
                Policies.request(Policies.ALICE, "s3:PutObject", Policies.OBJECT, context),
                Policies.request(Policies.ALICE, "s3:GetObject", "*", context),
                Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, Context.EMPTY),
                new Request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, "", context));
        others.forEach(other -> assertNotEquals(request, other));
        assertNotEquals(request, (Object) "s3:GetObject");
    }
}
