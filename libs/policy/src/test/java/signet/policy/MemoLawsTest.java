package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A memo of any size answers rightly or not at all, keeps what was asked last, and never has more than its places. */
class MemoLawsTest {
    /** All keys of one hash, as an attacker would choose them. */
    private record Colliding(int number) {
        @Override
        public int hashCode() {
            return 42;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 64, 2_048})
    void whatItAnswersIsWhatWasPut(int size) {
        Random random = new Random(size);
        Memo<Integer, String> memo = new Memo<>(size);
        Map<Integer, String> all = new HashMap<>();
        int kept = 0;
        for (int i = 0; i < 20_000; i++) {
            int key = random.nextInt(size * 3);
            String known = memo.known(key);
            if (known == null) {
                String value = "v" + key;
                assertSame(value, memo.put(key, value));
                all.put(key, value);
                assertSame(value, memo.known(key));
            } else {
                assertSame(all.get(key), known);
            }
            assertTrue(memo.kept() >= kept && memo.kept() <= size);
            kept = memo.kept();
            i += size > 100 ? 9 : 0;
        }
        assertTrue(kept > size / 2, "kept " + kept + " of " + size);
    }

    @Test
    void fourKeysOfOneHashHaveAPlaceAndAFifthTakesTheFirstOnes() {
        Memo<Colliding, Integer> memo = new Memo<>(64);
        for (int i = 0; i < 4; i++) {
            memo.put(new Colliding(i), i);
            assertEquals(i + 1, memo.kept());
        }
        assertEquals(List.of(0, 1, 2, 3), known(memo, 4));
        for (int i = 4; i < 100; i++) {
            memo.put(new Colliding(i), i);
            assertEquals(4, memo.kept());
            assertEquals(List.of(i - 3, i - 2, i - 1, i), known(memo, i + 1));
        }
    }

    private static List<Integer> known(Memo<Colliding, Integer> memo, int keys) {
        return IntStream.range(0, keys)
                .filter(i -> memo.known(new Colliding(i)) != null)
                .boxed()
                .toList();
    }

    @Test
    void keysOfOneHashPushOutNobodyElse() {
        Memo<Object, Integer> memo = new Memo<>(64);
        List<Object> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String key = "other" + i;
            memo.put(key, i);
            others.add(key);
        }
        int before =
                (int) others.stream().filter(key -> memo.known(key) != null).count();
        for (int i = 0; i < 1_000; i++) {
            memo.put(new Colliding(i), i);
        }
        long after = others.stream().filter(key -> memo.known(key) != null).count();
        assertTrue(after >= before - 4, "of " + before + " were left " + after);
    }

    @Test
    void anAnswerIsFoundInEveryPlace() {
        Memo<Integer, Integer> memo = new Memo<>(16);
        for (int i = 0; i < 400; i++) {
            memo.put(i, i);
        }
        assertEquals(16, memo.kept());
        int found = 0;
        for (int i = 0; i < 400; i++) {
            int wanted = i;
            boolean has = memo.find(value -> value == wanted).isPresent();
            assertEquals(memo.known(i) != null, has);
            found += has ? 1 : 0;
        }
        assertEquals(16, found);
        assertTrue(new Memo<String, String>(16).find(value -> true).isEmpty());
    }

    /** As two threads do that both find nothing: neither answer is wrong, and the next is one of them. */
    @Test
    void anAnswerPutTwiceIsStillAnswered() {
        Memo<Colliding, String> memo = new Memo<>(4);
        memo.put(new Colliding(1), "first");
        assertEquals("second", memo.put(new Colliding(1), "second"));
        assertEquals("first", memo.known(new Colliding(1)));
        assertEquals(2, memo.kept());
        assertNull(memo.known(new Colliding(2)));
    }

    @Test
    void commonKeysSpreadOverTheWholeTable() {
        for (int size : new int[] {64, 256, 2_048}) {
            Memo<String, Integer> memo = new Memo<>(size);
            for (int i = 0; i < size / 2; i++) {
                memo.put("s3:Action" + i, i);
            }
            assertTrue(memo.kept() > size * 3 / 8, "of " + size / 2 + " actions are kept " + memo.kept());
        }
    }

    private static Candidates list(List<Statement> statements, int from, int to) {
        return new Candidates(statements.subList(from, to), List.of());
    }

    private static List<Statement> statements(int count) {
        return Policies.policy(
                        PolicyKind.IDENTITY,
                        IntStream.range(0, count)
                                .mapToObj(i -> "{'Effect':'Allow','Action':'s3:*','Resource':'*'}")
                                .toArray(String[]::new))
                .policy()
                .statements();
    }

    /** Up to 64 statements are short: each action has a list of its own, and in more places than long ones. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 66, 100})
    void longListsAreSharedAndFew(int length) {
        List<Statement> statements = statements(length);
        ActionMemo memo = new ActionMemo(1_000, action -> list(statements, 0, length));
        Candidates first = memo.of(Action.of("s3:A0"));
        assertSame(first, memo.of(Action.of("s3:A0")));
        Candidates second = memo.of(Action.of("s3:A1"));
        assertEquals(length > ActionMemo.SHORT, first == second);
        for (int i = 0; i < 3_000; i++) {
            assertEquals(length, memo.of(Action.of("s3:A" + i)).size());
        }
        assertTrue(memo.kept() <= (length > ActionMemo.SHORT ? 16 : 256), "keeps " + memo.kept());
        assertTrue(memo.kept() >= (length > ActionMemo.SHORT ? 12 : 200), "keeps only " + memo.kept());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, Integer.MAX_VALUE})
    void smallPoliciesKeepLess(int statements) {
        List<Statement> one = statements(1);
        ActionMemo memo = new ActionMemo(statements, action -> list(one, 0, 1));
        for (int i = 0; i < 3_000; i++) {
            memo.of(Action.of("s3:A" + i));
        }
        int places = statements <= 16 ? 64 : 256;
        assertTrue(memo.kept() <= places && memo.kept() > places * 3 / 4, "keeps " + memo.kept());
    }

    @Test
    void aKeptListIsNotMadeAgain() {
        List<Statement> statements = statements(70);
        int[] made = new int[2];
        ActionMemo memo = new ActionMemo(1_000, action -> {
            boolean both = action.name().endsWith("long");
            made[both ? 1 : 0]++;
            return list(statements, 0, both ? 70 : 2);
        });
        for (int i = 0; i < 10; i++) {
            assertEquals(70, memo.of(Action.of("s3:long")).size());
            assertEquals(2, memo.of(Action.of("s3:Short")).size());
        }
        assertEquals(1, made[0]);
        assertEquals(1, made[1]);
        assertEquals(2, memo.kept());
    }

    @Test
    void listsOfOtherStatementsOrOwnersAreNotTheSame() {
        List<Statement> statements = statements(10);
        SourcedPolicy one = Policies.policy(PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'*'}");
        SourcedPolicy two = new SourcedPolicy("two", true, one.policy());
        Candidates list = list(statements, 0, 9);
        assertTrue(list.isSameList(list(statements, 0, 9)));
        assertTrue(!list.isSameList(list(statements, 1, 10)));
        assertTrue(!list.isSameList(list(statements, 0, 8)));
        assertTrue(!list.isSameList(Candidates.NONE));
        Statement statement = statements.getFirst();
        Candidates owned = new Candidates(List.of(statement), List.of(one));
        assertTrue(owned.isSameList(new Candidates(List.of(statement), List.of(one))));
        assertTrue(!owned.isSameList(new Candidates(List.of(statement), List.of(two))));
        assertSame(one, owned.policy(0));
    }

    /** Threads that push each other's actions out of a small policy's table see only right lists. */
    @Test
    void threadsThatShareAPolicySeeOnlyRightLists() throws Exception {
        String[] statements = IntStream.range(0, 40)
                .mapToObj(i -> "{'Effect':'Allow','Action':['s3:Get*" + i % 10 + "','s3:Put" + i
                        + "'],'Resource':['arn:aws:s3:::b" + i + "','arn:aws:s3:::c" + i + "/*']}")
                .toArray(String[]::new);
        ActionIndex index =
                Policies.policy(PolicyKind.IDENTITY, statements).policy().allows();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                int from = thread;
                results.add(threads.submit(() -> {
                    start.await();
                    int wrong = 0;
                    for (int i = from; i < 3_000; i++) {
                        int digit = i % 10;
                        Query query = Policies.request(
                                        Policies.ALICE, "s3:GetX" + i, "arn:aws:s3:::b" + (30 + digit), Context.EMPTY)
                                .query(false);
                        Statement first = Policies.first(index, query, Principals.ANY_LEVEL);
                        wrong += first != null && first.index() == 30 + digit ? 0 : 1;
                    }
                    return wrong;
                }));
            }
            start.countDown();
            for (Future<Integer> wrong : results) {
                assertEquals(0, wrong.get());
            }
        }
        assertTrue(index.kept() <= 256 + 16);
    }
}
