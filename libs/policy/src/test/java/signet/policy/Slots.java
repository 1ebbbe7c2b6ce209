package signet.policy;

import java.util.List;

/** Puts a policy where its kind belongs. */
final class Slots {
    private Slots() {}

    /** One policy as the only one of its kind. */
    static PolicySet.Builder put(PolicySet.Builder set, PolicyKind kind, SourcedPolicy policy) {
        return switch (kind) {
            case IDENTITY -> set.identity(List.of(policy));
            case BOUNDARY -> set.boundary(policy);
            case SESSION -> set.session(List.of(policy));
            case RESOURCE, TRUST -> set.resource(policy);
            case SERVICE_CONTROL -> set.serviceControl(List.of(List.of(policy)));
            case RESOURCE_CONTROL -> set.resourceControl(List.of(List.of(policy)));
            case ENDPOINT -> set.endpoint(policy);
        };
    }
}
