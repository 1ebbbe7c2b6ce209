package signet.functions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the runtime API. */
public final class RuntimeAnswer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    RuntimeAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body.clone();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers, in order. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The content. */
    public byte[] body() {
        return body.clone();
    }
}
