package signet.imds;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the metadata service. Whose instance sent it is not in it: the socket that it came by says that.
 *
 * @param method as sent
 * @param target the path as sent, with a query or without
 * @param headers every header line, in the order sent; names in any case
 */
public record MetadataRequest(String method, String target, List<Map.Entry<String, String>> headers) {
    public MetadataRequest {
        headers = List.copyOf(headers);
    }

    /** The value of the first header of a name, null without one. */
    @Nullable
    String header(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }
}
