package signet.sts;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.identity.SamlProvider;
import signet.model.AwsError;
import signet.model.sts.StsErrors;
import signet.saml.SamlAssertion;
import signet.saml.SamlException;
import signet.saml.SamlMetadata;
import signet.saml.SamlResponse;
import signet.snapshot.View;

/**
 * Reads the response of a SAML provider that somebody brings: whether the provider made it, for AWS, for now. It may be brought
 * more than once within its five minutes, as on AWS, where clients redeem one for several roles; whether it answers a request
 * of anybody's is not asked there either.
 */
final class SamlTokens {
    private static final Duration REDEEMABLE = Duration.ofMinutes(5);

    /** By how much the provider's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** The addresses at which AWS takes responses, of the whole or of a region; for encrypted ones with the provider's id. */
    private static final Pattern SIGN_IN = Pattern.compile("https://(?:[a-z]{2}(?:-[a-z]+)+-[0-9]\\.)?signin\\.aws"
            + "\\.amazon\\.com/(?:static/)?saml(?:/acs/([A-Z0-9]{22,64}))?");

    private static final String AWS = "urn:amazon:webservices";

    private SamlTokens() {}

    /**
     * @throws AwsError if nobody may believe it
     */
    static SamlClaims read(View view, String providerArn, String token, Instant now) {
        if (!SamlProvider.isArn(providerArn)) {
            throw StsErrorTexts.validation("Principal ARN is invalid");
        }
        byte[] response = decoded(token);
        SamlProvider provider = SamlProvider.find(view, providerArn)
                .filter(found -> now.isBefore(found.validUntil()))
                .orElseThrow(() -> StsErrors.invalidIdentityToken("Specified provider doesn't exist"));
        SamlAssertion assertion = assertion(provider, response);
        checkTimes(assertion, now);
        checkAudience(assertion, provider);
        SamlAssertion.Subject subject = assertion.subject();
        if (subject == null) {
            throw SamlClaims.notAuthorized(); // as the IAM User Guide has it, "Troubleshoot SAML federation with IAM"
        }
        return new SamlClaims(provider, assertion, subject, recipient(assertion, provider, now));
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getDecoder().decode(token.replaceAll("[\\r\\n]", ""));
        } catch (IllegalArgumentException e) {
            throw StsErrors.invalidIdentityToken("Invalid base64 SAMLResponse");
        }
    }

    private static SamlAssertion assertion(SamlProvider provider, byte[] response) {
        SamlMetadata metadata = new SamlMetadata(provider.entityId(), provider.certificates(), provider.validUntil());
        try {
            return SamlResponse.parse(response).assertion(metadata, keys(provider), provider.encryptionRequired());
        } catch (SamlException e) {
            throw switch (e.fault()) {
                case UNREADABLE -> StsErrors.invalidIdentityToken("Invalid base64 SAMLResponse");
                case ISSUER -> StsErrors.invalidIdentityToken("Issuer not present in specified provider");
                case REJECTED ->
                    StsErrors.idpRejectedClaim("The identity provider reported that authentication failed");
                // one answer, or the second would tell of a ciphertext what it holds
                case SIGNATURE, ENCRYPTION -> StsErrors.invalidIdentityToken("Response signature invalid");
            };
        }
    }

    private static List<PrivateKey> keys(SamlProvider provider) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            List<PrivateKey> keys = new ArrayList<>();
            for (SamlProvider.DecryptionKey key : provider.keys()) {
                keys.add(factory.generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key.pkcs8()))));
            }
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key of " + provider.arn() + " cannot be read", e);
        }
    }

    private static void checkTimes(SamlAssertion assertion, Instant now) {
        boolean late = !now.isBefore(assertion.issued().plus(REDEEMABLE))
                || over(assertion.notOnOrAfter(), now)
                || over(assertion.sessionNotOnOrAfter(), now);
        if (late) {
            throw expired();
        }
        if (ahead(assertion.issued(), now) || ahead(assertion.notBefore(), now)) {
            throw early();
        }
    }

    private static boolean over(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }

    private static boolean ahead(@Nullable Instant begin, Instant now) {
        return begin != null && begin.isAfter(now.plus(AHEAD));
    }

    private static AwsError expired() {
        return StsErrors.expiredToken("Token must be redeemed within 5 minutes of issuance");
    }

    private static AwsError early() {
        return StsErrors.invalidIdentityToken("Token is not valid yet");
    }

    private static void checkAudience(SamlAssertion assertion, SamlProvider provider) {
        boolean ours = !assertion.audiences().isEmpty()
                && assertion.audiences().stream()
                        .allMatch(restriction -> restriction.stream()
                                .anyMatch(audience -> audience.equals(AWS) || isSignIn(audience, provider, false)));
        if (!ours) {
            throw StsErrors.invalidIdentityToken("Response does not contain the required audience");
        }
    }

    /** The sign-in address for which the only confirmation is good. */
    private static String recipient(SamlAssertion assertion, SamlProvider provider, Instant now) {
        if (assertion.confirmations().size() != 1) {
            throw wrongConfirmation();
        }
        SamlAssertion.Confirmation confirmation = assertion.confirmations().getFirst();
        String recipient = Objects.requireNonNullElse(confirmation.recipient(), "");
        boolean ours = confirmation.method().equals(SamlAssertion.BEARER)
                && confirmation.notOnOrAfter() != null
                && isSignIn(recipient, provider, provider.encryptionRequired());
        if (!ours) {
            throw wrongConfirmation();
        }
        if (over(confirmation.notOnOrAfter(), now)) {
            throw expired();
        }
        if (ahead(confirmation.notBefore(), now)) {
            throw early();
        }
        return recipient;
    }

    private static AwsError wrongConfirmation() {
        return StsErrors.invalidIdentityToken("Response does not contain the required SubjectConfirmation");
    }

    private static boolean isSignIn(String address, SamlProvider provider, boolean withId) {
        Matcher matcher = SIGN_IN.matcher(address);
        return matcher.matches()
                && (matcher.group(1) == null ? !withId : matcher.group(1).equals(provider.id()));
    }
}
