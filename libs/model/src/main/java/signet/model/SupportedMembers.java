package signet.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a request sets but Signet does not have, so that nothing is accepted and ignored. What asks for nothing counts
 * as not set: false, an empty text, list or map.
 *
 * @param emptyStructures whether a structure in which nothing is set counts as not set too, for a service whose tools send
 *     such for what they do not want
 * @param refusal the service's error for what is named, such as {@code The parameter VpcConfig of CreateFunction}
 */
public record SupportedMembers(boolean emptyStructures, Function<String, AwsError> refusal) {
    /**
     * Allows only the named members of a structure to be set, by Amazon's names; null is a structure with nothing set.
     *
     * @throws AwsError the refusal of the first other member that is set
     */
    public <T> void only(StructureSchema<T> schema, @Nullable T value, String where, String... allowed) {
        if (value == null) {
            return;
        }
        Set<String> known = Set.of(allowed);
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            String name = members.get(i).name();
            if (!known.contains(name) && asks(members.get(i).shape(), schema.get(value, i))) {
                throw refusal.apply("The parameter " + name + " of " + where);
            }
        }
    }

    /**
     * Allows only the given values; null is no value.
     *
     * @throws AwsError the refusal of another
     */
    public void value(@Nullable Object value, String where, Object... allowed) {
        if (value != null && !List.of(allowed).contains(value)) {
            throw refusal.apply("The value " + value + " of " + where);
        }
    }

    @SuppressWarnings("unchecked") // a structure's value is of its schema's type
    private boolean asks(Shape shape, @Nullable Object value) {
        if (value == null || value.equals(false) || value.equals("")) {
            return false;
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return !(emptyStructures && shape instanceof StructureSchema<?> schema)
                || asksAnything((StructureSchema<Object>) schema, value);
    }

    private boolean asksAnything(StructureSchema<Object> schema, Object value) {
        for (int i = 0; i < schema.members().size(); i++) {
            if (asks(schema.members().get(i).shape(), schema.get(value, i))) {
                return true;
            }
        }
        return false;
    }
}
