package signet.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.iam.IamErrors;
import signet.model.iam.Tag;

/** How tag keys compare, which differs by kind of entity (IAM User Guide, "Tags for AWS IAM resources"). */
enum TagRule {
    /** Users, roles and instance profiles: keys that differ only in case are the same key. */
    IGNORING_CASE("Duplicate tag keys found. Please note that Tag keys are case insensitive."),
    /** Customer managed policies, identity providers, MFA devices and server certificates. */
    EXACT("Duplicate tag keys found.");

    private static final String RESERVED = "aws:";

    private final String duplicate;

    TagRule(String duplicate) {
        this.duplicate = duplicate;
    }

    /** The tags of a new entity. */
    Map<String, String> first(@Nullable List<Tag> tags) {
        return tags == null ? Map.of() : merged(Map.of(), tags);
    }

    /** An entity's tags after others were set: a key that is there keeps its place, and takes the new spelling. */
    Map<String, String> merged(Map<String, String> old, List<Tag> tags) {
        Map<String, Tag> all = new LinkedHashMap<>();
        old.forEach((key, value) -> all.put(normal(key), new Tag(key, value)));
        Map<String, Tag> added = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (normal(tag.key()).startsWith(RESERVED)) {
                throw IamErrors.invalidInput("Tag keys that begin with aws: are reserved for AWS use.");
            }
            if (added.put(normal(tag.key()), tag) != null) {
                throw IamErrors.invalidInput(duplicate);
            }
        }
        all.putAll(added);
        if (all.size() > Quota.TAGS.limit()) {
            throw IamErrors.limitExceeded("The number of tags has reached the maximum limit.");
        }
        Map<String, String> result = new LinkedHashMap<>();
        all.values().forEach(tag -> result.put(tag.key(), tag.value()));
        return result;
    }

    /** An entity's tags after some were removed; keys that are not there don't matter. */
    Map<String, String> without(Map<String, String> old, List<String> keys) {
        List<String> gone = keys.stream().map(this::normal).toList();
        Map<String, String> result = new LinkedHashMap<>(old);
        result.keySet().removeIf(key -> gone.contains(normal(key)));
        return result;
    }

    private String normal(String key) {
        return this == IGNORING_CASE ? key.toLowerCase(Locale.ROOT) : key;
    }
}
