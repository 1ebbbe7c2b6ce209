package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;

/** What holds of every document. */
class LinterPropertiesTest {
    private static final int ROUNDS = 200;

    private static List<String> documents(PolicyKind kind) {
        RandomPolicy policies = new RandomPolicy(new Random(kind.name().hashCode()));
        List<String> documents = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            documents.add(policies.next());
        }
        return documents;
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void everyPlaceLiesInTheTextAndIsWhereItSays(PolicyKind kind) {
        Linter linter = Linter.of(kind);
        for (String document : documents(kind)) {
            Lines lines = new Lines(document);
            for (Finding finding : linter.lint(document)) {
                assertFalse(finding.locations().isEmpty());
                for (Location location : finding.locations()) {
                    int start = location.start().offset();
                    int end = location.end().offset();
                    assertTrue(0 <= start && start < end && end <= document.length(), () -> finding + "\n" + document);
                    assertEquals(lines.position(start), location.start());
                    assertEquals(lines.position(end), location.end());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void findingsAreInTheOrderOfTheDocumentAndAtOnePlaceTheGravestIsFirst(PolicyKind kind) {
        Linter linter = Linter.of(kind);
        for (String document : documents(kind)) {
            List<Finding> found = linter.lint(document);
            for (int i = 1; i < found.size(); i++) {
                int before = found.get(i - 1).location().start().offset();
                int here = found.get(i).location().start().offset();
                boolean inOrder = before < here
                        || (before == here
                                && found.get(i - 1)
                                                .type()
                                                .compareTo(found.get(i).type())
                                        <= 0);
                assertTrue(inOrder, () -> found + "\n" + document);
            }
            assertEquals(found.size(), new HashSet<>(found).size(), () -> "one twice in " + found);
        }
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void whatIamRefusesHasAnErrorAndWithoutErrorItIsAccepted(PolicyKind kind) {
        Linter linter = Linter.of(kind);
        int refused = 0;
        int accepted = 0;
        for (String document : documents(kind)) {
            boolean isRefused = false;
            try {
                Policy.parse(kind, document);
                accepted++;
            } catch (MalformedPolicyException e) {
                isRefused = true;
                refused++;
            }
            boolean hasError = linter.lint(document).stream().anyMatch(finding -> finding.type() == FindingType.ERROR);
            assertTrue(!isRefused || hasError, document);
        }
        assertTrue(refused > ROUNDS / 25, "refused: " + refused);
        assertTrue(accepted + refused == ROUNDS, "accepted: " + accepted);
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void aLinterThatHasSeenOthersFindsTheSame(PolicyKind kind) {
        Linter kept = Linter.of(kind);
        List<String> documents = documents(kind).subList(0, 100);
        List<List<Finding>> first = documents.stream().map(kept::lint).toList();
        List<List<Finding>> again = documents.stream().map(kept::lint).toList();
        List<List<Finding>> fresh = documents.stream()
                .map(document -> Linter.of(kind).lint(document))
                .toList();
        assertEquals(first, again);
        assertEquals(first, fresh);
    }

    @Test
    void severalThreadsMayShareALinter() throws Exception {
        Linter shared = Linter.of(PolicyKind.IDENTITY);
        List<String> documents = documents(PolicyKind.IDENTITY).subList(0, 150);
        List<List<Finding>> expected =
                documents.stream().map(Linter.of(PolicyKind.IDENTITY)::lint).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<List<Finding>>>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(threads.submit(
                        () -> documents.stream().map(shared::lint).toList()));
            }
            for (Future<List<List<Finding>>> run : runs) {
                assertEquals(expected, run.get());
            }
        }
    }

    @Test
    void randomPoliciesReachMostIssues() {
        Set<Issue> found = EnumSet.noneOf(Issue.class);
        for (PolicyKind kind : PolicyKind.values()) {
            Linter linter = Linter.of(kind);
            documents(kind).forEach(document -> linter.lint(document).forEach(finding -> found.add(finding.issue())));
        }
        assertTrue(found.size() > Issue.values().length / 2, () -> found.size() + " issues: " + found);
    }

    @Test
    void spaceBetweenThingsChangesPlacesOnly() {
        Linter linter = Linter.of(PolicyKind.RESOURCE);
        for (String document : documents(PolicyKind.RESOURCE).subList(0, 150)) {
            String spread = document.replace(",\n", "\n\t,\r\n  ").replace("\": ", "\"  :\n");
            assertEquals(summary(linter, document), summary(linter, spread), document);
        }
    }

    private static List<String> summary(Linter linter, String document) {
        return linter.lint(document).stream()
                .filter(finding -> finding.issue() != Issue.POLICY_REFUSED)
                .map(finding -> finding.code() + " " + finding.location().pathText() + " " + finding.details())
                .toList();
    }

    @Test
    void theGuessedKindIsNeverAReasonToFail() {
        for (String document : documents(PolicyKind.RESOURCE)) {
            PolicyKind kind = KindGuess.of(document);
            assertTrue(EnumSet.of(PolicyKind.IDENTITY, PolicyKind.RESOURCE, PolicyKind.TRUST)
                    .contains(kind));
            assertEquals(kind, KindGuess.of(document));
        }
    }
}
