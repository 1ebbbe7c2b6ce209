package signet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of the decision algorithm. Explicit denials are sought in all kinds first; then each kind must allow. */
final class Evaluation {
    private final Request request;
    private final Participants policies;
    private final Query query;

    Evaluation(Request request, PolicySet policies) {
        this.request = request;
        this.query = new Query(request, policies.boundary() != null);
        this.policies = Participants.of(query, policies);
    }

    Decision decide() {
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
        return switch (request.principal()) {
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
        return query.action().equals("sts:getcalleridentity") && !(request.principal() instanceof Principal.Anonymous);
    }

    private boolean isSameAccount() {
        return request.resourceAccount().isEmpty()
                || request.resourceAccount().equals(request.principal().account());
    }

    private @Nullable Decision explicitDenial() {
        for (Participants.Group group : policies.groups()) {
            for (SourcedPolicy policy : group.policies()) {
                Statement statement = policy.policy().denies().first(query, Principals.ANY_LEVEL);
                if (statement != null) {
                    return new Decision.ExplicitlyDenied(group.kind(), policy, statement);
                }
            }
        }
        return null;
    }

    /** Organization and endpoint policies: every level must allow. */
    private @Nullable Decision guardrail() {
        for (Participants.Group group : policies.groups()) {
            boolean guards = switch (group.kind()) {
                case SERVICE_CONTROL, RESOURCE_CONTROL, ENDPOINT -> true;
                case IDENTITY, RESOURCE, TRUST, BOUNDARY, SESSION -> false;
            };
            if (guards && grant(group) == null) {
                return new Decision.ImplicitlyDenied(group.kind());
            }
        }
        return null;
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
        boolean root = request.principal() instanceof Principal.Root;
        return root && limit == null && resource != null ? new Decision.Allowed(resource) : byCaller(limit);
    }

    /** Identity, boundary and session policies together; the root user needs no identity policy. */
    private Decision byCaller(@Nullable PolicyKind limit) {
        if (limit != null) {
            return new Decision.ImplicitlyDenied(limit);
        }
        if (request.principal() instanceof Principal.Root) {
            return new Decision.Allowed(new Decision.ByRoot());
        }
        Decision.Grant identity = policies.identity() == null ? null : grant(policies.identity());
        return identity == null ? new Decision.ImplicitlyDenied(PolicyKind.IDENTITY) : new Decision.Allowed(identity);
    }

    /** The boundary or session policy that does not allow, or null. */
    private @Nullable PolicyKind limit() {
        Participants.Group boundary = policies.boundary();
        if (boundary != null && grant(boundary) == null) {
            return PolicyKind.BOUNDARY;
        }
        Participants.Group session = policies.session();
        boolean sessionAllows =
                session == null ? !(request.principal() instanceof Principal.FederatedUser) : grant(session) != null;
        return sessionAllows ? null : PolicyKind.SESSION;
    }

    /** Where the policy of the resource decides whether identity policies count at all: roles and KMS keys. */
    private boolean resourceGoverns() {
        Participants.Group resource = policies.resource();
        return resource != null
                && (resource.kind() == PolicyKind.TRUST || query.prefix().equals("kms"));
    }

    private PolicyKind resourceKind() {
        Participants.Group resource = policies.resource();
        return resource == null ? PolicyKind.RESOURCE : resource.kind();
    }

    private Decision.@Nullable Grant resourceGrant(int levelMask) {
        Participants.Group resource = policies.resource();
        return resource == null ? null : grant(resource.kind(), resource.policies(), levelMask);
    }

    private Decision.@Nullable Grant grant(Participants.Group group) {
        return grant(group.kind(), group.policies(), Principals.ANY_LEVEL);
    }

    private Decision.@Nullable Grant grant(PolicyKind kind, List<SourcedPolicy> group, int levelMask) {
        for (SourcedPolicy policy : group) {
            Statement statement = policy.policy().allows().first(query, levelMask);
            if (statement != null) {
                return new Decision.ByStatement(kind, policy, statement);
            }
        }
        return null;
    }
}
