package signet.server;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import signet.identity.AccessKey;
import signet.model.AwsError;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST} and {@code GET /_signet/accounts}, signed for the service {@code organizations}: what
 * {@code signet account} asks. Bodies are JSON; only the answer to a {@code POST} has a secret.
 */
final class AccountsHandler extends Handler.Abstract {
    static final String PATH = "/_signet/accounts";
    private static final int METHOD_NOT_ALLOWED = 405;

    private final AccountsEndpoint endpoint;
    private final JsonMapper json = new JsonMapper();

    AccountsHandler(AccountsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String target = Optional.ofNullable(request.getHttpURI().getPathQuery()).orElse("");
        if (!target.equals(PATH)) {
            return false;
        }
        try {
            Exchange exchange = Exchanges.of(request);
            byte[] body = QueryBodies.read(exchange.body());
            answer(response, callback, 200, answer(exchange, body));
        } catch (AwsError e) {
            refuse(response, callback, e);
        } catch (UncheckedIOException e) {
            callback.failed(e);
        }
        return true;
    }

    private ObjectNode answer(Exchange exchange, byte[] body) {
        if (HttpMethod.POST.is(exchange.method())) {
            return made(endpoint.create(exchange, body));
        }
        if (!HttpMethod.GET.is(exchange.method())) {
            throw AwsError.of("MethodNotAllowed", METHOD_NOT_ALLOWED, "This address takes GET and POST.");
        }
        ObjectNode all = json.createObjectNode();
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
        return json.createObjectNode()
                .put("id", entry.account().id())
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

    private void refuse(Response response, Callback callback, AwsError error) {
        answer(
                response,
                callback,
                error.httpStatus(),
                json.createObjectNode().put("code", error.code()).put("message", error.message()));
    }

    private static void answer(Response response, Callback callback, int status, ObjectNode body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap((body + "\n").getBytes(StandardCharsets.UTF_8)), callback);
    }
}
