package signet.s3;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import signet.policy.PolicyKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a bucket policy is public (S3 User Guide, "Blocking public access to your Amazon S3 storage: The meaning of
 * public"): it is, unless every Allow is limited to fixed principals, or by a condition to fixed values of a key that
 * narrows enough. Works on documents that {@link PolicyKind#RESOURCE} accepts.
 */
final class PublicPolicies {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 32;

    /** Conditions on these keys make a grant fixed, when their values have neither wildcards nor variables. */
    private static final Set<String> NARROWING = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:principalorgid",
            "aws:principalarn",
            "aws:principalaccount",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

    /** Operators that let through only the values listed; absent keys fail them. */
    private static final Set<String> POSITIVE = Set.of(
            "stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "foranyvalue:stringequals");

    private PublicPolicies() {}

    static boolean isPublic(String document) {
        try {
            return statements(JSON.readTree(document)).anyMatch(PublicPolicies::isPublicStatement);
        } catch (JacksonException e) {
            return true;
        }
    }

    private static Stream<JsonNode> statements(JsonNode policy) {
        return values(policy.path("Statement"));
    }

    /** One value, or each of a list. */
    static Stream<JsonNode> values(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static boolean isPublicStatement(JsonNode statement) {
        return statement.path("Effect").asString("").equals("Allow")
                && !hasFixedPrincipals(statement.path("Principal"))
                && !isNarrowed(statement.path("Condition"));
    }

    /** NotPrincipal, which leaves Principal missing, allows everyone but a few. */
    private static boolean hasFixedPrincipals(JsonNode principal) {
        return principal.isObject()
                && principal.properties().stream()
                        .flatMap(entry -> values(entry.getValue()))
                        .noneMatch(value -> value.asString("*").contains("*"));
    }

    private static boolean isNarrowed(JsonNode condition) {
        return condition.properties().stream()
                .anyMatch(operator -> operator.getValue().properties().stream()
                        .anyMatch(key -> narrows(operator.getKey().toLowerCase(Locale.ROOT), key)));
    }

    private static boolean narrows(String operator, Map.Entry<String, JsonNode> key) {
        String name = key.getKey().toLowerCase(Locale.ROOT);
        List<String> texts =
                values(key.getValue()).map(value -> value.asString("*")).toList();
        if (texts.isEmpty()) {
            return false;
        }
        if (name.equals("aws:sourceip")) {
            return operator.equals("ipaddress") && texts.stream().allMatch(PublicPolicies::isNarrowRange);
        }
        return POSITIVE.contains(operator)
                && NARROWING.contains(name)
                && texts.stream().allMatch(text -> isFixed(name, text));
    }

    /** Without wildcards and variables; only the name of an access point of a fixed account may have wildcards. */
    private static boolean isFixed(String name, String value) {
        if (value.contains("${")) {
            return false;
        }
        boolean accessPoint =
                name.equals("s3:dataaccesspointarn") && value.matches("arn:aws:s3:[a-z0-9-]+:[0-9]{12}:accesspoint/.*");
        return accessPoint || (!value.contains("*") && !value.contains("?"));
    }

    /** Ranges wider than /8 (IPv6: /32) count as the whole world. */
    private static boolean isNarrowRange(String range) {
        String[] parts = range.split("/", 2);
        if (parts.length == 1) {
            return true;
        }
        boolean v6 = parts[0].indexOf(':') >= 0;
        boolean number = !parts[1].isEmpty()
                && parts[1].length() <= 3
                && parts[1].chars().allMatch(Character::isDigit);
        return number && Integer.parseInt(parts[1]) >= (v6 ? WIDEST_IPV6 : WIDEST_IPV4);
    }

    /** The texts of a member that may be one value or a list. */
    static List<String> texts(JsonNode node) {
        return values(node).filter(JsonNode::isString).map(JsonNode::asString).toList();
    }

    /** The statements of a document that was accepted as a policy. */
    static List<JsonNode> statements(String document) {
        return statements(JSON.readTree(document)).toList();
    }
}
