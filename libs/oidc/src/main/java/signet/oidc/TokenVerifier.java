package signet.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Says whether an issuer has signed a token. It may ask the issuer, so nobody may be kept waiting for it. */
public final class TokenVerifier {
    private static final Logger LOG = System.getLogger(TokenVerifier.class.getName());

    private final KeyCache cache;

    /** A verifier that keeps the keys which a source gives. */
    public TokenVerifier(KeySource source, InstantSource clock) {
        this.cache = new KeyCache(source, clock);
    }

    /**
     * Verifies a token's signature. What else is wrong with it is to be looked at before, for this may ask the issuer.
     *
     * @param issuer the URL of the issuer whose token it is to be
     * @param thumbprints see {@link KeySource#fetch}
     * @throws RefusedTokenException if it is not signed by the issuer, or that cannot be found out
     */
    public void verify(IdToken token, String issuer, List<String> thumbprints) throws RefusedTokenException {
        Optional<JWSVerifier> key = key(token, new KeyCache.Issuer(issuer, thumbprints));
        if (key.isEmpty()) {
            throw RefusedTokenException.invalid(RefusedTokenException.NO_KEY);
        }
        if (!isSigned(token, key.get())) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_VALIDATED);
        }
    }

    private Optional<JWSVerifier> key(IdToken token, KeyCache.Issuer issuer) throws RefusedTokenException {
        try {
            SigningKeys keys = cache.keys(issuer);
            Optional<JWSVerifier> key = keys.verifier(token);
            return key.isPresent() ? key : cache.newer(issuer, keys).verifier(token);
        } catch (UntrustedIssuerException e) {
            throw RefusedTokenException.invalid(
                    "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint");
        } catch (IOException e) {
            LOG.log(Level.INFO, "no keys of " + issuer.url() + ": " + e.getMessage());
            throw RefusedTokenException.invalid(RefusedTokenException.NO_KEY);
        }
    }

    private static boolean isSigned(IdToken token, JWSVerifier key) {
        try {
            return key.verify(token.header(), token.signed(), token.signature());
        } catch (JOSEException e) {
            return false;
        }
    }
}
