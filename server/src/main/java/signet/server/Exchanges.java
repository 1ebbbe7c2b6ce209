package signet.server;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import signet.authz.Event;
import signet.model.AwsError;
import signet.model.Body;
import signet.sigv4.Header;

/** Takes requests from Jetty as they were sent. */
final class Exchanges {
    private Exchanges() {}

    static Exchange of(Request request) {
        String target = target(request.getHttpURI());
        int question = target.indexOf('?');
        List<Header> headers = new ArrayList<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.add(header(field.getName(), value == null ? "" : HeaderText.received(value)));
        }
        return new Exchange(
                request.getMethod(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? null : target.substring(question + 1),
                headers,
                new RequestBody(request),
                DoorName.of(request).map(DoorName::address).orElseGet(() -> address(request)),
                request.isSecure(),
                tls(request));
    }

    private static Event.@Nullable Tls tls(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData data
                ? new Event.Tls(data.sslSession().getProtocol(), data.cipherSuite())
                : null;
    }

    /** The path and query as sent; a path begins with a slash, and nothing follows a query. */
    private static String target(HttpURI uri) {
        String target = uri.getPathQuery();
        if (target == null || !target.startsWith("/") || uri.getFragment() != null) {
            throw AwsError.of("InvalidURI", 400, "Couldn't parse the specified URI.");
        }
        return target;
    }

    /** The client's address as policies compare it: bare, without the brackets and zones that IPv6 has elsewhere. */
    private static String address(Request request) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return Request.getRemoteAddr(request);
        }
        String text = socket.getAddress().getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
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
