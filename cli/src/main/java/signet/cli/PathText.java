package signet.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Paths for people: a line for each hop, and under it a line for each step with the statements that allow it. */
record PathText(JsonNode answer) {
    String text() {
        JsonNode paths = answer.path("paths");
        if (paths.isEmpty()) {
            return "No path was found in account " + answer.path("account").asString("") + ".\n";
        }
        StringBuilder text = new StringBuilder();
        paths.forEach(path -> path(text, path));
        return text.append(paths.size())
                .append(paths.size() == 1 ? " path.\n" : " paths.\n")
                .toString();
    }

    private static void path(StringBuilder text, JsonNode path) {
        String end = path.path("administrator").asBoolean(false) ? ", an administrator then" : "";
        JsonNode hops = path.path("hops");
        text.append(name(path, "from")).append(" → ").append(name(path, "to")).append(end);
        if (hops.isEmpty()) {
            text.append(", and it is one already");
        }
        text.append('\n');
        hops.forEach(hop -> hop(text, hop));
        text.append('\n');
    }

    private static void hop(StringBuilder text, JsonNode hop) {
        text.append("  ")
                .append(name(hop, "from"))
                .append(' ')
                .append(hop.path("what").asString(""))
                .append(" → ")
                .append(name(hop, "to"))
                .append("   [")
                .append(hop.path("method").asString(""))
                .append("]\n");
        hop.path("steps").forEach(step -> step(text, step));
    }

    static void step(StringBuilder text, JsonNode step) {
        Set<String> statements = new LinkedHashSet<>();
        step.path("statements").forEach(statement -> statements.add(statement(statement)));
        text.append("    ")
                .append(step.path("action").asString(""))
                .append(" on ")
                .append(step.path("resource").asString(""))
                .append(": ")
                .append(statements.isEmpty() ? "no statement is needed" : String.join("; ", statements))
                .append('\n');
    }

    private static String statement(JsonNode statement) {
        JsonNode sid = statement.path("sid");
        String which = sid.isString()
                ? sid.asString()
                : "statement " + (statement.path("statement").asInt(0) + 1);
        return statement.path("policy").asString("") + " ("
                + statement.path("kind").asString("") + "), " + which + ", line "
                + statement.path("line").asInt(0);
    }

    /** {@code user/NAME} or {@code role/NAME}, with the path that is in the ARN. */
    static String name(JsonNode node, String member) {
        return shortened(node.path(member).asString(""));
    }

    /** An ARN from the type of its resource on. */
    static String shortened(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
