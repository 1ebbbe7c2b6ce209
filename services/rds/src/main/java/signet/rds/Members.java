package signet.rds;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.model.MemberSchema;
import signet.model.StructureSchema;

/** Refuses what a request sets but Signet does not have, so that nothing is accepted and ignored. */
final class Members {
    private Members() {}

    /** Allows only the named members of a structure to be set, by Amazon's names; null is a structure with nothing set. */
    static <T> void only(StructureSchema<T> schema, @Nullable T value, String where, String... allowed) {
        if (value == null) {
            return;
        }
        Set<String> known = Set.of(allowed);
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            String name = members.get(i).name();
            if (!known.contains(name) && isSet(schema.get(value, i))) {
                throw Errors.notThere("The parameter " + name + " of " + where);
            }
        }
    }

    /** Allows only the given values; null is no value. */
    static void value(@Nullable Object value, String where, Object... allowed) {
        if (value != null && !List.of(allowed).contains(value)) {
            throw Errors.notThere("The value " + value + " of " + where);
        }
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null && !value.equals(false) && !(value instanceof List<?> list && list.isEmpty());
    }
}
