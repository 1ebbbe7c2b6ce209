package signet.server;

import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import signet.imds.MetadataEndpoint;

/**
 * The name of the connector of an instance's door. It is by the connector alone that the server knows which instance it
 * answers, and what: nothing in a request can change it.
 *
 * @param metadata which address of the metadata service it is; null for the APIs
 * @param instanceId whose door it is
 * @param address the instance's private address
 */
record DoorName(@Nullable MetadataEndpoint metadata, String instanceId, String address) {
    private static final String API = "api";

    /** The door that a request came by; empty for the server's own socket. */
    static Optional<DoorName> of(Request request) {
        String name = request.getConnectionMetaData().getConnector().getName();
        if (name == null) {
            return Optional.empty();
        }
        String[] parts = name.split("/", -1);
        MetadataEndpoint metadata = parts[0].equals(API) ? null : MetadataEndpoint.valueOf(parts[0]);
        return Optional.of(new DoorName(metadata, parts[1], parts[2]));
    }

    /** The connector's name. */
    String text() {
        return (metadata == null ? API : metadata.name()) + "/" + instanceId + "/" + address;
    }
}
