package signet.cli;

import java.time.Clock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks a running server, with the asker's own credentials. */
final class ServerDecider implements Decider {
    private static final String CAN = "/_signet/why/can";
    private static final String PASS = "/_signet/why/pass-check";
    private static final String SERVICE = "iam";
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerClient server;

    ServerDecider(AwsSettings settings) {
        this.server = new ServerClient(settings, "signet up", Clock.systemUTC());
    }

    @Override
    public Answer decide(String who, Ask ask) throws NotDecidedException {
        return switch (ask) {
            case Ask.Access access -> read(send(CAN, question(who, access)));
            case Ask.Pass pass -> read(send(PASS, question(who, pass)));
        };
    }

    private static ObjectNode question(String who, Ask.Access access) {
        return ContextOption.put(
                JSON.createObjectNode()
                        .put("who", who)
                        .put("action", access.action())
                        .put("resource", access.resource()),
                access.context());
    }

    private static ObjectNode question(String who, Ask.Pass pass) {
        return JSON.createObjectNode().put("who", who).put("role", pass.role()).put("service", pass.service());
    }

    private JsonNode send(String path, ObjectNode question) throws NotDecidedException {
        try {
            return server.ask(new ServerClient.Query("POST", path, SERVICE, question.toString()));
        } catch (RefusedException e) {
            throw new NotDecidedException(String.valueOf(e.getMessage()));
        }
    }

    /** An answer without a decision is none: it must not pass for one. */
    private static Answer read(JsonNode answer) throws NotDecidedException {
        String decision = answer.path("decision").asString("");
        if (!Answer.DECISIONS.contains(decision)) {
            throw new NotDecidedException("the server answered without a decision");
        }
        return new Answer(
                decision,
                answer.path("kind").asString(""),
                answer.path("because").asString(""),
                answer.path("sentence").asString(""));
    }
}
