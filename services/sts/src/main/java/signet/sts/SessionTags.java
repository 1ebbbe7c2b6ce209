package signet.sts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import signet.identity.Session;
import signet.model.sts.Tag;
import signet.policy.Context;

/**
 * The tags of a session to be: those asked for, and those that its maker's session hands on (IAM User Guide, "Pass session
 * tags in AWS STS"). Keys are compared ignoring case.
 *
 * @param requested as asked for, in order
 * @param transitive the keys among the requested that are to be handed on
 * @param inherited what the calling session hands on
 */
record SessionTags(Map<String, String> requested, List<String> transitive, Map<String, String> inherited) {
    private static final String RESERVED = "aws:";

    /**
     * @throws signet.model.AwsError if keys are reserved, are given twice, or conflict with what is handed on
     */
    static SessionTags of(@Nullable List<Tag> tags, @Nullable List<String> transitive, @Nullable Session caller) {
        Map<String, String> requested = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : Optional.ofNullable(tags).orElse(List.of())) {
            if (isReserved(tag.key())) {
                throw StsErrorTexts.invalidParameter("Tag keys that begin with aws: are reserved for AWS use.");
            }
            if (!seen.add(tag.key())) {
                throw StsErrorTexts.invalidParameter(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            requested.put(tag.key(), tag.value());
        }
        List<String> handedOn = Optional.ofNullable(transitive).orElse(List.of());
        if (!seen.containsAll(handedOn)) {
            throw StsErrorTexts.invalidParameter(
                    "The specified transitive tag key must be included in the requested tags.");
        }
        Map<String, String> inherited = inherited(caller);
        if (inherited.keySet().stream().anyMatch(seen::contains)) {
            throw StsErrorTexts.invalidParameter("One of the specified transitive tag keys can't be set because it"
                    + " conflicts with a transitive tag key from the calling session.");
        }
        return new SessionTags(requested, handedOn, inherited);
    }

    private static boolean isReserved(String key) {
        return key.regionMatches(true, 0, RESERVED, 0, RESERVED.length());
    }

    /** Whether the session will have any tags. */
    boolean isEmpty() {
        return requested.isEmpty() && inherited.isEmpty();
    }

    /** All tags of the session. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(inherited);
        all.putAll(requested);
        return all;
    }

    /** The keys that the session hands on in its turn. */
    List<String> allTransitive() {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        keys.addAll(inherited.keySet());
        keys.addAll(transitive);
        return List.copyOf(keys);
    }

    /** The condition keys about the requested tags. */
    Context keys() {
        Context.Builder keys = Context.builder();
        requested.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        return keys.put("aws:TagKeys", List.copyOf(requested.keySet()))
                .put("sts:TransitiveTagKeys", transitive)
                .build();
    }

    private static Map<String, String> inherited(@Nullable Session caller) {
        if (caller == null || caller.transitiveTags().isEmpty()) {
            return Map.of();
        }
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tags.putAll(caller.tags());
        Map<String, String> inherited = new LinkedHashMap<>();
        for (String key : caller.transitiveTags()) {
            String value = tags.get(key);
            if (value != null) {
                inherited.put(key, value);
            }
        }
        return inherited;
    }
}
