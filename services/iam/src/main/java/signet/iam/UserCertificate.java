package signet.iam;

import java.time.Instant;

/**
 * A user's X.509 signing certificate.
 *
 * @param owner the user's unique id, or the account's id for the root user
 * @param body as it was uploaded
 * @param digest of the certificate itself, by which the same one is known again
 */
record UserCertificate(
        String id, String account, String owner, String body, String digest, boolean active, Instant uploaded) {
    UserCertificate withActive(boolean changed) {
        return new UserCertificate(id, account, owner, body, digest, changed, uploaded);
    }
}
