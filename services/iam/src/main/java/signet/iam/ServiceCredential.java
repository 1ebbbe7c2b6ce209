package signet.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user name and password that one service takes from a user.
 *
 * @param id {@code ACCA…}
 * @param owner the user's unique id
 * @param service such as {@code codecommit.amazonaws.com}
 * @param name the user name for the service
 * @param digest SHA-256 of the password, which is random and long enough to need no slower hash
 * @param expires null for never
 */
record ServiceCredential(
        String id,
        String account,
        String owner,
        String service,
        String name,
        String digest,
        boolean active,
        Instant created,
        @Nullable Instant expires) {
    ServiceCredential withActive(boolean changed) {
        return new ServiceCredential(id, account, owner, service, name, digest, changed, created, expires);
    }

    ServiceCredential withDigest(String changed) {
        return new ServiceCredential(id, account, owner, service, name, changed, active, created, expires);
    }

    @Override
    public String toString() {
        return "ServiceCredential[" + id + "]";
    }
}
