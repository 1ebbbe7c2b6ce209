package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every policy that takes part in one decision. A kind that isn't set doesn't apply (no boundary, no session policy, no
 * organization …), except that a caller without identity policies has none that grant. An empty list of a kind applies
 * and grants nothing. What depends on the caller, the action and the policies is left out here as AWS leaves it out:
 * identity policies of a root user, organization policies of a service-linked role, resource control policies of a
 * service that has none ({@link ResourceControlServices}). What depends on the organization is the caller's to leave out:
 * service control policies of a principal, and resource control policies of a resource, of the management account.
 */
public final class PolicySet {
    /** No policies at all: everything that needs one is refused. */
    public static final PolicySet EMPTY = builder().build();

    private final CallerSide callerSide;
    private final @Nullable PolicyGroup resource;

    private PolicySet(CallerSide callerSide, @Nullable SourcedPolicy resource) {
        this.callerSide = callerSide;
        this.resource =
                resource == null ? null : new PolicyGroup(resource.policy().kind(), List.of(resource));
    }

    /** A builder with no kind set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same policies with this one as the resource's, parsed as RESOURCE or, for a role, as TRUST. */
    public PolicySet withResource(SourcedPolicy policy) {
        return new PolicySet(callerSide, Builder.resourcePolicy(policy));
    }

    /**
     * The policies of a kind, or of one level of an organization, of which one must allow.
     *
     * @param kind the part that they play, which is not always what they were parsed as
     */
    public record Part(PolicyKind kind, List<SourcedPolicy> policies) {
        /** Copies the list. */
        public Part {
            policies = List.copyOf(policies);
        }
    }

    /**
     * All parts but the resource's, each with its policies; the levels of an organization go from the root to the account. A
     * kind that doesn't apply has no part, but there is always one of identity policies. Sets that differ only in the
     * resource's policy answer the same list.
     */
    public List<Part> callerParts() {
        return callerSide.parts();
    }

    /** The resource's own policy, parsed as RESOURCE or TRUST. */
    public Optional<SourcedPolicy> resourcePolicy() {
        return Optional.ofNullable(resource).map(group -> group.policies().getFirst());
    }

    /**
     * The set of these parts: what {@link #callerParts} and {@link #resourcePolicy} of a set answer makes a set that decides
     * alike.
     */
    public static PolicySet of(List<Part> callerParts, @Nullable SourcedPolicy resource) {
        Builder builder = builder();
        List<List<SourcedPolicy>> serviceControl = new ArrayList<>();
        List<List<SourcedPolicy>> resourceControl = new ArrayList<>();
        for (Part part : callerParts) {
            switch (part.kind()) {
                case IDENTITY -> builder.identity(part.policies());
                case BOUNDARY -> builder.boundary(part.policies());
                case SESSION -> builder.session(part.policies());
                case ENDPOINT -> builder.endpoint(part.policies());
                case SERVICE_CONTROL -> serviceControl.add(part.policies());
                case RESOURCE_CONTROL -> resourceControl.add(part.policies());
                case RESOURCE, TRUST -> throw new IllegalArgumentException("a resource's policy is no caller's");
            }
        }
        if (!serviceControl.isEmpty()) {
            builder.serviceControl(serviceControl);
        }
        if (!resourceControl.isEmpty()) {
            builder.resourceControl(resourceControl);
        }
        return resource == null ? builder.build() : builder.resource(resource).build();
    }

    /** The policies that exist for the kind of caller and action of this request, without the resource's. */
    Participants participants(Query query) {
        return callerSide.participants(query);
    }

    @Nullable
    PolicyGroup resource() {
        return resource;
    }

    boolean hasBoundary() {
        return callerSide.boundary() != null;
    }

    /** Collects policies; a later call for a kind replaces the earlier. */
    public static final class Builder {
        private @Nullable List<SourcedPolicy> identity;
        private @Nullable List<SourcedPolicy> boundary;
        private @Nullable List<SourcedPolicy> session;
        private @Nullable SourcedPolicy resource;
        private @Nullable List<List<SourcedPolicy>> serviceControl;
        private @Nullable List<List<SourcedPolicy>> resourceControl;
        private @Nullable List<SourcedPolicy> endpoint;

        private Builder() {}

        /** Policies of the user and its groups, or of the role; each parsed as IDENTITY. */
        public Builder identity(List<SourcedPolicy> policies) {
            identity = checked(policies, PolicyKind.IDENTITY);
            return this;
        }

        /** The permissions boundary, parsed as IDENTITY (any managed policy may serve) or BOUNDARY. */
        public Builder boundary(SourcedPolicy policy) {
            return boundary(List.of(policy));
        }

        /** The same for a list, of which one must allow: an empty one is a boundary that allows nothing. */
        public Builder boundary(List<SourcedPolicy> policies) {
            boundary = checked(policies, PolicyKind.IDENTITY, PolicyKind.BOUNDARY);
            return this;
        }

        /** The session policies, whose union limits the session; parsed as IDENTITY (managed) or SESSION. */
        public Builder session(List<SourcedPolicy> policies) {
            session = checked(policies, PolicyKind.IDENTITY, PolicyKind.SESSION);
            return this;
        }

        /** The policy of the resource, parsed as RESOURCE or, for a role, as TRUST. */
        public Builder resource(SourcedPolicy policy) {
            resource = resourcePolicy(policy);
            return this;
        }

        private static SourcedPolicy resourcePolicy(SourcedPolicy policy) {
            return checked(List.of(policy), PolicyKind.RESOURCE, PolicyKind.TRUST)
                    .getFirst();
        }

        /** The caller's service control policies, one list for each level from root to account. */
        public Builder serviceControl(List<List<SourcedPolicy>> levels) {
            serviceControl = checkedLevels(levels, PolicyKind.SERVICE_CONTROL);
            return this;
        }

        /** The resource's resource control policies, one list for each level from root to account. */
        public Builder resourceControl(List<List<SourcedPolicy>> levels) {
            resourceControl = checkedLevels(levels, PolicyKind.RESOURCE_CONTROL);
            return this;
        }

        /** The policy of the VPC endpoint that the request came through. */
        public Builder endpoint(SourcedPolicy policy) {
            return endpoint(List.of(policy));
        }

        /** The same for a list, of which one must allow: an empty one is an endpoint that lets nothing through. */
        public Builder endpoint(List<SourcedPolicy> policies) {
            endpoint = checked(policies, PolicyKind.ENDPOINT);
            return this;
        }

        /** The set. */
        public PolicySet build() {
            return new PolicySet(
                    new CallerSide(identity, boundary, session, serviceControl, resourceControl, endpoint), resource);
        }

        private static List<List<SourcedPolicy>> checkedLevels(List<List<SourcedPolicy>> levels, PolicyKind kind) {
            List<List<SourcedPolicy>> copy = new ArrayList<>();
            levels.forEach(level -> copy.add(checked(level, kind)));
            return List.copyOf(copy);
        }

        private static List<SourcedPolicy> checked(List<SourcedPolicy> policies, PolicyKind... kinds) {
            for (SourcedPolicy policy : policies) {
                if (!Set.of(kinds).contains(policy.policy().kind())) {
                    throw new IllegalArgumentException(policy.source() + " was parsed as "
                            + policy.policy().kind());
                }
            }
            return List.copyOf(policies);
        }
    }
}
