package signet.sts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import signet.authz.Caller;
import signet.identity.OidcProvider;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.sts.StsErrors;
import signet.oidc.AwsClaims;
import signet.oidc.IdToken;
import signet.oidc.RefusedTokenException;
import signet.oidc.TokenVerifier;
import signet.oidc.WebIdentity;
import signet.snapshot.View;

/** The tokens of identity providers that accounts trust. */
final class WebIdentities {
    private final TokenVerifier verifier;

    WebIdentities(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Whom a token is about, by the word of a provider.
     *
     * @param provider as trust policies name it
     * @param account the account that has the provider; empty if every account has it
     */
    record Claimed(
            IdToken token,
            WebIdentity identity,
            AwsClaims claims,
            String provider,
            String account,
            List<String> thumbprints) {
        /** Whoever holds the token. */
        Caller.Federated holder() {
            return new Caller.Federated(
                    provider,
                    "WebIdentityUser",
                    provider + ":" + identity.audience() + ":" + identity.subject(),
                    identity.subject(),
                    provider);
        }
    }

    /**
     * Reads a token, and looks at all that can be looked at without asking anybody: is it one, is it its time, does the
     * account trust its issuer, is it for us. Whether it is genuine is not yet known.
     *
     * @param account the account whose role is wanted
     * @throws AwsError if something is wrong with it
     */
    Claimed read(View view, String account, String text, Instant now) {
        try {
            IdToken token = IdToken.read(text);
            WebIdentity identity = WebIdentity.of(token, now);
            Optional<String> builtIn = identity.builtIn();
            if (builtIn.isPresent()) {
                return new Claimed(token, identity, AwsClaims.of(identity), builtIn.get(), "", List.of());
            }
            OidcProvider provider = view.get(Tables.OIDC_PROVIDERS, OidcProvider.key(account, identity.issuerName()))
                    .orElseThrow(() -> StsErrors.invalidIdentityToken(
                            "No OpenIDConnect provider found in your account for " + identity.issuer()));
            identity.requireAudience(provider.clientIds());
            return new Claimed(
                    token, identity, AwsClaims.of(identity), provider.arn(), account, provider.thumbprints());
        } catch (RefusedTokenException e) {
            throw refused(e);
        }
    }

    /**
     * Makes sure that a token is from its issuer and good for a role; may ask the issuer.
     *
     * @return whether the token itself names the role
     * @throws AwsError if it is not
     */
    boolean verify(Claimed claimed, String roleArn) {
        try {
            verifier.verify(claimed.token(), claimed.identity().issuerUrl(), claimed.thumbprints());
            return claimed.claims().names(roleArn);
        } catch (RefusedTokenException e) {
            throw refused(e);
        }
    }

    private static AwsError refused(RefusedTokenException e) {
        return e.isExpired() ? StsErrors.expiredToken(e.text()) : StsErrors.invalidIdentityToken(e.text());
    }
}
