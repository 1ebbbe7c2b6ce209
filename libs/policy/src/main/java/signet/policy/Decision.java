package signet.policy;

import org.jspecify.annotations.Nullable;

/** The answer to a request. Anything but {@link Allowed} must be refused. */
public sealed interface Decision {
    /** Whether the request may proceed. */
    boolean allowed();

    /** {@code Allowed}, {@code ExplicitlyDenied} or {@code ImplicitlyDenied}. */
    String name();

    /** The kind of policy that decided; null when none was asked: the root user, and sts:GetCallerIdentity. */
    @Nullable
    PolicyKind kind();

    /** The clause that AWS prints behind "is not authorized to perform: …", or a like one for an allowed request. */
    String because(String action);

    /** What allowed a request. */
    sealed interface Grant {}

    /** An Allow statement; the kind is the part the policy played, such as BOUNDARY for a managed policy. */
    record ByStatement(PolicyKind kind, SourcedPolicy policy, Statement statement) implements Grant {}

    /** The caller is the root user of the account that owns the resource. */
    record ByRoot() implements Grant {}

    /** Every authenticated caller may: {@code sts:GetCallerIdentity}. */
    record ByIdentity() implements Grant {}

    /** Allowed. */
    record Allowed(Grant grant) implements Decision {
        @Override
        public String name() {
            return "Allowed";
        }

        @Override
        public @Nullable PolicyKind kind() {
            return grant instanceof ByStatement by ? by.kind() : null;
        }

        @Override
        public boolean allowed() {
            return true;
        }

        @Override
        public String because(String action) {
            return switch (grant) {
                case ByStatement by -> "because " + by.kind().withArticle() + " allows the " + action + " action";
                case ByRoot by -> "because the caller is the root user of the account";
                case ByIdentity by -> "because no permissions are required to perform the " + action + " action";
            };
        }
    }

    /** A Deny statement matches. */
    record ExplicitlyDenied(PolicyKind kind, SourcedPolicy policy, Statement statement) implements Decision {
        @Override
        public String name() {
            return "ExplicitlyDenied";
        }

        @Override
        public boolean allowed() {
            return false;
        }

        @Override
        public String because(String action) {
            boolean named = !policy.inline() && kind != PolicyKind.RESOURCE && kind != PolicyKind.TRUST;
            return "with an explicit deny in " + kind.withArticle() + (named ? ": " + policy.source() : "");
        }
    }

    /** Nothing of this kind grants what is needed. */
    record ImplicitlyDenied(PolicyKind kind) implements Decision {
        @Override
        public String name() {
            return "ImplicitlyDenied";
        }

        @Override
        public boolean allowed() {
            return false;
        }

        @Override
        public String because(String action) {
            return "because no " + kind.noun() + " allows the " + action + " action";
        }
    }
}
