package signet.reasoning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import signet.policy.PolicyKind;
import signet.policy.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes one request out of a Deny statement: what is left denies every other action, this action on every other resource, and
 * this action on this resource to every other caller, as far as the language can say each of these.
 */
final class Sparing {
    private static final Set<String> ALL_ACTIONS = Set.of("*", "*:*");

    /** By what a caller is told from others, the best first. */
    private static final List<String> CALLER_KEYS = List.of("aws:PrincipalArn", "aws:PrincipalServiceName");

    private final PolicyKind kind;
    private final Request request;
    private final boolean variables;
    private final Predicate<ObjectNode> applies;

    /**
     * @param kind by whose grammar the policy is written
     * @param variables whether it has policy variables
     * @param applies whether a statement in the place of the one that denies would apply to the request
     */
    Sparing(PolicyKind kind, Request request, boolean variables, Predicate<ObjectNode> applies) {
        this.kind = kind;
        this.request = request;
        this.variables = variables;
        this.applies = applies;
    }

    /** The statements to put in the place of one; none if it has to go altogether. */
    List<ObjectNode> of(ObjectNode denying) {
        List<ObjectNode> left = new ArrayList<>();
        ObjectNode rest = denying;
        Optional<List<ObjectNode>> otherActions = otherActions(rest);
        if (otherActions.isPresent()) {
            left.addAll(otherActions.get());
            rest = rest.deepCopy();
            replace(rest, "NotAction", "Action", request.action());
        }
        Optional<List<ObjectNode>> elsewhere = elsewhere(rest);
        if (elsewhere.isPresent()) {
            left.addAll(elsewhere.get());
            rest = rest.deepCopy();
            replace(rest, "NotResource", "Resource", Literals.resource(request.resource(), variables));
        }
        toOthers(rest).ifPresent(left::add);
        for (int i = 1; i < left.size(); i++) {
            left.get(i).remove("Sid");
        }
        return left;
    }

    /** A statement that denies the same on everything but this action; an empty list if it denied nothing else. */
    private Optional<List<ObjectNode>> otherActions(ObjectNode denying) {
        ObjectNode others = denying.deepCopy();
        if (!others.path("NotAction").isMissingNode()) {
            Documents.append(others, "NotAction", request.action());
            return sparing(others);
        }
        List<String> actions = Documents.texts(others, "Action");
        boolean complement = kind != PolicyKind.RESOURCE_CONTROL && kind != PolicyKind.TRUST;
        if (complement && actions.stream().anyMatch(ALL_ACTIONS::contains)) {
            replace(others, "Action", "NotAction", request.action());
            return sparing(others);
        }
        return Documents.remove(others, "Action", request.action()::equalsIgnoreCase)
                ? sparing(others)
                : isOnly(actions, request.action().toLowerCase(Locale.ROOT))
                        ? Optional.of(List.of())
                        : Optional.empty();
    }

    private static boolean isOnly(List<String> entries, String lower) {
        return entries.stream().allMatch(entry -> entry.toLowerCase(Locale.ROOT).equals(lower));
    }

    /** A statement that denies the same on all other resources; an empty list if it denied it nowhere else. */
    private Optional<List<ObjectNode>> elsewhere(ObjectNode denying) {
        if (request.resource().equals("*") || !Literals.isExact(request.resource(), variables)) {
            return Optional.empty();
        }
        String literal = Literals.resource(request.resource(), variables);
        ObjectNode others = denying.deepCopy();
        if (!others.path("NotResource").isMissingNode()) {
            Documents.append(others, "NotResource", literal);
            return sparing(others);
        }
        List<String> resources = Documents.texts(others, "Resource");
        if (resources.contains("*")) {
            replace(others, "Resource", "NotResource", literal);
            return sparing(others);
        }
        if (resources.isEmpty()) {
            return Optional.empty();
        }
        return Documents.remove(others, "Resource", literal::equals)
                ? sparing(others)
                : resources.stream().allMatch(literal::equals) ? Optional.of(List.of()) : Optional.empty();
    }

    private static void replace(ObjectNode statement, String element, String by, String value) {
        statement.remove(element);
        statement.remove(by);
        statement.put(by, value);
    }

    private Optional<List<ObjectNode>> sparing(ObjectNode statement) {
        return applies.test(statement) ? Optional.empty() : Optional.of(List.of(statement));
    }

    /** A statement that denies the same to all other callers. */
    private Optional<ObjectNode> toOthers(ObjectNode denying) {
        for (String key : CALLER_KEYS) {
            Optional<String> value = NewStatement.single(request.context(), key);
            if (value.isPresent()) {
                ObjectNode others = denying.deepCopy();
                ObjectNode condition =
                        others.path("Condition") instanceof ObjectNode there ? there : others.putObject("Condition");
                String operator = "StringNotEquals";
                ObjectNode keys =
                        condition.path(operator) instanceof ObjectNode there ? there : condition.putObject(operator);
                Documents.append(keys, Documents.named(keys, key), Literals.text(value.get(), variables));
                return applies.test(others) ? Optional.empty() : Optional.of(others);
            }
        }
        return Optional.empty();
    }
}
