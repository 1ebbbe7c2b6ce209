package signet.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import signet.actions.ConditionKey;
import signet.actions.ValueType;
import signet.lint.Operator.Family;

/** Whether operators fit their keys' types, and values their operators. */
final class ConditionValueChecks {
    /** The operators that fit a type. AWS lets strings be compared with ARNs, and epoch seconds with numbers. */
    private static final Map<ValueType, Set<Family>> FITTING = Map.of(
            ValueType.STRING, Set.of(Family.STRING),
            ValueType.ARN, Set.of(Family.ARN, Family.STRING),
            ValueType.BOOL, Set.of(Family.BOOL),
            ValueType.DATE, Set.of(Family.DATE, Family.NUMERIC),
            ValueType.NUMERIC, Set.of(Family.NUMERIC),
            ValueType.IP_ADDRESS, Set.of(Family.IP_ADDRESS),
            ValueType.BINARY, Set.of(Family.BINARY));

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
    private static final Pattern DATE = Pattern.compile(
            "-?\\d{4,9}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12]\\d|3[01])"
                    + "([Tt]([01]?\\d|2[0-3])(:[0-5]?\\d(:[0-5]?\\d(\\.\\d{1,9})?)?)?([Zz]|[+-]\\d{2}(:?\\d{2})?)?)?)?)?|\\d{1,19}");

    /** What is wrong with a value of a family of operators, and how it is said. */
    private record Rule(Issue issue, Predicate<String> valid, String sentence) {}

    private static final Map<Family, Rule> RULES = Map.of(
            Family.BOOL,
            new Rule(Issue.TYPE_MISMATCH_BOOLEAN, ConditionValueChecks::isTruth, "\"%s\" is not true or false."),
            Family.NULL,
            new Rule(Issue.TYPE_MISMATCH_BOOLEAN, ConditionValueChecks::isTruth, "\"%s\" is not true or false."),
            Family.NUMERIC,
            new Rule(Issue.TYPE_MISMATCH_NUMBER, value -> matches(NUMBER, value), "\"%s\" is no number."),
            Family.DATE,
            new Rule(
                    Issue.TYPE_MISMATCH_DATE,
                    value -> matches(DATE, value),
                    "\"%s\" is no date. Write one such as 2026-01-31 or 2026-01-31T12:00:00Z."),
            Family.IP_ADDRESS,
            new Rule(
                    Issue.TYPE_MISMATCH_IP_RANGE,
                    value -> AddressRange.parse(value) != null,
                    "\"%s\" is no IP address or range. Write one such as 203.0.113.0/24 or 2001:db8::/32."),
            Family.BINARY,
            new Rule(Issue.TYPE_MISMATCH_STRING, value -> matches(BASE64, value), "\"%s\" is not in base64."),
            Family.ARN,
            new Rule(
                    Issue.TYPE_MISMATCH_ARN,
                    ConditionValueChecks::isArn,
                    "\"%s\" is no ARN, so it never matches. Write arn: and all six fields, with * where any will do."));

    private ConditionValueChecks() {}

    private static boolean matches(Pattern pattern, String value) {
        return pattern.matcher(value).matches();
    }

    private static boolean isTruth(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    private static boolean isArn(String value) {
        return Globs.hasWildcard(value)
                || value.contains("${")
                || (value.startsWith("arn:") && value.split(":", 6).length == 6);
    }

    static void types(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            Operator operator = test.operator();
            Optional<ConditionKey> key = ConditionKeyChecks.find(test);
            if (operator == null || operator.family() == Family.NULL || key.isEmpty()) {
                continue;
            }
            Set<Family> fitting = FITTING.getOrDefault(key.get().type(), Set.of());
            if (!fitting.contains(operator.family())) {
                report.add(
                        Issue.TYPE_MISMATCH,
                        "The condition key %s is of type %s, so %s may not do what it seems to. Use an operator for %s."
                                .formatted(
                                        test.key().value(),
                                        key.get().type().label(),
                                        operator.base(),
                                        key.get().type().label()),
                        test.operatorName().at());
            }
        }
    }

    static void values(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            Operator operator = test.operator();
            Rule rule = operator == null ? null : RULES.get(operator.family());
            if (rule != null) {
                test.values().stream()
                        .filter(value -> !value.value().contains("${"))
                        .filter(value -> !rule.valid().test(value.value()))
                        .forEach(value ->
                                report.add(rule.issue(), rule.sentence().formatted(value.value()), value.at()));
            }
            if (operator != null) {
                lists(test, operator, report);
            }
        }
    }

    private static void lists(ConditionTest test, Operator operator, Report report) {
        if (test.types().stream().distinct().count() > 1) {
            report.add(
                    Issue.INVALID_CONDITION_DATA_TYPE,
                    "These values are of different JSON types. Write all of them in quotes, or none.",
                    test.valuesAt());
        }
        if (test.values().size() < 2) {
            return;
        }
        if (operator.family() == Family.BOOL) {
            report.add(
                    Issue.INVALID_CONDITION_MULTIPLE_BOOLEAN,
                    "A Bool condition takes one value. Keep true or false; both together are no condition.",
                    test.valuesAt());
        }
        if (operator.base().contains("LessThan") || operator.base().contains("GreaterThan")) {
            report.add(
                    Issue.REDUNDANT_CONDITION_VALUE_NUM,
                    "Of several values for %s only the %s matters. Keep that one."
                            .formatted(operator.base(), operator.base().contains("Less") ? "greatest" : "least"),
                    test.valuesAt());
        }
    }

    static void wildcards(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            Operator operator = test.operator();
            if (operator == null || operator.family() != Family.STRING || operator.isLike()) {
                continue;
            }
            for (Entry value : test.values()) {
                if (Globs.hasWildcard(value.value().replaceAll("\\$\\{[*?$]}", ""))) {
                    report.add(
                            Issue.WILDCARD_WITHOUT_LIKE_OPERATOR,
                            "%s takes * and ? as they are. If they are meant as wildcards, use %s."
                                    .formatted(operator.base(), operator.isNegated() ? "StringNotLike" : "StringLike"),
                            value.at());
                }
            }
        }
    }

    static void empty(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            Operator operator = test.operator();
            if (!test.values().isEmpty() || operator == null) {
                continue;
            }
            String key = test.key().value();
            Location at = test.valuesAt();
            switch (operator.quantifier()) {
                case FOR_ALL_VALUES ->
                    report.add(
                            Issue.EMPTY_ARRAY_CONDITION_FORALLVALUES,
                            "ForAllValues without values holds only where %s is absent. Use Null with true for that."
                                    .formatted(key),
                            at);
                case FOR_ANY_VALUE ->
                    report.add(
                            Issue.EMPTY_ARRAY_CONDITION_FORANYVALUE,
                            "ForAnyValue without values never holds. Give values for %s.".formatted(key),
                            at);
                case NONE ->
                    report.add(
                            operator.ifExists() ? Issue.EMPTY_ARRAY_CONDITION_IFEXISTS : Issue.EMPTY_ARRAY_CONDITION,
                            "There are no values for the condition key %s. Give values.".formatted(key),
                            at);
            }
        }
    }

    static void identifiers(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            if (test.isOn("aws:SourceVpc")) {
                identifiers(test.values(), "vpc-", Issue.INVALID_VPC_FORMAT, report);
            } else if (test.isOn("aws:SourceVpce")) {
                identifiers(test.values(), "vpce-", Issue.INVALID_VPCE_FORMAT, report);
            }
        }
    }

    private static void identifiers(List<Entry> values, String prefix, Issue issue, Report report) {
        for (Entry value : values) {
            boolean open = Globs.hasWildcard(value.value()) || value.value().contains("${") || isTruth(value.value());
            if (!open && !value.value().matches(prefix + "([a-z0-9]{8}|[a-z0-9]{17})")) {
                report.add(
                        issue,
                        "\"%s\" is not such an identifier. It begins with %s and has 8 or 17 letters and digits after it."
                                .formatted(value.value(), prefix),
                        value.at());
            }
        }
    }
}
