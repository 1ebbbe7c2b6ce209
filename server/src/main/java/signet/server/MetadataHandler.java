package signet.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import signet.imds.MetadataEndpoint;
import signet.imds.MetadataRequest;
import signet.imds.MetadataResponse;
import signet.imds.MetadataService;
import signet.sandbox.HopLimit;

/** Answers everything that comes by the door of an instance's metadata service, and nothing else. */
final class MetadataHandler extends Handler.Abstract {
    private final MetadataService service;

    MetadataHandler(MetadataService service) {
        this.service = service;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<DoorName> door = DoorName.of(request);
        MetadataEndpoint endpoint = door.map(DoorName::metadata).orElse(null);
        if (door.isEmpty() || endpoint == null) {
            return false;
        }
        String instanceId = door.get().instanceId();
        if (!service.has(instanceId, endpoint)) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new EofException("there is no such address"));
            return true;
        }
        MetadataRequest asked = metadataRequest(request);
        MetadataResponse answer = service.answer(instanceId, endpoint, asked);
        // To find a connection's descriptor takes long, which is not for who asks too much to ask for.
        OptionalInt hops = answer.isThrottled() ? OptionalInt.empty() : service.hopLimit(instanceId, asked);
        if (hops.isPresent() && !limited(request, hops.getAsInt())) {
            // better no token than one that goes further than it may
            response.setStatus(503);
            callback.succeeded();
            return true;
        }
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().add(name, value));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static boolean limited(Request request, int hops) {
        Object transport =
                request.getConnectionMetaData().getConnection().getEndPoint().getTransport();
        if (!HopLimit.isSupported()) {
            // without Linux there are no networks that an answer could cross
            return true;
        }
        try {
            if (transport instanceof SocketChannel connection) {
                HopLimit.set(connection, hops);
                return true;
            }
        } catch (IOException e) {
            System.getLogger(MetadataHandler.class.getName())
                    .log(System.Logger.Level.WARNING, "the hop limit could not be set", e);
        }
        return false;
    }

    private static MetadataRequest metadataRequest(Request request) {
        List<Map.Entry<String, String>> headers = StreamSupport.stream(
                        request.getHeaders().spliterator(), false)
                .map(MetadataHandler::header)
                .toList();
        return new MetadataRequest(request.getMethod(), request.getHttpURI().getPathQuery(), headers);
    }

    private static Map.Entry<String, String> header(HttpField field) {
        String value = field.getValue();
        return Map.entry(field.getName(), value == null ? "" : value);
    }
}
