package signet.oidc;

import java.io.IOException;

/** Who answers for an issuer has a certificate that nobody vouches for. */
public final class UntrustedIssuerException extends IOException {
    private static final long serialVersionUID = 1L;

    UntrustedIssuerException(Throwable cause) {
        super("its certificate is not trusted", cause);
    }
}
