package signet.server;

import java.time.temporal.ChronoUnit;
import org.eclipse.jetty.http.HttpMethod;
import signet.identity.AccessKey;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST} and {@code GET /_signet/accounts}, signed for the service {@code organizations}: what
 * {@code signet account} asks. Bodies are JSON; only the answer to a {@code POST} has a secret.
 */
final class AccountsHandler extends OwnHandler {
    static final String PATH = "/_signet/accounts";

    private final AccountsEndpoint endpoint;

    AccountsHandler(AccountsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    boolean takes(String target) {
        return target.equals(PATH);
    }

    @Override
    ObjectNode answer(Exchange exchange, String target) {
        byte[] body = QueryBodies.read(exchange.body());
        if (HttpMethod.POST.is(exchange.method())) {
            return made(endpoint.create(exchange, body));
        }
        if (!HttpMethod.GET.is(exchange.method())) {
            throw methodNotAllowed("GET and POST");
        }
        ObjectNode all = object();
        ArrayNode list = all.putArray("accounts");
        endpoint.list(exchange, body).forEach(entry -> list.add(shown(entry)));
        return all;
    }

    private ObjectNode made(Accounts.Entry entry) {
        ObjectNode shown = shown(entry);
        AccessKey root = entry.root();
        if (root != null) {
            shown.put("accessKeyId", root.id()).put("secretAccessKey", root.secret());
        }
        return shown;
    }

    private ObjectNode shown(Accounts.Entry entry) {
        return object().put("id", entry.account().id())
                .put("name", entry.contact().name())
                .put("email", entry.contact().email())
                .put("alias", entry.account().alias())
                .put(
                        "created",
                        entry.account()
                                .created()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }
}
