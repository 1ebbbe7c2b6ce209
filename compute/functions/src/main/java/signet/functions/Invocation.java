package signet.functions;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of a function. */
public final class Invocation {
    private final String requestId;
    private final String invokedArn;
    private final byte[] payload;
    private final @Nullable String clientContext;

    /**
     * A call.
     *
     * @param requestId the request's id, a UUID
     * @param invokedArn the ARN by which the function was called
     * @param payload a JSON document
     * @param clientContext a JSON document about the client; null for none
     */
    public Invocation(String requestId, String invokedArn, byte[] payload, @Nullable String clientContext) {
        this.requestId = Objects.requireNonNull(requestId);
        this.invokedArn = Objects.requireNonNull(invokedArn);
        this.payload = payload.clone();
        this.clientContext = clientContext;
    }

    /** The request's id. */
    public String requestId() {
        return requestId;
    }

    String invokedArn() {
        return invokedArn;
    }

    byte[] payload() {
        return payload.clone();
    }

    @Nullable
    String clientContext() {
        return clientContext;
    }
}
