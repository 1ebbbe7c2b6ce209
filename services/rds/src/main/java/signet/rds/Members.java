package signet.rds;

import org.jspecify.annotations.Nullable;
import signet.model.StructureSchema;
import signet.model.SupportedMembers;

/** What requests may set here. */
final class Members {
    private static final SupportedMembers SUPPORTED = new SupportedMembers(false, Errors::notThere);

    private Members() {}

    /** Allows only the named members of a structure to be set, by Amazon's names; null is a structure with nothing set. */
    static <T> void only(StructureSchema<T> schema, @Nullable T value, String where, String... allowed) {
        SUPPORTED.only(schema, value, where, allowed);
    }

    /** Allows only the given values; null is no value. */
    static void value(@Nullable Object value, String where, Object... allowed) {
        SUPPORTED.value(value, where, allowed);
    }
}
