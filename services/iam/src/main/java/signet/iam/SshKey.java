package signet.iam;

import java.time.Instant;

/**
 * A user's SSH public key.
 *
 * @param id {@code APKA…}
 * @param account the account's id
 * @param owner the user's unique id
 * @param body as it was uploaded
 * @param wire the key itself in SSH's own form (RFC 4253), in base 64
 * @param fingerprint the MD5 digest of that form, in hexadecimal
 */
record SshKey(
        String id,
        String account,
        String owner,
        String body,
        String wire,
        String fingerprint,
        boolean active,
        Instant uploaded) {
    SshKey withActive(boolean changed) {
        return new SshKey(id, account, owner, body, wire, fingerprint, changed, uploaded);
    }
}
