package signet.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import signet.actions.Action;
import signet.actions.ActionCatalogue;
import signet.actions.ConditionKey;

/** Condition operators and keys: whether they exist and belong together. */
final class ConditionKeyChecks {
    private static final ActionCatalogue AWS = ActionCatalogue.aws();

    /** Global keys that AWS replaced, in lower case, and by what. */
    private static final Map<String, String> DEPRECATED =
            Map.of("aws:arn", "aws:PrincipalArn", "aws:sourceowner", "aws:SourceAccount");

    private static final Set<String> TAG_KEYS = Set.of("aws:requesttag", "aws:resourcetag", "aws:principaltag");

    private ConditionKeyChecks() {}

    static void operators(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            Operator operator = test.operator();
            String written = test.operatorName().value();
            if (operator == null) {
                report.add(
                        Issue.INVALID_CONDITION_OPERATOR,
                        "There is no condition operator %s.%s"
                                .formatted(written, Similar.question(written, Operator.BASES)),
                        test.operatorName().at());
            } else if (operator.family() == Operator.Family.NULL && operator.ifExists()) {
                report.add(
                        Issue.NULL_WITH_IF_EXISTS,
                        "Null already asks whether the key exists. Write Null without IfExists.",
                        test.operatorName().at());
            } else if (operator.family() == Operator.Family.NULL && operator.quantifier() != Operator.Quantifier.NONE) {
                report.add(
                        Issue.NULL_WITH_QUALIFIER,
                        "Null asks whether the key exists, not what its values are. Write Null without ForAllValues or"
                                + " ForAnyValue.",
                        test.operatorName().at());
            }
        }
    }

    static void keys(Document document, Statement statement, Report report) {
        statement.conditions().forEach(test -> key(test, report));
    }

    private static void key(ConditionTest test, Report report) {
        String written = test.key().value();
        String lower = test.lowerKey();
        Location at = test.key().at();
        String newer = DEPRECATED.get(lower);
        String tag = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
        if (written.indexOf(':') <= 0) {
            report.add(
                    Issue.INVALID_CONDITION_KEY_FORMAT,
                    "\"%s\" is no condition key. Write the service's prefix or aws, a colon and the key's name."
                            .formatted(written),
                    at);
        } else if (newer != null) {
            report.add(
                    Issue.DEPRECATED_GLOBAL_CONDITION_KEY,
                    "%s is out of use. Write %s instead.".formatted(written, newer),
                    at);
        } else if (TAG_KEYS.contains(tag)) {
            report.add(
                    Issue.MISSING_TAG_KEY_IN_CONDITION,
                    "The condition key %s needs the name of a tag. Write %s/ and the tag's key."
                            .formatted(written, written),
                    at);
        } else if (AWS.conditionKey(written).isEmpty() && !Undocumented.isKey(lower)) {
            unknown(written, lower, at, report);
        }
    }

    private static void unknown(String written, String lower, Location at, Report report) {
        if (lower.startsWith("aws:")) {
            List<String> known =
                    AWS.globalKeys().stream().map(ConditionKey::name).toList();
            report.add(
                    Issue.INVALID_GLOBAL_CONDITION_KEY,
                    "The global condition key %s does not exist.%s"
                            .formatted(written, Similar.question(written, known)),
                    at);
            return;
        }
        List<String> services = AWS.servicesOfKey(written);
        String prefix = lower.substring(0, lower.indexOf(':'));
        // An identity provider's name has dots; its keys are its own.
        if (prefix.contains(".")) {
            return;
        }
        if (services.isEmpty()) {
            report.add(
                    Issue.INVALID_SERVICE_CONDITION_KEY,
                    "There is no service %s with condition keys.%s"
                            .formatted(prefix, Similar.question(prefix, AWS.prefixes())),
                    at);
            return;
        }
        List<String> known = services.stream()
                .flatMap(service -> AWS.service(service).stream())
                .flatMap(service -> service.conditionKeys().stream())
                .map(ConditionKey::name)
                .toList();
        report.add(
                Issue.INVALID_SERVICE_CONDITION_KEY,
                "The service %s has no condition key %s.%s"
                        .formatted(services.getFirst(), written, Similar.question(written, known)),
                at);
    }

    /** A service's key that none of the statement's actions knows makes an Allow that never applies. */
    static void support(Document document, Statement statement, Report report) {
        List<Action> actions = new ArrayList<>();
        for (Entry entry : statement.actions()) {
            List<Action> meant = document.meanings().of(entry.value());
            if (meant.isEmpty()) {
                return;
            }
            actions.addAll(meant);
        }
        if (actions.isEmpty()) {
            return;
        }
        for (ConditionTest test : statement.conditions()) {
            String key = test.key().value();
            if (document.meanings().isKeyOfSomeActions(key)
                    && actions.stream().noneMatch(action -> action.supports(key))) {
                report.add(
                        Issue.UNSUPPORTED_ACTION_FOR_CONDITION_KEY,
                        "None of this statement's actions has the condition key %s, so it is always absent. Remove it, or move"
                                        .formatted(key)
                                + " it to the actions that have it.",
                        test.key().at());
            }
        }
    }

    /** Tags of resources are no condition for services that don't authorize by them. */
    static void tags(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            if (!test.lowerKey().startsWith("aws:resourcetag/") || !(statement.isAllow() || statement.isDeny())) {
                continue;
            }
            Set<String> without = new TreeSet<>();
            for (Entry entry : statement.actions()) {
                int colon = entry.value().indexOf(':');
                String prefix =
                        colon < 0 ? "" : entry.value().substring(0, colon).toLowerCase(Locale.ROOT);
                AWS.service(prefix)
                        .filter(service ->
                                service.conditionKey(test.key().value()).isEmpty())
                        .ifPresent(service -> without.add(service.prefix()));
            }
            if (!without.isEmpty()) {
                boolean deny = statement.isDeny();
                report.add(
                        deny
                                ? Issue.DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE
                                : Issue.ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE,
                        "Not every service knows %s; its actions are not %s by this: %s. Move them to a statement without it."
                                .formatted(test.key().value(), deny ? "denied" : "allowed", String.join(", ", without)),
                        test.key().at());
            }
        }
    }

    static Optional<ConditionKey> find(ConditionTest test) {
        return AWS.conditionKey(test.key().value());
    }
}
