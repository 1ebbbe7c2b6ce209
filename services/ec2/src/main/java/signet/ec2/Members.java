package signet.ec2;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.model.MemberSchema;
import signet.model.StructureSchema;

/** Refuses what is set in a structure of a request but isn't supported, so that nothing is accepted and ignored. */
final class Members {
    private Members() {}

    /** Allows only the named members of a structure to be set, by Amazon's names; null is a structure with nothing set. */
    static <T> void only(StructureSchema<T> schema, @Nullable T value, String path, String... allowed) {
        if (value == null) {
            return;
        }
        List<MemberSchema> members = schema.members();
        Set<String> known = Set.of(allowed);
        for (int i = 0; i < members.size(); i++) {
            String name = members.get(i).name();
            if (!known.contains(name) && isSet(schema.get(value, i))) {
                throw Errors.unsupported("The parameter " + path + "." + name + " is not supported by Signet.");
            }
        }
    }

    /** Allows only the given values; null is no value. */
    static void value(@Nullable Object value, String path, Object... allowed) {
        if (value != null && !List.of(allowed).contains(value)) {
            throw Errors.unsupported("The value " + value + " of " + path + " is not supported by Signet.");
        }
    }

    /** Whether anything is asked for: absent, false and an empty list ask for nothing. */
    static boolean isSet(@Nullable Object value) {
        return value != null && !value.equals(false) && !(value instanceof List<?> list && list.isEmpty());
    }
}
