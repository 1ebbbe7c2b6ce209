package signet.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.model.s3.Tag;
import signet.policy.Context;

/** Tags of buckets and objects (S3 User Guide, "Categorizing your storage using tags"). */
final class TagSets {
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int MAX_OF_OBJECT = 10;
    private static final int MAX_OF_BUCKET = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private TagSets() {}

    static SortedMap<String, String> ofObject(List<Tag> tags) {
        if (tags.size() > MAX_OF_OBJECT) {
            throw Faults.badRequest("BadRequest", "Object tags cannot be greater than 10");
        }
        return checked(tags);
    }

    static SortedMap<String, String> ofBucket(@Nullable List<Tag> tags) {
        if (tags == null) {
            return Collections.emptySortedMap();
        }
        if (tags.size() > MAX_OF_BUCKET) {
            throw Faults.badRequest("BadRequest", "Bucket tag count cannot be greater than 50");
        }
        return checked(tags);
    }

    /** The tags of an {@code x-amz-tagging} header, which has the form of a query. */
    static SortedMap<String, String> ofHeader(@Nullable String header) {
        List<Tag> tags = new ArrayList<>();
        for (String pair : header == null ? new String[0] : header.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                tags.add(new Tag(decoded(key, pair), equals < 0 ? "" : decoded(pair.substring(equals + 1), pair)));
            }
        }
        return ofObject(tags);
    }

    private static String decoded(String text, String pair) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Faults.invalidArgument(
                    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without"
                            + " tag name duplicates.",
                    "x-amz-tagging",
                    pair);
        }
    }

    private static SortedMap<String, String> checked(List<Tag> tags) {
        SortedMap<String, String> result = new TreeMap<>();
        for (Tag tag : tags) {
            check(tag);
            if (result.put(tag.key(), tag.value()) != null) {
                throw Faults.invalidTag("Cannot provide multiple Tags with the same key", tag.key());
            }
        }
        return result;
    }

    private static void check(Tag tag) {
        if (tag.key().isEmpty() || isWrong(tag.key(), MAX_KEY)) {
            throw Faults.invalidTag("The TagKey you have provided is invalid", tag.key());
        }
        if (isWrong(tag.value(), MAX_VALUE)) {
            throw Faults.badRequest("InvalidTag", "The TagValue you have provided is invalid")
                    .with("TagKey", tag.key())
                    .with("TagValue", tag.value());
        }
        if (tag.key().startsWith("aws:")) {
            throw Faults.invalidTag("Your TagKey cannot be prefixed with aws:", tag.key());
        }
    }

    private static boolean isWrong(String text, int longest) {
        return text.codePointCount(0, text.length()) > longest
                || !TEXT.matcher(text).matches();
    }

    static List<Tag> shown(SortedMap<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** The condition keys about tags that an object has. */
    static Context existing(Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("s3:ExistingObjectTag/" + key, value));
        return keys.build();
    }

    /** The condition keys about tags that a request gives to an object. */
    static Context requested(Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("s3:RequestObjectTag/" + key, value));
        return keys.put("s3:RequestObjectTagKeys", List.copyOf(tags.keySet())).build();
    }

    /** The condition keys about tags that a request gives to a bucket. */
    static Context requestedOfBucket(Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        return keys.put("aws:TagKeys", List.copyOf(tags.keySet())).build();
    }
}
