package signet.policy;

import org.jspecify.annotations.Nullable;

/** One run of the decision algorithm. Explicit denials are sought in all kinds first; then each kind must allow. */
final class Evaluation {
    private final Query query;
    private final Participants policies;
    private final @Nullable PolicyGroup resource;

    private Evaluation(Query query, PolicySet set) {
        this.query = query;
        this.policies = set.participants(query);
        this.resource = set.resource();
    }

    static Decision decide(Query query, PolicySet set) {
        return new Evaluation(query, set).decide();
    }

    private Decision decide() {
        if (isCallerIdentity()) {
            return new Decision.Allowed(new Decision.ByIdentity());
        }
        Decision denied = explicitDenial();
        if (denied != null) {
            return denied;
        }
        Decision blocked = guardrail();
        if (blocked != null) {
            return blocked;
        }
        return switch (query.principal()) {
            case Principal.Service service -> byResourceAlone();
            case Principal.Anonymous nobody -> byResourceAlone();
            case Principal.Federated holder -> byResourceAlone();
            case Principal.Root root -> isSameAccount() ? sameAccount() : crossAccount();
            case Principal.User user -> isSameAccount() ? sameAccount() : crossAccount();
            case Principal.RoleSession session -> isSameAccount() ? sameAccount() : crossAccount();
            case Principal.FederatedUser session -> isSameAccount() ? sameAccount() : crossAccount();
        };
    }

    /** No policy can take sts:GetCallerIdentity from an authenticated caller. */
    private boolean isCallerIdentity() {
        return query.action().isCallerIdentity() && !(query.principal() instanceof Principal.Anonymous);
    }

    private boolean isSameAccount() {
        return query.request().resourceAccount().isEmpty()
                || query.request().resourceAccount().equals(query.principal().account());
    }

    private @Nullable Decision explicitDenial() {
        Decision denied = denial(policies.organization());
        if (denied == null && resource != null) {
            denied = resource.denial(query);
        }
        return denied == null ? denial(policies.caller()) : denied;
    }

    private @Nullable Decision denial(PolicyGroup[] groups) {
        for (PolicyGroup group : groups) {
            Decision denied = group.denial(query);
            if (denied != null) {
                return denied;
            }
        }
        return null;
    }

    /** Organization and endpoint policies: every level must allow. */
    private @Nullable Decision guardrail() {
        for (PolicyGroup level : policies.organization()) {
            if (!level.allows(query)) {
                return new Decision.ImplicitlyDenied(level.kind());
            }
        }
        PolicyGroup endpoint = policies.endpoint();
        boolean open = endpoint == null || endpoint.allows(query);
        return open ? null : new Decision.ImplicitlyDenied(PolicyKind.ENDPOINT);
    }

    private Decision byResourceAlone() {
        Decision.Grant grant = resourceGrant(Principals.ANY_LEVEL);
        return grant == null ? new Decision.ImplicitlyDenied(resourceKind()) : new Decision.Allowed(grant);
    }

    private Decision sameAccount() {
        Decision.Grant direct = resourceGrant(Principals.DIRECT);
        if (direct != null) {
            return new Decision.Allowed(direct);
        }
        PolicyKind limit = limit();
        Decision.Grant via = resourceGrant(Principals.VIA);
        if (via != null) {
            return limit == null ? new Decision.Allowed(via) : new Decision.ImplicitlyDenied(limit);
        }
        if (resourceGoverns() && resourceGrant(Principals.ACCOUNT) == null) {
            return new Decision.ImplicitlyDenied(resourceKind());
        }
        return byCaller(limit);
    }

    private Decision crossAccount() {
        Decision.Grant resource = resourceGrant(Principals.ANY_LEVEL);
        PolicyKind limit = limit();
        if (limit == null && resource == null) {
            return new Decision.ImplicitlyDenied(resourceKind());
        }
        boolean root = query.principal() instanceof Principal.Root;
        return root && limit == null && resource != null ? new Decision.Allowed(resource) : byCaller(limit);
    }

    /** Identity, boundary and session policies together; the root user needs no identity policy. */
    private Decision byCaller(@Nullable PolicyKind limit) {
        if (limit != null) {
            return new Decision.ImplicitlyDenied(limit);
        }
        if (query.principal() instanceof Principal.Root) {
            return new Decision.Allowed(new Decision.ByRoot());
        }
        PolicyGroup own = policies.identity();
        Decision.Grant identity = own == null ? null : own.grant(query, Principals.ANY_LEVEL);
        return identity == null ? new Decision.ImplicitlyDenied(PolicyKind.IDENTITY) : new Decision.Allowed(identity);
    }

    /** The boundary or session policy that does not allow, or null. */
    private @Nullable PolicyKind limit() {
        PolicyGroup boundary = policies.boundary();
        if (boundary != null && !boundary.allows(query)) {
            return PolicyKind.BOUNDARY;
        }
        PolicyGroup session = policies.session();
        boolean sessionAllows =
                session == null ? !(query.principal() instanceof Principal.FederatedUser) : session.allows(query);
        return sessionAllows ? null : PolicyKind.SESSION;
    }

    /** Where the policy of the resource decides whether identity policies count at all: roles and KMS keys. */
    private boolean resourceGoverns() {
        return resource != null
                && (resource.kind() == PolicyKind.TRUST || query.prefix().equals("kms"));
    }

    private PolicyKind resourceKind() {
        return resource == null ? PolicyKind.RESOURCE : resource.kind();
    }

    private Decision.@Nullable Grant resourceGrant(int levelMask) {
        return resource == null ? null : resource.grant(query, levelMask);
    }
}
