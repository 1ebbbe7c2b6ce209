package signet.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a REST request with JSON goes: the labels of its operation's path, and its query, both decoded.
 *
 * @param labels by name, as in {@code FunctionName}
 * @param query every parameter's values, in order; those of a pre-signed URL's signature are left out
 */
record RestPlace(Map<String, String> labels, Map<String, List<String>> query) {
    RestPlace {
        labels = Map.copyOf(labels);
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }
}
