package signet.server;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import signet.imds.MetadataRequest;
import signet.imds.MetadataResponse;
import signet.imds.MetadataService;

/** Answers everything that comes by the door of an instance's metadata service, and nothing else. */
final class MetadataHandler extends Handler.Abstract {
    private final MetadataService service;

    MetadataHandler(MetadataService service) {
        this.service = service;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<DoorName> door = DoorName.of(request).filter(DoorName::metadata);
        if (door.isEmpty()) {
            return false;
        }
        MetadataResponse answer = service.answer(door.get().instanceId(), metadataRequest(request));
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().add(name, value));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
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
