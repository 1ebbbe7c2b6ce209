package signet.server;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Event;
import signet.model.Body;
import signet.sigv4.Header;

/**
 * A request as it came off a socket, nothing decoded.
 *
 * @param rawPath the path as sent
 * @param rawQuery what followed the question mark, null without one
 * @param headers every header line in the order sent
 * @param body the body as sent
 * @param clientAddress the address that the connection came from
 * @param secure whether it came over TLS
 * @param tls what both ends agreed on, null if it came in the clear
 */
record Exchange(
        String method,
        String rawPath,
        @Nullable String rawQuery,
        List<Header> headers,
        Body body,
        String clientAddress,
        boolean secure,
        Event.@Nullable Tls tls) {

    Exchange {
        headers = List.copyOf(headers);
    }

    /** How it came, for its event. */
    Event.Transport transport() {
        return new Event.Transport(Objects.requireNonNullElse(header("Host"), ""), tls);
    }

    /** The value of the first header of a name, null without one. */
    @Nullable
    String header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }
}
