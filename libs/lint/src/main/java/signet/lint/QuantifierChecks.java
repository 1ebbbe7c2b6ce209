package signet.lint;

import java.util.Optional;
import signet.actions.ConditionKey;
import signet.lint.Operator.Family;
import signet.lint.Operator.Quantifier;

/** ForAllValues and ForAnyValue: where they are missing, needless or dangerous. */
final class QuantifierChecks {
    private QuantifierChecks() {}

    static void quantifiers(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            Operator operator = test.operator();
            if (operator == null || operator.family() == Family.NULL) {
                continue;
            }
            Optional<ConditionKey> key = ConditionKeyChecks.find(test);
            // Tokens may have an audience or two, and AWS's reference takes the type of an event for several, which it
            // isn't.
            if (key.isPresent() && !test.lowerKey().endsWith(":aud") && !test.isOn("events:detail-type")) {
                quantifier(test, operator.quantifier(), key.get(), report);
            }
            boolean open = operator.quantifier() == Quantifier.FOR_ALL_VALUES
                    && statement.isAllow()
                    && key.map(ConditionKey::multivalued).orElse(true);
            if (open && !mustExist(statement, test)) {
                report.add(
                        Issue.FORALLVALUES_WITHOUT_NULL_CHECK,
                        "ForAllValues also holds where %s is absent, so this allows more than it says. Add \"Null\": {\"%s\":"
                                        .formatted(
                                                test.key().value(), test.key().value())
                                + " \"false\"}.",
                        test.operatorName().at());
            }
        }
    }

    private static void quantifier(ConditionTest test, Quantifier quantifier, ConditionKey key, Report report) {
        String name = test.key().value();
        if (key.multivalued()) {
            if (quantifier == Quantifier.NONE) {
                report.add(
                        Issue.MISSING_QUALIFIER,
                        "The condition key %s has several values. Write ForAnyValue: or ForAllValues: before the operator."
                                .formatted(name),
                        test.operatorName().at());
            }
        } else if (quantifier == Quantifier.FOR_ALL_VALUES) {
            report.add(
                    Issue.FORALLVALUES_WITH_SINGLE_VALUED_KEY,
                    "The condition key %s has one value, and ForAllValues also holds where it is absent. Remove ForAllValues:."
                            .formatted(name),
                    test.operatorName().at());
        } else if (quantifier == Quantifier.FOR_ANY_VALUE) {
            report.add(
                    Issue.FORANYVALUE_WITH_SINGLE_VALUED_KEY,
                    "The condition key %s has one value, so ForAnyValue does nothing. Remove ForAnyValue:."
                            .formatted(name),
                    test.operatorName().at());
        }
    }

    /** Whether another condition of the statement fails where the key is absent. */
    private static boolean mustExist(Statement statement, ConditionTest test) {
        return statement.conditions().stream().anyMatch(other -> {
            Operator operator = other.operator();
            if (operator == null || !other.lowerKey().equals(test.lowerKey())) {
                return false;
            }
            boolean notNull = operator.family() == Family.NULL
                    && other.values().stream().allMatch(value -> value.value().equalsIgnoreCase("false"));
            return notNull || (operator.quantifier() == Quantifier.FOR_ANY_VALUE && !operator.ifExists());
        });
    }
}
