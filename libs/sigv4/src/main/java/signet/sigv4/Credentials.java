package signet.sigv4;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client signs with.
 *
 * @param sessionToken of temporary credentials; null for long-term ones
 */
public record Credentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken) {
    public Credentials {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
    }

    /** Names the access key and keeps its secret. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + ']';
    }
}
