package signet.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import signet.model.AwsError;
import signet.paths.Surroundings;
import signet.reasoning.Resources;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers questions about what is allowed and why, to whoever may ask them. */
final class WhyEndpoint {
    private final OwnRequests requests;
    private final Map<String, Question> questions;
    private final JsonMapper json = new JsonMapper();

    /**
     * @param resources what the services know of resources
     * @param surroundings what they know that identities do not
     * @param operators the account whose root user may ask about every account
     */
    WhyEndpoint(Core core, Resources resources, Surroundings surroundings, String operators) {
        this.requests = new OwnRequests(core);
        AskingRights rights = new AskingRights(operators);
        AccountQuestion.Parts parts =
                new AccountQuestion.Parts(core.authorizer(), core.permissions(), resources, surroundings, rights);
        this.questions = List.<Question>of(
                        new CanQuestion(core.authorizer(), resources, rights),
                        new ExplainQuestion(core.authorizer(), resources, core.permissions(), rights),
                        new PassCheckQuestion(core.authorizer(), resources, core.permissions(), rights),
                        new WhoCanQuestion(core.authorizer(), resources, rights),
                        new MapQuestion(parts),
                        new PathsQuestion(parts))
                .stream()
                .collect(Collectors.toMap(Question::path, Function.identity()));
    }

    /**
     * The answer to a question.
     *
     * @param path which one
     * @throws AwsError if there is no such question, it is put wrongly, or may not be asked
     */
    ObjectNode ask(Exchange exchange, String path, byte[] body) {
        Question question = Optional.ofNullable(questions.get(path))
                .orElseThrow(() -> AwsError.of("NotFound", 404, "There is no question " + path + "."));
        return requests.carryOut(exchange, body, question, new Asked(OwnBodies.object(json, body)));
    }
}
