package signet.ec2;

import java.time.Instant;

/**
 * A key pair; the private half was given to the client and is kept nowhere.
 *
 * @param id {@code key-…}
 * @param type {@code rsa} or {@code ed25519}
 * @param publicKey in OpenSSH's form, without a comment
 */
record KeyPairRecord(
        String account,
        String region,
        String name,
        String id,
        String type,
        String publicKey,
        String fingerprint,
        Instant created) {
    String key() {
        return account + "/" + region + "/" + name;
    }
}
