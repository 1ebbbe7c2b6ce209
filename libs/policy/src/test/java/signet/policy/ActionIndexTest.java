package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The candidates for an action are the statements of the effect that cover it, all of them, once, in order. */
class ActionIndexTest {
    private static final List<String> PATTERNS = List.of(
            "*",
            "*:*",
            "s3:*",
            "S3:*",
            "s3:GetObject",
            "s3:getobject",
            "S3:GETOBJECT",
            "s3:GetObjectAcl",
            "s3:Get*",
            "s3:*Object",
            "s3:?etObject",
            "s3:",
            "s3: ",
            "s3-object-lambda:*",
            "s3-object-lambda:GetObject",
            "kms:Decrypt",
            "kms:*",
            "iam:Pass*",
            "iam:PassRole",
            "*:GetObject");
    private static final List<String> ACTIONS = List.of(
            "s3:GetObject",
            "S3:getObject",
            "s3:PutObject",
            "s3:Get",
            "s3:GetObjectAcl",
            "s3-object-lambda:GetObject",
            "KMS:Decrypt",
            "kms:Encrypt",
            "iam:PassRole",
            "iam:passrole",
            "ec2:RunInstances",
            "x:y");

    private static Doc.Line line(boolean deny, boolean not, List<String> actions) {
        return new Doc.Line(deny, null, not, actions, false, List.of("*"), List.of());
    }

    private static List<Statement> statements(List<Doc.Line> lines) {
        try {
            return Policy.read(PolicyKind.IDENTITY, new Doc(true, lines).json(true))
                    .statements();
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Integer> places(Candidates candidates) {
        return IntStream.range(0, candidates.size())
                .mapToObj(place -> candidates.statement(place).index())
                .toList();
    }

    private static List<Integer> expected(List<Doc.Line> lines, boolean deny, String action) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).deny() == deny)
                .filter(i -> lines.get(i).notAction()
                        != lines.get(i).actions().stream()
                                .anyMatch(pattern -> ReferenceMatching.action(pattern, action)))
                .boxed()
                .toList();
    }

    @Test
    void randomStatementsAreFoundAsByALookAtEach() {
        Random random = new Random(31);
        int longest = 0;
        for (int i = 0; i < 300; i++) {
            List<Doc.Line> lines = IntStream.rangeClosed(0, random.nextInt(50))
                    .mapToObj(n -> line(
                            random.nextInt(3) == 0,
                            random.nextInt(8) == 0,
                            IntStream.rangeClosed(0, random.nextInt(4))
                                    .mapToObj(a -> PATTERNS.get(random.nextInt(PATTERNS.size())))
                                    .toList()))
                    .toList();
            List<Statement> statements = statements(lines);
            ActionIndex allows = new ActionIndex(statements, Effect.ALLOW);
            ActionIndex denies = new ActionIndex(statements, Effect.DENY);
            for (String action : ACTIONS) {
                List<Integer> allowing = places(allows.of(Action.of(action)));
                assertEquals(expected(lines, false, action), allowing, () -> action + "\n" + lines);
                assertEquals(expected(lines, true, action), places(denies.of(Action.of(action))));
                longest = Math.max(longest, allowing.size());
            }
        }
        assertTrue(longest > 20, "the longest list had " + longest);
    }

    /** Around the number from which statements are found by tables. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 18, 64, 65, 200})
    void theNumberOfStatementsChangesNoAnswer(int count) {
        List<Doc.Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(
                    switch (i % 4) {
                        case 0 -> line(false, false, List.of("s3:Get" + i, "s3:Put*"));
                        case 1 -> line(false, false, List.of("s3:get*"));
                        case 2 -> line(false, true, List.of("s3:*"));
                        default -> line(false, false, List.of("*"));
                    });
        }
        ActionIndex index = new ActionIndex(statements(lines), Effect.ALLOW);
        for (String action : List.of("s3:Get0", "s3:GET4", "s3:PutObject", "ec2:Get0", "s3:List")) {
            assertEquals(expected(lines, false, action), places(index.of(Action.of(action))), action);
        }
    }

    @Test
    void aStatementThatNamesAnActionSeveralTimesIsFoundOnce() {
        List<Doc.Line> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(line(false, false, List.of("s3:GetObject", "S3:GetObject", "s3:Get*", "s3:*", "s3:get?bject")));
        }
        ActionIndex index = new ActionIndex(statements(lines), Effect.ALLOW);
        assertEquals(IntStream.range(0, 20).boxed().toList(), places(index.of(Action.of("s3:GetObject"))));
    }

    @Test
    void theEntryThatCoversEverythingMayStandAmongOthers() {
        List<Doc.Line> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(line(false, false, i == 7 ? List.of("s3:GetObject", "*") : List.of("s3:Put" + i)));
        }
        ActionIndex index = new ActionIndex(statements(lines), Effect.ALLOW);
        assertEquals(List.of(7), places(index.of(Action.of("ec2:RunInstances"))));
        assertEquals(List.of(7), places(index.of(Action.of("s3:GetObject"))));
        assertEquals(List.of(7, 9), places(index.of(Action.of("s3:put9"))));
    }

    @Test
    void statementsOfTheOtherEffectAreNoCandidates() {
        List<Doc.Line> lines = List.of(line(true, false, List.of("*")), line(false, false, List.of("s3:*")));
        ActionIndex allows = new ActionIndex(statements(lines), Effect.ALLOW);
        ActionIndex denies = new ActionIndex(statements(lines), Effect.DENY);
        assertEquals(List.of(1), places(allows.of(Action.of("s3:GetObject"))));
        assertEquals(List.of(0), places(denies.of(Action.of("s3:GetObject"))));
        assertSame(Candidates.NONE, allows.of(Action.of("ec2:x")));
        Query query =
                Policies.request(Policies.ALICE, "ec2:x", "*", Context.EMPTY).query(false);
        assertNull(Policies.first(allows, query, Principals.ANY_LEVEL));
        Statement denying = Policies.first(denies, query, Principals.ANY_LEVEL);
        assertEquals(0, denying == null ? -1 : denying.index());
    }

    @Test
    void withoutStatementsNothingIsKept() {
        ActionIndex none = new ActionIndex(statements(List.of(line(true, false, List.of("*")))), Effect.ALLOW);
        for (String action : ACTIONS) {
            assertSame(Candidates.NONE, none.of(Action.of(action)));
        }
        assertEquals(0, none.kept());
    }

    /** Asked again after thousands of others, an action has the answer that it had first; the table stays small. */
    @ParameterizedTest
    @ValueSource(ints = {3, 16, 17, 90})
    void whatWasForgottenIsFoundAgain(int count) {
        List<Doc.Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(false, i % 11 == 10, List.of("s3:Get" + i, "s3:*" + i % 7)));
        }
        ActionIndex index = new ActionIndex(statements(lines), Effect.ALLOW);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1_500; i++) {
                String action = (i % 2 == 0 ? "s3:Get" : "S3:gEt") + i;
                assertEquals(expected(lines, false, action), places(index.of(Action.of(action))), action);
            }
        }
        assertTrue(index.kept() <= (count <= 16 ? 64 : 256) + 16, "keeps " + index.kept());
        assertTrue(index.kept() >= 32, "keeps only " + index.kept());
    }

    @Test
    void askedAgainTheListIsTheSameObject() {
        List<Doc.Line> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add(line(false, false, List.of(i < 60 ? "s3:Get*" : "s3:Put*")));
        }
        ActionIndex index = new ActionIndex(statements(lines), Effect.ALLOW);
        Candidates gets = index.of(Action.of("s3:GetObject"));
        Candidates puts = index.of(Action.of("s3:PutObject"));
        assertEquals(60, gets.size());
        assertEquals(40, puts.size());
        assertSame(gets, index.of(Action.of("S3:GETOBJECT")));
        assertSame(puts, index.of(Action.of("s3:putobject")));
        assertEquals(2, index.kept());
    }
}
