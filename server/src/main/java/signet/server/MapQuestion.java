package signet.server;

import signet.authz.Authorized;
import signet.paths.Paths;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who can pass which role to which service, and what then? {@code {"account"}} is answered by {@code {"account",
 * "administrators", "passes", "assumptions", "roles"}}.
 */
final class MapQuestion extends AccountQuestion {
    MapQuestion(Parts parts) {
        super(parts);
    }

    @Override
    public String path() {
        return "map";
    }

    @Override
    ObjectNode answer(Authorized<Asked> request, String account, Paths paths) {
        return PathJson.map(paths.passRoleMap()).put("account", account);
    }
}
