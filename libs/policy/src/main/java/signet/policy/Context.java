package signet.policy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of one request. Names are compared without regard to case. A key put with one string is
 * single-valued; a key put with a list is multi-valued, even when the list has one element. An empty list is the same
 * as an absent key. Values are texts: dates in ISO 8601 or epoch seconds, binary values in base64. Beside the keys stands
 * the canonical user id of the caller's account, which only S3 knows and no condition can ask for.
 */
public final class Context {
    /** No keys at all. */
    public static final Context EMPTY = new Context(Map.of(), "");

    /** A key as given with its values; {@code values} is never empty. */
    record Value(String key, List<String> values, boolean multiple) {}

    private final Map<String, Value> values;
    private final String canonicalUser;

    Context(Map<String, Value> values, String canonicalUser) {
        this.values = values;
        this.canonicalUser = canonicalUser;
    }

    /** A builder without keys. */
    public static Builder builder() {
        return new Builder();
    }

    /** This context with the keys of another laid over it. */
    public Context with(Context other) {
        if (other.values.isEmpty() && other.canonicalUser.isEmpty()) {
            return this;
        }
        Map<String, Value> merged = new LinkedHashMap<>(values);
        merged.putAll(other.values);
        return new Context(merged, other.canonicalUser.isEmpty() ? canonicalUser : other.canonicalUser);
    }

    /** The canonical user id of the caller's account, or {@code ""} when the service has none. */
    public String canonicalUser() {
        return canonicalUser;
    }

    /** The values of a key, or empty when it is absent. */
    public Optional<List<String>> get(String key) {
        return Optional.ofNullable(lookup(lower(key))).map(Value::values);
    }

    /** Whether the key is present and was put as a list. */
    public boolean isMultiValued(String key) {
        Value value = lookup(lower(key));
        return value != null && value.multiple();
    }

    /** The names of the present keys, in the case and order they were put. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        values.values().forEach(value -> keys.add(value.key()));
        return keys;
    }

    @Nullable
    Value lookup(String lowerKey) {
        return values.get(lowerKey);
    }

    static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Context context
                && values.equals(context.values)
                && canonicalUser.equals(context.canonicalUser);
    }

    @Override
    public int hashCode() {
        return 31 * values.hashCode() + canonicalUser.hashCode();
    }

    @Override
    public String toString() {
        return values.values().toString();
    }

    /**
     * Collects keys; a later put of the same key replaces the earlier one. Two tags whose keys differ only in case are no
     * value of one condition key: it is then absent, for a policy "matches a tag key named either way, but not both" (IAM
     * User Guide, "AWS global condition context keys": aws:RequestTag, aws:ResourceTag).
     */
    public static final class Builder {
        private final Map<String, Value> values = new LinkedHashMap<>();
        private final Set<String> ambiguous = new HashSet<>();
        private String canonicalUser = "";

        private Builder() {}

        /** Puts a single-valued key. */
        public Builder put(String key, String value) {
            String lower = lower(key);
            Value before = values.get(lower);
            if (key.indexOf('/') >= 0 && before != null && !before.key().equals(key)) {
                ambiguous.add(lower);
            }
            values.put(lower, new Value(key, List.of(value), false));
            return this;
        }

        /** Puts a multi-valued key; an empty list removes it. */
        public Builder put(String key, List<String> several) {
            if (several.isEmpty()) {
                values.remove(lower(key));
            } else {
                values.put(lower(key), new Value(key, List.copyOf(several), true));
            }
            return this;
        }

        /**
         * Tells by which canonical user id S3 knows the caller's account, 64 hexadecimal digits: what {@code CanonicalUser}
         * of a bucket policy is compared with (S3 User Guide, "Principals for bucket policies").
         */
        public Builder canonicalUser(String id) {
            canonicalUser = id;
            return this;
        }

        /** The context. */
        public Context build() {
            Map<String, Value> clear = new LinkedHashMap<>(values);
            clear.keySet().removeAll(ambiguous);
            return clear.isEmpty() && canonicalUser.isEmpty() ? EMPTY : new Context(clear, canonicalUser);
        }
    }
}
