package signet.server;

import java.util.List;
import java.util.Optional;
import signet.authz.Authorized;
import signet.authz.Caller;
import signet.paths.Path;
import signet.paths.Paths;
import signet.reasoning.Subjects;
import signet.reasoning.UnknownSubjectException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How does somebody come to act as somebody else? {@code {"account", "from", "to"}} is answered by {@code {"account",
 * "administrator": the actions that make one, "paths"}}. Without {@code from} it is asked for everybody; {@code to} is a
 * principal or {@code admin}, and without it everybody counts who can be reached.
 */
final class PathsQuestion extends AccountQuestion {
    private static final String ADMINISTRATOR = "admin";

    PathsQuestion(Parts parts) {
        super(parts);
    }

    @Override
    public String path() {
        return "paths";
    }

    @Override
    ObjectNode answer(Authorized<Asked> request, String account, Paths paths) {
        ObjectNode answer = PathJson.object().put("account", account);
        ArrayNode everything = answer.putArray("administrator");
        Paths.everything().forEach(everything::add);
        answer.set("paths", PathJson.paths(found(request, account, paths)));
        return answer;
    }

    private static List<Path> found(Authorized<Asked> request, String account, Paths paths) {
        Optional<String> from = request.input().optional("from").map(who -> arn(request, account, who));
        Optional<String> to = request.input().optional("to");
        if (from.isEmpty()) {
            if (to.filter(whom -> !whom.equals(ADMINISTRATOR)).isPresent()) {
                throw OwnBodies.invalid("to whom a path leads is asked together with from whom");
            }
            return paths.everybodys();
        }
        if (to.isEmpty()) {
            return paths.from(from.get());
        }
        return to.get().equals(ADMINISTRATOR)
                ? paths.toAdministrator(from.get()).stream().toList()
                : paths.to(from.get(), arn(request, account, to.get())).stream().toList();
    }

    private static String arn(Authorized<Asked> request, String account, String who) {
        try {
            Caller caller = new Subjects(request.view(), request.time()).named(account, who);
            return switch (caller) {
                case Caller.IamUser user when user.account().equals(account) -> user.arn();
                case Caller.RoleSession session
                when session.account().equals(account) -> session.role().arn();
                case Caller other ->
                    throw OwnBodies.invalid("a path begins and ends with a user or a role of account " + account
                            + ", and " + who + " is none");
            };
        } catch (UnknownSubjectException e) {
            throw OwnBodies.invalid(String.valueOf(e.getMessage()));
        }
    }
}
