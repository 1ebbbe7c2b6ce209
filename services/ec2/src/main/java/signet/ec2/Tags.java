package signet.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.fleet.ResourceTags;
import signet.fleet.Tables;
import signet.model.ec2.Tag;
import signet.model.ec2.TagSpecification;
import signet.policy.Context;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** Tags: their limits (EC2 User Guide, "Tag restrictions"), their condition keys and where they are kept. */
final class Tags {
    private static final int LIMIT = 50;
    private static final int LONGEST_KEY = 127;
    private static final int LONGEST_VALUE = 255;

    private Tags() {}

    /** The tags of a request as a map, in their order. */
    static Map<String, String> map(@Nullable List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Tag tag : Objects.requireNonNullElse(tags, List.<Tag>of())) {
            String key = Objects.requireNonNullElse(tag.key(), "");
            String value = Objects.requireNonNullElse(tag.value(), "");
            checkKey(key);
            if (value.length() > LONGEST_VALUE) {
                throw Errors.invalidValue("Tag value exceeds the maximum length of " + LONGEST_VALUE + " characters");
            }
            if (map.put(key, value) != null) {
                throw Errors.invalidValue("Duplicate tag key '" + key + "' specified.");
            }
        }
        checkCount(map);
        return map;
    }

    /** The tags of a request by type of resource. */
    static Map<String, Map<String, String>> byType(@Nullable List<TagSpecification> specifications, String... types) {
        Map<String, Map<String, String>> result = new TreeMap<>();
        for (TagSpecification specification : Objects.requireNonNullElse(specifications, List.<TagSpecification>of())) {
            String type = Objects.requireNonNullElse(specification.resourceType(), "");
            if (!List.of(types).contains(type)) {
                throw Errors.invalidValue("'" + type + "' is not a valid taggable resource type for this operation.");
            }
            result.computeIfAbsent(type, _ -> new LinkedHashMap<>()).putAll(map(specification.tags()));
        }
        result.values().removeIf(Map::isEmpty);
        return result;
    }

    /** The API's form. */
    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** The condition keys of tags that a request brings; none when it brings none. */
    static Context requestKeys(Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", new ArrayList<>(tags.keySet()));
        }
        return keys.build();
    }

    /** The permission to tag what a request makes; none is needed when it tags nothing. */
    static List<Access> creation(Ec2Call call, String action, String resource, Map<String, String> tags) {
        return tags.isEmpty()
                ? List.of()
                : List.of(call.access("CreateTags", resource)
                        .with("ec2:CreateAction", action)
                        .with(requestKeys(tags)));
    }

    /** The tags of a resource other than an instance. */
    static Map<String, String> of(View view, String account, String resourceId) {
        return view.get(Tables.RESOURCE_TAGS, ResourceTags.key(account, resourceId))
                .map(ResourceTags::tags)
                .orElse(Map.of());
    }

    /** Replaces the tags of a resource other than an instance. */
    static void put(Transaction tx, String account, String resourceId, Map<String, String> tags) {
        if (tags.isEmpty()) {
            tx.delete(Tables.RESOURCE_TAGS, ResourceTags.key(account, resourceId));
        } else {
            ResourceTags record = new ResourceTags(account, resourceId, tags);
            tx.put(Tables.RESOURCE_TAGS, record.key(), record);
        }
    }

    static void checkCount(Map<String, String> tags) {
        if (tags.size() > LIMIT) {
            throw Errors.of("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
        }
    }

    private static void checkKey(String key) {
        if (key.isEmpty()) {
            throw Errors.invalidValue("Tag key cannot be empty");
        }
        if (key.toLowerCase(java.util.Locale.ROOT).startsWith("aws:")) {
            throw Errors.invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
        }
        if (key.length() > LONGEST_KEY) {
            throw Errors.invalidValue("Tag key exceeds the maximum length of " + LONGEST_KEY + " characters");
        }
    }
}
