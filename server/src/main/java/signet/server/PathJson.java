package signet.server;

import java.util.List;
import signet.paths.Hop;
import signet.paths.PassRoleMap;
import signet.paths.Path;
import signet.paths.Step;
import signet.policy.Match;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Paths and maps as JSON. */
final class PathJson {
    private static final JsonMapper JSON = new JsonMapper();

    private PathJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode paths(List<Path> paths) {
        ArrayNode all = JSON.createArrayNode();
        paths.forEach(path -> all.add(path(path)));
        return all;
    }

    static ObjectNode path(Path path) {
        ObjectNode json =
                object().put("from", path.from()).put("to", path.to()).put("administrator", path.administrator());
        json.set("hops", hops(path.hops()));
        return json;
    }

    private static ArrayNode hops(List<Hop> hops) {
        ArrayNode all = JSON.createArrayNode();
        hops.forEach(hop -> all.add(hop(hop)));
        return all;
    }

    private static ObjectNode hop(Hop hop) {
        ObjectNode json = object().put("method", hop.method())
                .put("kind", hop.kind() == Hop.Kind.BECOME ? "become" : "raise")
                .put("from", hop.from())
                .put("to", hop.to())
                .put("what", hop.what());
        json.set("steps", steps(hop.steps()));
        return json;
    }

    private static ArrayNode steps(List<Step> steps) {
        ArrayNode all = JSON.createArrayNode();
        for (Step step : steps) {
            ObjectNode json = all.addObject()
                    .put("who", step.who())
                    .put("action", step.action())
                    .put("resource", step.resource());
            ArrayNode statements = json.putArray("statements");
            step.statements().forEach(match -> statements.add(statement(match)));
        }
        return all;
    }

    private static ObjectNode statement(Match match) {
        return object().put("kind", match.kind().key())
                .put("policy", match.policy().source())
                .put("statement", match.statement().index())
                .put("sid", match.statement().sid().orElse(null))
                .put("line", match.statement().startLine());
    }

    static ObjectNode map(PassRoleMap map) {
        ObjectNode json = object();
        ArrayNode administrators = json.putArray("administrators");
        map.administrators().forEach(administrators::add);
        ArrayNode passes = json.putArray("passes");
        for (PassRoleMap.Pass pass : map.passes()) {
            ObjectNode one = passes.addObject()
                    .put("who", pass.who())
                    .put("role", pass.role())
                    .put("service", pass.service());
            one.set("steps", steps(pass.steps()));
            one.set("starts", hops(pass.starts()));
        }
        json.set("assumptions", hops(map.assumptions()));
        ObjectNode roles = json.putObject("roles");
        map.roles().forEach((role, reach) -> {
            ObjectNode one = roles.putObject(role)
                    .put("administrator", reach.administrator())
                    .put("toAdministrator", reach.toAdministrator());
            ArrayNode actions = one.putArray("actions");
            reach.actions().forEach(actions::add);
            ArrayNode next = one.putArray("next");
            reach.next().forEach(next::add);
        });
        return json;
    }
}
