package signet.server;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import signet.model.AwsError;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /_signet/why/QUESTION}: what {@code signet can} and its kin ask. Bodies are JSON objects; a refusal is
 * {@code {"code", "message"}}.
 */
final class WhyHandler extends Handler.Abstract {
    static final String PATH = "/_signet/why/";
    private static final int METHOD_NOT_ALLOWED = 405;

    private final WhyEndpoint endpoint;
    private final JsonMapper json = new JsonMapper();

    WhyHandler(WhyEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String target = Optional.ofNullable(request.getHttpURI().getPathQuery()).orElse("");
        if (!target.startsWith(PATH)) {
            return false;
        }
        try {
            Exchange exchange = Exchanges.of(request);
            if (!HttpMethod.POST.is(exchange.method())) {
                throw AwsError.of("MethodNotAllowed", METHOD_NOT_ALLOWED, "This address takes POST.");
            }
            byte[] body = QueryBodies.read(exchange.body());
            answer(response, callback, 200, endpoint.ask(exchange, target.substring(PATH.length()), body));
        } catch (AwsError e) {
            ObjectNode error = json.createObjectNode().put("code", e.code()).put("message", e.message());
            answer(response, callback, e.httpStatus(), error);
        } catch (UncheckedIOException e) {
            callback.failed(e);
        }
        return true;
    }

    private static void answer(Response response, Callback callback, int status, ObjectNode body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap((body + "\n").getBytes(StandardCharsets.UTF_8)), callback);
    }
}
