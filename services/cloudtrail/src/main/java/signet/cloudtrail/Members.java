package signet.cloudtrail;

import org.jspecify.annotations.Nullable;
import signet.model.StructureSchema;
import signet.model.SupportedMembers;

/** What requests may set here. */
final class Members {
    private static final SupportedMembers SUPPORTED = new SupportedMembers(false, Errors::notImplemented);

    private Members() {}

    /** Allows only the named members of a structure to be set, by Amazon's names. */
    static <T> void only(StructureSchema<T> schema, @Nullable T value, String where, String... allowed) {
        SUPPORTED.only(schema, value, where, allowed);
    }
}
