package signet.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import signet.identity.AccessKey;
import signet.model.AwsError;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /_signet/import}, signed for the service {@code organizations}: what {@code signet import} asks. The body is JSON
 * with the files' names and texts.
 */
final class ImportHandler extends OwnHandler {
    static final String PATH = "/_signet/import";

    /** Bytes of a body. */
    static final int LARGEST = 48 * 1024 * 1024;

    private final ImportEndpoint endpoint;
    private final JsonMapper json = new JsonMapper();

    ImportHandler(ImportEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    boolean takes(String target) {
        return target.equals(PATH);
    }

    @Override
    ObjectNode answer(Exchange exchange, String target) {
        if (!HttpMethod.POST.is(exchange.method())) {
            throw methodNotAllowed("POST");
        }
        return shown(endpoint.carryOut(exchange, () -> read(exchange)));
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
        ObjectNode shown = object().put("id", done.entry().account().id()).put("summary", done.summary());
        AccessKey root = done.entry().root();
        if (root != null) {
            shown.put("accessKeyId", root.id()).put("secretAccessKey", root.secret());
        }
        ArrayNode notes = shown.putArray("notes");
        done.notes().forEach(notes::add);
        shown.set("passedOver", endpoint.shown(done));
        return shown;
    }

    @Override
    ObjectNode refused(AwsError error) {
        ObjectNode shown = super.refused(error);
        Optional.ofNullable(error.details().get(Imports.FAULTS))
                .ifPresent(faults -> shown.set("faults", json.readTree(faults)));
        return shown;
    }
}
