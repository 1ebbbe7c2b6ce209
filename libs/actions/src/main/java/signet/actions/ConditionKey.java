package signet.actions;

import java.util.Locale;

/**
 * A condition key as the Service Authorization Reference names it.
 *
 * @param name such as {@code aws:SourceIp} or, with a placeholder for what the policy's author names,
 *     {@code aws:RequestTag/${TagKey}}
 * @param type the type of its value, or of each of its values
 * @param multivalued whether a request may have several values, so that conditions need ForAllValues or ForAnyValue
 */
public record ConditionKey(String name, ValueType type, boolean multivalued) {
    private static final String PLACEHOLDER = "${";

    /** Whether the name has a placeholder. */
    public boolean hasPlaceholder() {
        return name.contains(PLACEHOLDER);
    }

    /** Whether a key as written in a policy, in any case, is this key; a placeholder stands for any text but none. */
    public boolean matches(String key) {
        int placeholder = name.indexOf(PLACEHOLDER);
        if (placeholder < 0) {
            return name.equalsIgnoreCase(key);
        }
        if (!name.regionMatches(true, 0, key, 0, placeholder)) {
            return false;
        }
        String lower = key.toLowerCase(Locale.ROOT);
        return Wildcards.overlap(Template.codes(name.toLowerCase(Locale.ROOT), false), Wildcards.literal(lower));
    }

    /** The part of the name before the first placeholder, in lower case; the whole name where there is none. */
    String fixedStart() {
        int placeholder = name.indexOf(PLACEHOLDER);
        return (placeholder < 0 ? name : name.substring(0, placeholder)).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
