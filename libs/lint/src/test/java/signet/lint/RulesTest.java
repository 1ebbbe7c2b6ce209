package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every issue is found where it is, and not in the nearest policy that hasn't it. */
class RulesTest {
    static Stream<Rule> rules() {
        return Stream.of(
                        DocumentRules.RULES,
                        ActionRules.RULES,
                        ResourceRules.RULES,
                        ConditionRules.RULES,
                        ValueRules.RULES,
                        PrincipalRules.RULES,
                        GrantRules.RULES)
                .flatMap(rules -> rules.stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void anIssueIsFoundWhereItIs(Rule rule) {
        rule.isFoundWhereItIsMarked();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theNearestPolicyWithoutItIsNotBlamed(Rule rule) {
        rule.isNotFoundInTheNeighbour();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theSentenceEndsAndFitsIntoAFewLines(Rule rule) {
        for (Finding finding : Lint.findings(rule.kind(), rule.text())) {
            String details = finding.details();
            assertTrue(details.matches("(?s)[\\p{Lu}\"$\\p{L}*].*[.?!…}]"), details);
            assertTrue(details.length() < 400, details);
        }
    }

    @Test
    void everyIssueHasARule() {
        Set<Issue> ruled = rules().map(Rule::issue).collect(Collectors.toCollection(() -> EnumSet.noneOf(Issue.class)));
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(ruled)), EnumSet.noneOf(Issue.class));
    }
}
