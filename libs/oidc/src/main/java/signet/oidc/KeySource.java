package signet.oidc;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Where the keys of issuers come from. */
@FunctionalInterface
public interface KeySource {
    /**
     * Keys and how long they may be believed without asking again.
     *
     * @param fresh zero if the issuer does not want them to be kept
     */
    record Fetched(SigningKeys keys, Duration fresh) {}

    /**
     * Asks an issuer.
     *
     * @param issuer its URL
     * @param thumbprints SHA-1 of certificates that stand for it where its own is not signed by a known authority; in lower
     *     case
     * @throws UntrustedIssuerException if neither is so
     * @throws IOException if it cannot be asked, or answers anything but its keys
     */
    Fetched fetch(String issuer, List<String> thumbprints) throws IOException;
}
