package signet.policy;

/** The rules that a kind of policy adds to the shape of the document. */
@FunctionalInterface
interface Rules {
    void check(RawPolicy policy) throws MalformedPolicyException;

    static Rules of(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY -> new IdentityRules(true);
            case SESSION -> new IdentityRules(false);
            case TRUST -> new TrustRules();
            case RESOURCE, ENDPOINT -> new ResourceRules(kind);
            case SERVICE_CONTROL, RESOURCE_CONTROL -> new OrganizationRules(kind == PolicyKind.RESOURCE_CONTROL);
        };
    }
}
