package signet.oidc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The condition keys that a token's claims become (IAM User Guide, "Available keys for AWS OIDC federation"): a few for every
 * issuer, and for some that serve many customers those that AWS lists. No other claim is one, so that nobody can put a key
 * into a request by putting a claim into a token.
 *
 * @param single keys with one value
 * @param lists keys with several values, or that could have them
 */
public record ClaimKeys(Map<String, String> single, Map<String, List<String>> lists) {
    private static final List<String> GITHUB = List.of(
            "actor",
            "actor_id",
            "enterprise_id",
            "environment",
            "job_workflow_ref",
            "ref",
            "repository",
            "repository_id",
            "repository_owner_id",
            "workflow");
    private static final List<String> BUILDKITE = List.of(
            "build_branch",
            "cluster_id",
            "cluster_name",
            "organization_id",
            "organization_slug",
            "pipeline_id",
            "pipeline_slug");
    private static final List<String> GITLAB = List.of(
            "namespace_id",
            "pipeline_source",
            "project_id",
            "ref_protected",
            "runner_environment",
            "user_access_level",
            "user_email",
            "user_id",
            "user_login");

    /** Issuers by name and which of their claims are keys (Service Authorization Reference, AWS Security Token Service). */
    private static final Map<Pattern, List<String>> BY_ISSUER = Map.ofEntries(
            Map.entry(Pattern.compile("token\\.actions\\.githubusercontent\\.com(/.*)?"), GITHUB),
            Map.entry(Pattern.compile("token\\.actions\\.[^./]+\\.ghe\\.com"), GITHUB),
            Map.entry(Pattern.compile("github\\.com/enterprises/[^/]+"), GITHUB),
            Map.entry(Pattern.compile("agent\\.buildkite\\.com"), BUILDKITE),
            Map.entry(Pattern.compile("agent\\.[^./]+\\.buildkite\\.(dev|site)"), BUILDKITE),
            Map.entry(Pattern.compile("gitlab\\.com"), GITLAB),
            Map.entry(Pattern.compile("oidc\\.circleci\\.com/org/[^/]+"), List.of("oidc.circleci.com/project-id")),
            Map.entry(Pattern.compile("idcs-[^./]+\\.identity\\.oraclecloud\\.com"), List.of("rpst_id")));

    public ClaimKeys {
        single = Map.copyOf(single);
        lists = Map.copyOf(lists);
    }

    /** What trust policies may ask about. */
    public static ClaimKeys whenAssuming(WebIdentity identity) {
        JsonNode claims = identity.claims().node();
        String prefix = identity.issuerName() + ":";
        Map<String, String> single = new LinkedHashMap<>(always(identity));
        Map<String, List<String>> lists = new LinkedHashMap<>(methods(identity));
        if (identity.audiences().size() == 1) {
            single.put(prefix + "oaud", identity.audiences().getFirst());
        } else {
            lists.put(prefix + "oaud", identity.audiences());
        }
        scalar(claims.path("email")).ifPresent(email -> single.put(prefix + "email", email));
        BY_ISSUER.forEach((issuer, names) -> {
            if (issuer.matcher(identity.issuerName()).matches()) {
                names.forEach(name -> scalar(claims.path(name)).ifPresent(value -> single.put(prefix + name, value)));
            }
        });
        if (identity.builtIn().filter("accounts.google.com"::equals).isPresent()) {
            scalar(claims.path("google").path("organization_number"))
                    .ifPresent(number -> single.put(prefix + "google/organization_number", number));
        }
        return new ClaimKeys(single, lists);
    }

    /** What a session carries into its requests. */
    public static ClaimKeys inSession(WebIdentity identity) {
        return new ClaimKeys(always(identity), methods(identity));
    }

    private static Map<String, String> always(WebIdentity identity) {
        String prefix = identity.issuerName() + ":";
        return Map.of(prefix + "aud", identity.audience(), prefix + "sub", identity.subject());
    }

    private static Map<String, List<String>> methods(WebIdentity identity) {
        JsonNode node = identity.claims().node().path("amr");
        List<String> methods = node.isString()
                ? List.of(node.stringValue())
                : StreamSupport.stream(node.spliterator(), false)
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .toList();
        return methods.isEmpty() ? Map.of() : Map.of(identity.issuerName() + ":amr", methods);
    }

    private static Optional<String> scalar(JsonNode node) {
        return node.isString() || node.isNumber() || node.isBoolean() ? Optional.of(node.asString()) : Optional.empty();
    }
}
