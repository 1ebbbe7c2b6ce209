package signet.server;

import java.io.IOException;
import java.io.InputStream;
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
import signet.identity.AccessKey;
import signet.model.AwsError;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /_signet/import}, signed for the service {@code organizations}: what {@code signet import} asks. The body is JSON
 * with the files' names and texts.
 */
final class ImportHandler extends Handler.Abstract {
    static final String PATH = "/_signet/import";

    /** Bytes of a body. */
    static final int LARGEST = 48 * 1024 * 1024;

    private static final int METHOD_NOT_ALLOWED = 405;

    private final ImportEndpoint endpoint;
    private final JsonMapper json = new JsonMapper();

    ImportHandler(ImportEndpoint endpoint) {
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
            if (!HttpMethod.POST.is(exchange.method())) {
                throw AwsError.of("MethodNotAllowed", METHOD_NOT_ALLOWED, "This address takes POST.");
            }
            answer(response, callback, 200, shown(endpoint.carryOut(exchange, () -> read(exchange))));
        } catch (AwsError e) {
            answer(response, callback, e.httpStatus(), refused(e));
        } catch (UncheckedIOException e) {
            callback.failed(e);
        }
        return true;
    }

    private static byte[] read(Exchange exchange) {
        if (exchange.body().length() > LARGEST) {
            throw tooLarge();
        }
        try (InputStream in = exchange.body().open()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsError tooLarge() {
        return AwsError.of("RequestEntityTooLarge", 413, "The files are larger than 48 MiB together.");
    }

    private ObjectNode shown(Imports.Done done) {
        ObjectNode shown =
                json.createObjectNode().put("id", done.entry().account().id()).put("summary", done.summary());
        AccessKey root = done.entry().root();
        if (root != null) {
            shown.put("accessKeyId", root.id()).put("secretAccessKey", root.secret());
        }
        ArrayNode notes = shown.putArray("notes");
        done.notes().forEach(notes::add);
        shown.set("passedOver", endpoint.shown(done));
        return shown;
    }

    private ObjectNode refused(AwsError error) {
        ObjectNode shown = json.createObjectNode().put("code", error.code()).put("message", error.message());
        Optional.ofNullable(error.details().get(Imports.FAULTS))
                .ifPresent(faults -> shown.set("faults", json.readTree(faults)));
        return shown;
    }

    private static void answer(Response response, Callback callback, int status, ObjectNode body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap((body + "\n").getBytes(StandardCharsets.UTF_8)), callback);
    }
}
