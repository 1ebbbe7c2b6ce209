package signet.identity;

import java.time.Instant;

/**
 * A long-term access key of a user or of an account's root user.
 *
 * @param id {@code AKIA…}
 * @param secret the secret access key; it never leaves the server after creation
 * @param account the account's id
 * @param owner the user's unique id, or the account's id for the root user
 * @param active whether requests signed with it are accepted
 */
public record AccessKey(String id, String secret, String account, String owner, boolean active, Instant created) {
    /** The same key, accepted or not. */
    public AccessKey withActive(boolean changed) {
        return new AccessKey(id, secret, account, owner, changed, created);
    }

    /** Whether the key is the root user's. */
    public boolean ofRoot() {
        return owner.equals(account);
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
