package signet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document whose JSON shape is right, before the rules of its kind are applied. */
record RawPolicy(Json.Struct node, Json.@Nullable Text version, List<RawStatement> statements) {
    static final String CURRENT_VERSION = "2012-10-17";
    static final String OLD_VERSION = "2008-10-17";

    RawPolicy {
        statements = List.copyOf(statements);
    }

    /** Where the version stands, or should. */
    Span versionAt() {
        return version == null ? node.at() : version.at();
    }

    /** Policy variables exist in the current version only; an omitted version is the old one. */
    boolean variables() {
        return version != null && version.value().equals(CURRENT_VERSION);
    }

    boolean hasKnownVersion() {
        return version == null
                || version.value().equals(CURRENT_VERSION)
                || version.value().equals(OLD_VERSION);
    }
}
