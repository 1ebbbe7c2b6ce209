package signet.server;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * The name of the connector of an instance's door. It is by the connector alone that the server knows which instance it
 * answers, and what: nothing in a request can change it.
 *
 * @param metadata whether the metadata service is behind the door, instead of the APIs
 * @param instanceId whose door it is
 * @param address the instance's private address
 */
record DoorName(boolean metadata, String instanceId, String address) {
    private static final String METADATA = "imds";
    private static final String API = "api";

    /** The door that a request came by; empty for the server's own socket. */
    static Optional<DoorName> of(Request request) {
        String name = request.getConnectionMetaData().getConnector().getName();
        if (name == null) {
            return Optional.empty();
        }
        String[] parts = name.split("/", -1);
        return Optional.of(new DoorName(parts[0].equals(METADATA), parts[1], parts[2]));
    }

    /** The connector's name. */
    String text() {
        return (metadata ? METADATA : API) + "/" + instanceId + "/" + address;
    }
}
