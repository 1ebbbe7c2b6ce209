package signet.sts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.identity.SamlProvider;
import signet.model.AwsError;
import signet.model.sts.StsErrors;
import signet.model.sts.Tag;
import signet.policy.Context;
import signet.saml.SamlAssertion;

/**
 * What AWS finds in an assertion that it may believe (IAM User Guide, "Configure SAML assertions for the authentication
 * response").
 *
 * @param provider whose assertion it is
 * @param subject whom it is about
 * @param recipient the sign-in address that it was made for
 */
record SamlClaims(SamlProvider provider, SamlAssertion assertion, SamlAssertion.Subject subject, String recipient) {
    /** The type of identity that events give. */
    static final String KIND = "SAMLUser";

    private static final String ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";
    private static final String PRINCIPAL_TAG = ATTRIBUTES + "PrincipalTag:";
    private static final String FORMATS = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
    private static final String NAME = "[a-zA-Z_0-9+=,.@-]{2,64}";
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{3,5}");
    private static final int LEAST_SECONDS = 900;
    private static final int MOST_SECONDS = 43_200;

    /** The provider's word for the user, which together with the name qualifier is nobody else's. */
    String nameQualifier() {
        String text = assertion.issuer() + provider.account() + "/" + provider.name();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-1", e);
        }
    }

    /** The format of the subject's name, without the prefix of SAML 2.0's own. */
    String subjectType() {
        String format = subject.format();
        return format.startsWith(FORMATS) ? format.substring(FORMATS.length()) : format;
    }

    /** Who asks, as events name them (CloudTrail User Guide, "userIdentity element", with SAML). */
    Caller.Federated caller() {
        return new Caller.Federated(
                provider.arn(), KIND, nameQualifier() + ":" + subject.name(), subject.name(), nameQualifier());
    }

    /** Whether the provider lets the user assume a role: it names the role and itself, in either order. */
    boolean mayAssume(String roleArn) {
        return assertion.values(ATTRIBUTES + "Role").stream()
                .map(pair -> Stream.of(pair.split(",", -1)).map(String::strip).toList())
                .anyMatch(pair ->
                        pair.equals(List.of(roleArn, provider.arn())) || pair.equals(List.of(provider.arn(), roleArn)));
    }

    String roleSessionName() {
        String name = single("RoleSessionName")
                .orElseThrow(() -> StsErrors.invalidIdentityToken("RoleSessionName is required in AuthnResponse"));
        if (!name.matches(NAME)) {
            throw StsErrors.invalidIdentityToken("RoleSessionName in AuthnResponse must match " + NAME);
        }
        return name;
    }

    @Nullable
    String sourceIdentity() {
        Optional<String> identity = single("SourceIdentity");
        if (identity.isPresent()
                && (!identity.get().matches(NAME) || identity.get().startsWith("aws:"))) {
            throw StsErrors.invalidIdentityToken("Source Identity must match " + NAME + " and not begin with \"aws:\"");
        }
        return identity.orElse(null);
    }

    SessionTags tags() {
        List<Tag> tags = new ArrayList<>();
        assertion.attributes().forEach((name, values) -> {
            if (name.startsWith(PRINCIPAL_TAG)) {
                tags.add(tag(name.substring(PRINCIPAL_TAG.length()), values));
            }
        });
        List<String> transitive = assertion.values(ATTRIBUTES + "TransitiveTagKeys");
        return SessionTags.of(tags, transitive.isEmpty() ? null : transitive, null);
    }

    private static Tag tag(String key, List<String> values) {
        if (values.size() != 1
                || !TAG_KEY.matcher(key).matches()
                || !TAG_VALUE.matcher(values.getFirst()).matches()) {
            throw StsErrors.invalidIdentityToken("PrincipalTag in AuthnResponse is invalid: " + key);
        }
        return new Tag(key, values.getFirst());
    }

    /** How long a session may last at most by the provider's word; a long time if it has none. */
    int mostSeconds(Instant now) {
        int most = MOST_SECONDS;
        Optional<String> duration = single("SessionDuration");
        if (duration.isPresent()) {
            most = seconds(duration.get());
        }
        Instant end = assertion.sessionNotOnOrAfter();
        return end == null
                ? most
                : (int) Math.min(most, Duration.between(now, end).toSeconds());
    }

    private static int seconds(String text) {
        int seconds = SECONDS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw StsErrors.invalidIdentityToken(
                    "SessionDuration in AuthnResponse must be between " + LEAST_SECONDS + " and " + MOST_SECONDS);
        }
        return seconds;
    }

    private Optional<String> single(String attribute) {
        List<String> values = assertion.values(ATTRIBUTES + attribute);
        if (values.size() > 1) {
            throw StsErrors.invalidIdentityToken(attribute + " in AuthnResponse must have one value");
        }
        return values.stream().findFirst();
    }

    /** The condition keys that trust policies may ask for. */
    Context keys() {
        Context.Builder keys = Context.builder()
                .put("saml:aud", recipient)
                .put("saml:iss", assertion.issuer())
                .put("saml:doc", provider.account() + "/" + provider.name());
        lastingKeys().forEach(keys::put);
        SamlAttributes.put(assertion.attributes(), keys);
        return keys.build();
    }

    /** The condition keys that the session has in every request (IAM User Guide, "Uniquely identifying users"). */
    Map<String, String> lastingKeys() {
        return Map.of(
                "aws:FederatedProvider", provider.arn(),
                "saml:namequalifier", nameQualifier(),
                "saml:sub", subject.name(),
                "saml:sub_type", subjectType());
    }

    /** What AWS answers whatever the reason why the role may not be assumed. */
    static AwsError notAuthorized() {
        return StsErrorTexts.notAuthorized("sts:AssumeRoleWithSAML");
    }
}
