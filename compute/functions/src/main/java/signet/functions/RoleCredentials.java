package signet.functions;

import java.time.Instant;

/**
 * Temporary credentials of a function's execution role.
 *
 * @param expires when they end; no invocation begins in an environment whose credentials could end during it
 */
public record RoleCredentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {
    @Override
    public String toString() {
        return "RoleCredentials[" + accessKeyId + "]";
    }
}
