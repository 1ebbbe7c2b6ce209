package signet.lambda;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.model.MemberSchema;
import signet.model.StructureSchema;

/** Refuses what a request sets but Signet does not have, so that nothing is accepted and ignored. */
final class Members {
    private Members() {}

    /** Allows only the named members of a structure to be set, by Amazon's names. */
    static <T> void only(StructureSchema<T> schema, T value, String where, String... allowed) {
        Set<String> known = Set.of(allowed);
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            String name = members.get(i).name();
            if (!known.contains(name) && isSet(members.get(i), schema.get(value, i))) {
                throw Errors.notImplemented("The parameter " + name + " of " + where);
            }
        }
    }

    /** Allows only the given values; null is no value. */
    static void value(@Nullable Object value, String where, Object... allowed) {
        if (value != null && !List.of(allowed).contains(value)) {
            throw Errors.notImplemented("The value " + value + " of " + where);
        }
    }

    /** Tools send structures and lists of nothing for what they do not want. */
    @SuppressWarnings("unchecked") // a structure's value is of its schema's type
    private static boolean isSet(MemberSchema member, @Nullable Object value) {
        if (value == null || value.equals(false) || value.equals("")) {
            return false;
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        if (member.shape() instanceof StructureSchema<?> schema) {
            StructureSchema<Object> typed = (StructureSchema<Object>) schema;
            for (int i = 0; i < typed.members().size(); i++) {
                if (isSet(typed.members().get(i), typed.get(value, i))) {
                    return true;
                }
            }
            return false;
        }
        return true;
    }
}
