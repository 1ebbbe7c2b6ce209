package signet.s3;

import java.util.Arrays;

/** Entity tags as conditions have them: with or without quotation marks, one or several, or {@code *}. */
final class EntityTags {
    private EntityTags() {}

    static boolean matches(String condition, String etag) {
        return Arrays.stream(condition.split(",", -1))
                .map(EntityTags::bare)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }

    /** The tag without its quotation marks. */
    static String bare(String tag) {
        String text = tag.strip();
        if (text.startsWith("W/")) {
            text = text.substring(2);
        }
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
