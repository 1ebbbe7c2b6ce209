package signet.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The PassRole map for people, and for Graphviz. */
final class MapText {
    private static final int MOST_ACTIONS = 6;

    private MapText() {}

    static String text(JsonNode map) {
        StringBuilder text = new StringBuilder();
        Set<String> administrators = new LinkedHashSet<>();
        map.path("administrators").forEach(arn -> administrators.add(PathText.shortened(arn.asString(""))));
        text.append("Administrators, who can pass every role: ")
                .append(administrators.isEmpty() ? "none" : String.join(", ", administrators))
                .append("\n\n");
        map.path("passes").forEach(pass -> pass(text, map, pass));
        map.path("assumptions")
                .forEach(hop -> text.append(PathText.name(hop, "from"))
                        .append(" can assume ")
                        .append(PathText.name(hop, "to"))
                        .append(reach(map, hop.path("to").asString("")))
                        .append("\n"));
        return text.append(counted(map.path("passes").size(), "pass", "passes"))
                .append(", ")
                .append(counted(map.path("assumptions").size(), "assumption", "assumptions"))
                .append(".\n")
                .toString();
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static void pass(StringBuilder text, JsonNode map, JsonNode pass) {
        text.append(PathText.name(pass, "who"))
                .append(" can pass ")
                .append(PathText.name(pass, "role"))
                .append(" to ")
                .append(pass.path("service").asString(""))
                .append(reach(map, pass.path("role").asString("")))
                .append('\n');
        pass.path("steps").forEach(step -> PathText.step(text, step));
        if (pass.path("starts").isEmpty()) {
            text.append("    and can start nothing with it that is known\n");
        }
        pass.path("starts")
                .forEach(start -> text.append("    and ")
                        .append(start.path("what").asString(""))
                        .append("   [")
                        .append(start.path("method").asString(""))
                        .append("]\n"));
        text.append('\n');
    }

    /** What a role could do, in brackets. */
    private static String reach(JsonNode map, String role) {
        JsonNode reach = map.path("roles").path(role);
        if (reach.path("administrator").asBoolean(false)) {
            return ", an administrator";
        }
        Set<String> actions = new LinkedHashSet<>();
        reach.path("actions").forEach(action -> actions.add(action.asString("")));
        String first = String.join(", ", actions.stream().limit(MOST_ACTIONS).toList());
        String more = actions.size() > MOST_ACTIONS ? " and " + (actions.size() - MOST_ACTIONS) + " more" : "";
        String further = reach.path("toAdministrator").asBoolean(false) ? "; a path leads on to an administrator" : "";
        return " (" + (actions.isEmpty() ? "nothing" : first) + more + further + ")";
    }

    static String dot(JsonNode map) {
        Set<String> lines = new LinkedHashSet<>();
        map.path("administrators")
                .forEach(arn -> lines.add(quoted(PathText.shortened(arn.asString(""))) + " [peripheries=2];"));
        map.path("roles").properties().forEach(role -> {
            if (role.getValue().path("administrator").asBoolean(false)) {
                lines.add(quoted(PathText.shortened(role.getKey())) + " [peripheries=2];");
            }
        });
        map.path("passes")
                .forEach(pass ->
                        lines.add(edge(pass, "who", "role", pass.path("service").asString(""))
                                + (pass.path("starts").isEmpty() ? " style=dashed];" : "];")));
        map.path("assumptions").forEach(hop -> lines.add(edge(hop, "from", "to", "sts:AssumeRole") + "];"));
        return "digraph passrole {\n  rankdir=LR;\n  node [shape=box];\n  " + String.join("\n  ", lines) + "\n}\n";
    }

    private static String edge(JsonNode node, String from, String to, String label) {
        return quoted(PathText.name(node, from)) + " -> " + quoted(PathText.name(node, to)) + " [label="
                + quoted(label);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
