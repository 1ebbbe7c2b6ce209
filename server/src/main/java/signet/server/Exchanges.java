package signet.server;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import signet.model.AwsError;
import signet.model.Body;
import signet.sigv4.Header;

/** Takes requests from Jetty as they were sent. */
final class Exchanges {
    private Exchanges() {}

    static Exchange of(Request request) {
        String target = request.getHttpURI().getPathQuery();
        int question = target.indexOf('?');
        List<Header> headers = new ArrayList<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.add(header(field.getName(), value == null ? "" : value));
        }
        return new Exchange(
                request.getMethod(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? null : target.substring(question + 1),
                headers,
                new RequestBody(request),
                DoorName.of(request).map(DoorName::address).orElseGet(() -> Request.getRemoteAddr(request)),
                request.isSecure());
    }

    private static Header header(String name, String value) {
        try {
            return new Header(name, value);
        } catch (IllegalArgumentException e) {
            throw AwsError.of(
                    "InvalidRequest", 400, "The header " + name + " has a character that no header may have.");
        }
    }

    /** The bytes of a request, read from its socket once. */
    private record RequestBody(Request request) implements Body {
        @Override
        public InputStream open() {
            return Content.Source.asInputStream(request);
        }

        @Override
        public long length() {
            return request.getLength();
        }
    }
}
