package signet.server;

import signet.model.AwsError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of requests to Signet's own addresses. */
final class OwnBodies {
    private OwnBodies() {}

    /**
     * The object that a body is.
     *
     * @throws AwsError if it is none
     */
    static ObjectNode object(JsonMapper json, byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw invalid("the body is no JSON object");
        }
        throw invalid("the body is no JSON object");
    }

    /** What a body has that it may not have, or lacks. */
    static AwsError invalid(String rule) {
        return AwsError.of("InvalidInputException", 400, rule);
    }
}
