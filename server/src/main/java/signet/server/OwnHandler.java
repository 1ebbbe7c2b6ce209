package signet.server;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import signet.model.AwsError;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Addresses for {@link OwnOperation}s: a JSON object comes back, which for a refusal is {@code {"code", "message"}}. */
abstract class OwnHandler extends Handler.Abstract {
    private static final int METHOD_NOT_ALLOWED = 405;

    private final JsonMapper json = new JsonMapper();

    @Override
    public final boolean handle(Request request, Response response, Callback callback) {
        String target = Optional.ofNullable(request.getHttpURI().getPathQuery()).orElse("");
        if (!takes(target)) {
            return false;
        }
        try {
            answer(response, callback, 200, answer(Exchanges.of(request), target));
        } catch (AwsError e) {
            answer(response, callback, e.httpStatus(), refused(e));
        } catch (UncheckedIOException e) {
            callback.failed(e);
        }
        return true;
    }

    /** Whether this handler answers a target. */
    abstract boolean takes(String target);

    /**
     * The answer to a request.
     *
     * @throws AwsError if it is refused
     */
    abstract ObjectNode answer(Exchange exchange, String target);

    /** The answer to a refused request. */
    ObjectNode refused(AwsError error) {
        return object().put("code", error.code()).put("message", error.message());
    }

    /** An object to put an answer into. */
    ObjectNode object() {
        return json.createObjectNode();
    }

    /** The refusal of a method. */
    static AwsError methodNotAllowed(String taken) {
        return AwsError.of("MethodNotAllowed", METHOD_NOT_ALLOWED, "This address takes " + taken + ".");
    }

    private static void answer(Response response, Callback callback, int status, ObjectNode body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap((body + "\n").getBytes(StandardCharsets.UTF_8)), callback);
    }
}
