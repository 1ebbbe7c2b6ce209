package signet.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What IAM demands of a trust policy for identity providers that serve everybody: each Allow must be narrowed to somebody's
 * tokens (IAM User Guide, "Identity-provider controls for shared OIDC providers"; since 2024 for Cognito, 2025 for the
 * rest). Providers of one's own need no condition.
 */
final class FederationRules {
    private static final String COGNITO = "cognito-identity.amazonaws.com";
    private static final String AUDIENCE = "aud";
    private static final String SUBJECT = "sub";

    /** The claim by which the tokens of a shared issuer tell their owners apart. */
    private static final Map<String, String> CLAIMS = Map.ofEntries(
            Map.entry("agent.buildkite.com", SUBJECT),
            Map.entry("api.pulumi.com/oidc", AUDIENCE),
            Map.entry("app.terraform.io", SUBJECT),
            Map.entry("gitlab.com", SUBJECT),
            Map.entry("oidc-configuration.audit-log.githubusercontent.com", SUBJECT),
            Map.entry("oidc.codefresh.io", SUBJECT),
            Map.entry("oidc.vercel.com", AUDIENCE),
            Map.entry("proidc.upbound.io", SUBJECT),
            Map.entry("sandboxes.cloud", AUDIENCE),
            Map.entry("scalr.io", SUBJECT),
            Map.entry("studio.datachain.ai/api", SUBJECT),
            Map.entry("token.actions.githubusercontent.com", SUBJECT),
            Map.entry("tokens.cloud.shisho.dev", SUBJECT),
            Map.entry("vstoken.actions.githubusercontent.com", SUBJECT));

    private FederationRules() {}

    static void check(RawStatement statement, PrincipalElement principal) throws MalformedPolicyException {
        if (statement.isDeny()) {
            return;
        }
        for (Json.Text provider : principal.federated()) {
            if (provider.value().equals(COGNITO) && !isNarrowed(statement, COGNITO + ":" + AUDIENCE)) {
                throw new MalformedPolicyException(
                        "A condition block must be present for the Cognito provider", provider.at());
            }
            String key = sharedKey(provider.value());
            if (key != null && !isNarrowed(statement, key)) {
                throw new MalformedPolicyException(
                        "The trust policy must limit the condition key " + key + " for a shared identity provider",
                        provider.at());
            }
        }
    }

    /** The condition key that tells the owners of a shared issuer's tokens apart; null for any other provider. */
    private static @Nullable String sharedKey(String provider) {
        int type = provider.indexOf(":oidc-provider/");
        if (type < 0) {
            return null;
        }
        String issuer = provider.substring(type + ":oidc-provider/".length());
        String claim = CLAIMS.get(issuer.toLowerCase(Locale.ROOT));
        return claim == null ? null : issuer + ":" + claim;
    }

    /** Whether some condition on the key leaves out values: each of its own has more than wildcards. */
    private static boolean isNarrowed(RawStatement statement, String key) {
        return statement.conditions().stream()
                .anyMatch(condition -> condition.key().equalsIgnoreCase(key) && leavesOut(condition.values()));
    }

    private static boolean leavesOut(List<String> values) {
        return !values.isEmpty()
                && values.stream().allMatch(value -> value.chars().anyMatch(c -> c != '*' && c != '?'));
    }
}
