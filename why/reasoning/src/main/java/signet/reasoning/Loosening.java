package signet.reasoning;

import java.util.List;
import java.util.Optional;
import signet.policy.Explanation;
import signet.policy.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes an Allow statement that came close, by what kept it from matching. */
final class Loosening {
    private static final String CONDITION = "Condition";
    private static final String IF_EXISTS = "IfExists";

    private final ObjectNode statement;
    private final Request request;
    private final boolean variables;

    private Loosening(ObjectNode statement, Request request, boolean variables) {
        this.statement = statement;
        this.request = request;
        this.variables = variables;
    }

    /**
     * The statement, changed so that nothing of this stands in the way.
     *
     * @return empty if a part of it can't be loosened without opening it altogether
     */
    static Optional<ObjectNode> of(
            ObjectNode statement, Request request, boolean variables, List<Explanation.Obstacle> obstacles) {
        Loosening loosening = new Loosening(statement.deepCopy(), request, variables);
        boolean all = obstacles.stream().allMatch(loosening::overcome);
        return all ? Optional.of(loosening.statement) : Optional.empty();
    }

    private boolean overcome(Explanation.Obstacle obstacle) {
        return switch (obstacle) {
            case Explanation.ActionObstacle action -> action(action);
            case Explanation.ResourceObstacle resource -> resource(resource);
            case Explanation.PrincipalObstacle principal -> principal(principal);
            case Explanation.ConditionObstacle condition -> condition(condition);
        };
    }

    private boolean action(Explanation.ActionObstacle obstacle) {
        if (obstacle.negated()) {
            return Documents.remove(statement, "NotAction", request.action()::equalsIgnoreCase);
        }
        Documents.append(statement, "Action", request.action());
        return true;
    }

    private boolean resource(Explanation.ResourceObstacle obstacle) {
        String literal = Literals.resource(request.resource(), variables);
        if (obstacle.negated()) {
            return Documents.remove(statement, "NotResource", literal::equals);
        }
        Documents.append(statement, "Resource", literal);
        return true;
    }

    private boolean principal(Explanation.PrincipalObstacle obstacle) {
        Optional<NewStatement.Named> named = NewStatement.named(request.principal());
        if (obstacle.negated() || named.isEmpty() || !(statement.path("Principal") instanceof ObjectNode principals)) {
            return false;
        }
        Documents.append(principals, named.get().type(), named.get().value());
        return true;
    }

    private boolean condition(Explanation.ConditionObstacle obstacle) {
        if (!(statement.path(CONDITION).path(obstacle.operator()) instanceof ObjectNode keys)) {
            return false;
        }
        String key = Documents.named(keys, obstacle.key());
        String operator = obstacle.operator();
        if (operator.equals("Null")) {
            drop(operator, key);
            return true;
        }
        if (obstacle.requestValues().isEmpty()) {
            return !operator.endsWith(IF_EXISTS) && !isForAll(operator) && move(operator, key, operator + IF_EXISTS);
        }
        if (obstacle.multiValued() && operator.indexOf(':') < 0) {
            String any = "ForAnyValue:" + operator;
            return move(operator, key, any) && admit(any, key, obstacle.requestValues());
        }
        return admit(operator, key, obstacle.requestValues());
    }

    private static boolean isForAll(String operator) {
        return operator.startsWith("ForAllValues:");
    }

    private boolean admit(String operator, String key, List<String> requested) {
        if (!(statement.path(CONDITION).path(operator) instanceof ObjectNode keys)) {
            return false;
        }
        if (operator.contains("Not")) {
            List<String> unwanted = requested.stream()
                    .map(value -> Literals.value(operator, value, variables))
                    .toList();
            if (!Documents.remove(keys, key, unwanted::contains)) {
                drop(operator, key);
            }
            return true;
        }
        if (operator.contains("Than")) {
            keys.put(key, requested.getFirst());
            return operator.contains("ThanEquals");
        }
        List<String> wanted = isForAll(operator) ? requested : requested.subList(0, 1);
        wanted.forEach(value -> Documents.append(keys, key, Literals.value(operator, value, variables)));
        return true;
    }

    /** Puts a key and its values under another operator; false if that has the key already. */
    private boolean move(String operator, String key, String to) {
        ObjectNode condition = (ObjectNode) statement.path(CONDITION);
        JsonNode values = condition.path(operator).path(key);
        if (!condition.path(to).path(key).isMissingNode()) {
            return false;
        }
        drop(operator, key);
        ObjectNode kept = statement.withObject("/" + CONDITION);
        (kept.path(to) instanceof ObjectNode there ? there : kept.putObject(to)).set(key, values);
        return true;
    }

    private void drop(String operator, String key) {
        ObjectNode condition = (ObjectNode) statement.path(CONDITION);
        ObjectNode keys = (ObjectNode) condition.path(operator);
        keys.remove(key);
        if (keys.isEmpty()) {
            condition.remove(operator);
        }
        if (condition.isEmpty()) {
            statement.remove(CONDITION);
        }
    }
}
