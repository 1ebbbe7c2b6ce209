package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import signet.snapshot.View;

/**
 * An OpenID Connect identity provider: an issuer whose tokens roles of the account may trust.
 *
 * @param account the account's id
 * @param name the issuer's URL without {@code https://}
 * @param clientIds for whom tokens must be made, in the order in which they were given
 * @param thumbprints SHA-1 of certificates that stand for the issuer, in lower case
 * @param tags in the order in which they were set
 */
public record OidcProvider(
        String account,
        String name,
        Instant created,
        List<String> clientIds,
        List<String> thumbprints,
        Map<String, String> tags) {
    private static final String TYPE = "oidc-provider/";

    public OidcProvider {
        clientIds = List.copyOf(clientIds);
        thumbprints = List.copyOf(thumbprints);
        tags = Copies.ordered(tags);
    }

    /** The ARN of an account's provider of a name. */
    public static String arn(String account, String name) {
        return "arn:aws:iam::" + account + ":" + TYPE + name;
    }

    /** The provider that an ARN names, if it exists. */
    public static Optional<OidcProvider> find(View view, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[5].startsWith(TYPE)) {
            return Optional.empty();
        }
        return view.get(Tables.OIDC_PROVIDERS, key(parts[4], parts[5].substring(TYPE.length())))
                .filter(provider -> provider.arn().equals(arn));
    }

    /** The key in {@link Tables#OIDC_PROVIDERS}. */
    public static String key(String account, String name) {
        return account + "/" + name;
    }

    /** Its ARN. */
    public String arn() {
        return arn(account, name);
    }

    /** The key in {@link Tables#OIDC_PROVIDERS}. */
    public String key() {
        return key(account, name);
    }

    /** The same provider for other clients. */
    public OidcProvider withClientIds(List<String> changed) {
        return new OidcProvider(account, name, created, changed, thumbprints, tags);
    }

    /** The same provider with other thumbprints. */
    public OidcProvider withThumbprints(List<String> changed) {
        return new OidcProvider(account, name, created, clientIds, changed, tags);
    }

    /** The same provider with other tags. */
    public OidcProvider withTags(Map<String, String> changed) {
        return new OidcProvider(account, name, created, clientIds, thumbprints, changed);
    }
}
