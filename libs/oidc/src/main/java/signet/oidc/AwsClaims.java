package signet.oidc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a token tells STS to do: tags and a source identity for the session, and which roles it is good for (IAM User Guide,
 * "Pass session tags in AWS STS" and "Monitor and control actions taken with assumed roles").
 *
 * @param tags in the order of the token
 * @param transitive the keys among them that go on along a chain of roles
 * @param sourceIdentity null for none
 * @param roles the only roles that the token is good for; null if it says nothing of roles
 */
public record AwsClaims(
        Map<String, String> tags,
        List<String> transitive,
        @Nullable String sourceIdentity,
        @Nullable List<String> roles) {
    private static final String SPACE = "https://aws.amazon.com/";
    private static final String TAGS = SPACE + "tags";
    private static final String PRINCIPAL_TAGS = "principal_tags";
    private static final String TRANSITIVE = "transitive_tag_keys";
    private static final int MOST_TAGS = 50;
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
    private static final Pattern SOURCE_IDENTITY = Pattern.compile("(?!(?i:aws:))[\\w+=,.@-]{2,64}");
    private static final Pattern ROLE = Pattern.compile("arn:[a-z0-9-]+:iam::[0-9]{12}:role/[\\w+=,.@/!-]+");

    public AwsClaims {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        transitive = List.copyOf(transitive);
        roles = roles == null ? null : List.copyOf(roles);
    }

    /**
     * What a token says.
     *
     * @throws RefusedTokenException if it says something that cannot be done
     */
    public static AwsClaims of(WebIdentity identity) throws RefusedTokenException {
        JsonNode claims = identity.claims().node();
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> transitive = new ArrayList<>();
        nested(claims.path(TAGS), tags, transitive);
        flattened(claims, tags, transitive);
        if (tags.size() > MOST_TAGS || transitive.size() > MOST_TAGS) {
            throw malformed(PRINCIPAL_TAGS);
        }
        return new AwsClaims(
                tags, transitive, sourceIdentity(claims).orElse(null), roles(claims.path(SPACE + "roles")));
    }

    /**
     * Checks that the token is good for a role.
     *
     * @return whether it names the role; not if it says nothing of roles
     * @throws RefusedTokenException if it is good for others only
     */
    public boolean names(String roleArn) throws RefusedTokenException {
        List<String> only = roles;
        if (only == null) {
            return false;
        }
        if (!only.contains(roleArn)) {
            throw RefusedTokenException.invalid(
                    "The target role ARN is not present in the roles claim of the identity token");
        }
        return true;
    }

    private static void nested(JsonNode space, Map<String, String> tags, List<String> transitive)
            throws RefusedTokenException {
        if (space.isMissingNode()) {
            return;
        }
        JsonNode principal = space.path(PRINCIPAL_TAGS);
        if (!space.isObject() || !(principal.isMissingNode() || principal.isObject())) {
            throw malformed(PRINCIPAL_TAGS);
        }
        for (Map.Entry<String, JsonNode> tag : principal.properties()) {
            boolean one = tag.getValue().isArray() && tag.getValue().size() == 1;
            put(tags, tag.getKey(), tag.getValue().path(one ? 0 : -1));
        }
        keys(space.path(TRANSITIVE), transitive);
    }

    private static void flattened(JsonNode claims, Map<String, String> tags, List<String> transitive)
            throws RefusedTokenException {
        String prefix = TAGS + "/" + PRINCIPAL_TAGS + "/";
        for (Map.Entry<String, JsonNode> claim : claims.properties()) {
            if (claim.getKey().startsWith(prefix)) {
                put(tags, claim.getKey().substring(prefix.length()), claim.getValue());
            }
        }
        keys(claims.path(TAGS + "/" + TRANSITIVE), transitive);
    }

    private static void put(Map<String, String> tags, String key, JsonNode value) throws RefusedTokenException {
        boolean good = value.isString()
                && TAG_KEY.matcher(key).matches()
                && TAG_VALUE.matcher(value.stringValue()).matches();
        if (!good || tags.put(key, value.stringValue()) != null) {
            throw malformed(PRINCIPAL_TAGS);
        }
    }

    private static void keys(JsonNode node, List<String> keys) throws RefusedTokenException {
        if (node.isMissingNode()) {
            return;
        }
        if (!node.isArray()) {
            throw malformed(TRANSITIVE);
        }
        for (JsonNode key : node) {
            if (!key.isString()) {
                throw malformed(TRANSITIVE);
            }
            keys.add(key.stringValue());
        }
    }

    private static RefusedTokenException malformed(String what) {
        return RefusedTokenException.invalid(what + " passed in claim is not in correct format.");
    }

    private static Optional<String> sourceIdentity(JsonNode claims) throws RefusedTokenException {
        JsonNode node = claims.path(SPACE + "source_identity");
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isString() || !SOURCE_IDENTITY.matcher(node.stringValue()).matches()) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_VALIDATED);
        }
        return Optional.of(node.stringValue());
    }

    /** A list, or ARNs between semicolons; what is no role's ARN is passed over, but something has to be one. */
    private static @Nullable List<String> roles(JsonNode node) throws RefusedTokenException {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        List<String> named = new ArrayList<>();
        if (node.isString()) {
            named.addAll(List.of(node.stringValue().split(";", -1)));
        } else if (node.isArray()) {
            node.forEach(element -> {
                if (element.isString()) {
                    named.add(element.stringValue());
                }
            });
        } else {
            throw RefusedTokenException.invalid("The roles claim is not in a supported format");
        }
        List<String> roles = named.stream()
                .map(String::strip)
                .filter(role -> ROLE.matcher(role).matches())
                .toList();
        if (roles.isEmpty()) {
            throw RefusedTokenException.invalid("The roles claim contains no valid role ARNs");
        }
        return roles;
    }
}
