package signet.cloudtrail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.cloudtrail.CloudTrailErrors;
import signet.model.cloudtrail.Tag;
import signet.policy.Context;

/** A trail's tags. */
final class TrailTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TrailTags() {}

    /** @throws signet.model.AwsError if they are no tags */
    static Map<String, String> of(@Nullable List<Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : given == null ? List.<Tag>of() : given) {
            String value = tag.value() == null ? "" : tag.value();
            if (tag.key().isEmpty() || tag.key().length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw CloudTrailErrors.invalidTagParameter(
                        "A tag's key has from 1 to 128 characters, and its value at most 256: " + tag.key());
            }
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw CloudTrailErrors.invalidTagParameter("Tag keys that begin with aws: are reserved: " + tag.key());
            }
            if (tags.put(tag.key(), value) != null) {
                throw CloudTrailErrors.invalidTagParameter("The tag key is there more than once: " + tag.key());
            }
        }
        requireFew(tags);
        return tags;
    }

    /** @throws signet.model.AwsError if a trail cannot have so many */
    static void requireFew(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw CloudTrailErrors.tagsLimitExceeded("A trail has at most " + MOST + " tags.");
        }
    }

    /** The condition keys about tags that a request brings. */
    static Context requested(Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
        }
        return keys.build();
    }

    /** The condition key about tags of which a request names the keys alone. */
    static Context keys(Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
        }
        return keys.build();
    }

    static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
