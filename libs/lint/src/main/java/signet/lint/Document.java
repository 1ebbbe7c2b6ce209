package signet.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.policy.PolicyKind;

/** A policy as far as it could be read. */
record Document(
        PolicyKind kind,
        String text,
        Location at,
        @Nullable Entry version,
        List<Statement> statements,
        Meanings meanings) {
    static final String CURRENT_VERSION = "2012-10-17";
    static final String OLD_VERSION = "2008-10-17";

    Document {
        statements = List.copyOf(statements);
    }

    boolean hasVariables() {
        return version != null && version.value().equals(CURRENT_VERSION);
    }

    /** Whether it is attached to, or limits, an identity. */
    boolean isOfIdentity() {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION -> true;
            case RESOURCE, TRUST, SERVICE_CONTROL, RESOURCE_CONTROL, ENDPOINT -> false;
        };
    }

    /** Whether what it allows is granted, rather than a limit to what others grant. */
    boolean grants() {
        return switch (kind) {
            case IDENTITY, RESOURCE, TRUST -> true;
            case BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL, ENDPOINT -> false;
        };
    }

    boolean isOfOrganization() {
        return kind == PolicyKind.SERVICE_CONTROL || kind == PolicyKind.RESOURCE_CONTROL;
    }
}
