package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.snapshot.View;

/**
 * A SAML identity provider that an account trusts.
 *
 * @param account the account's id
 * @param name unique in the account, ignoring case
 * @param id what stands at the end of the sign-in address to which it sends encrypted assertions
 * @param metadata the document that describes it, as it was uploaded
 * @param entityId the issuer of its assertions, from the document
 * @param certificates the certificates of the keys with which it signs, in base 64, from the document
 * @param validUntil when the document ends
 * @param encryptionRequired whether its assertions have to be encrypted
 * @param keys the private keys for which it may encrypt them, oldest first
 * @param tags in the order in which they were set
 */
public record SamlProvider(
        String account,
        String name,
        String id,
        Instant created,
        String metadata,
        String entityId,
        List<String> certificates,
        Instant validUntil,
        boolean encryptionRequired,
        List<DecryptionKey> keys,
        Map<String, String> tags) {

    private static final Pattern ARN = Pattern.compile("arn:aws:iam::([0-9]{12}):saml-provider/([\\w._-]{1,128})");

    /**
     * A private key for which assertions may be encrypted.
     *
     * @param pkcs8 the key in PKCS #8 and base 64; it never leaves the server
     */
    public record DecryptionKey(String id, Instant added, String pkcs8) {
        @Override
        public String toString() {
            return "DecryptionKey[" + id + "]";
        }
    }

    public SamlProvider {
        certificates = List.copyOf(certificates);
        keys = List.copyOf(keys);
        tags = Copies.ordered(tags);
    }

    /** Whether a text is the ARN of a provider that might exist. */
    public static boolean isArn(String text) {
        return ARN.matcher(text).matches();
    }

    /** The provider that an ARN names, if it exists. */
    public static Optional<SamlProvider> find(View view, String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches()
                ? view.get(Tables.SAML_PROVIDERS, Tables.key(matcher.group(1), matcher.group(2)))
                        .filter(provider -> provider.arn().equals(arn))
                : Optional.empty();
    }

    /** The ARN, by which trust policies name it. */
    public String arn() {
        return "arn:aws:iam::" + account + ":saml-provider/" + name;
    }

    /** The key in {@link Tables#SAML_PROVIDERS}. */
    public String key() {
        return Tables.key(account, name);
    }

    /** The same provider, described by another document. */
    public SamlProvider described(
            String newMetadata, String newEntityId, List<String> newCertificates, Instant newValidUntil) {
        return new SamlProvider(
                account,
                name,
                id,
                created,
                newMetadata,
                newEntityId,
                newCertificates,
                newValidUntil,
                encryptionRequired,
                keys,
                tags);
    }

    /** The same provider with other rules on encryption. */
    public SamlProvider encrypting(boolean required, List<DecryptionKey> newKeys) {
        return new SamlProvider(
                account, name, id, created, metadata, entityId, certificates, validUntil, required, newKeys, tags);
    }

    /** The same provider with other tags. */
    public SamlProvider withTags(Map<String, String> changed) {
        return new SamlProvider(
                account,
                name,
                id,
                created,
                metadata,
                entityId,
                certificates,
                validUntil,
                encryptionRequired,
                keys,
                changed);
    }

    @Override
    public String toString() {
        return "SamlProvider[" + arn() + "]";
    }
}
