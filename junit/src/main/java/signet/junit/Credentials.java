package signet.junit;

import java.util.Objects;

/**
 * What requests are signed with.
 *
 * @param accessKeyId such as {@code AKIA…}
 * @param secretAccessKey the secret that belongs to it
 */
public record Credentials(String accessKeyId, String secretAccessKey) {
    public Credentials {
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(secretAccessKey);
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
