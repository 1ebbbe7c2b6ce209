package signet.policy;

/** What a policy document is attached to, which decides its grammar, its error texts and its part in a decision. */
public enum PolicyKind {
    /** Inline or managed policy of a user, group or role. */
    IDENTITY("identity", "identity-based policy", "an identity-based policy"),
    /** Policy of a resource, such as a bucket or a key. */
    RESOURCE("resource", "resource-based policy", "a resource-based policy"),
    /** Trust policy of a role ({@code AssumeRolePolicyDocument}). */
    TRUST("resource", "role trust policy", "the role trust policy"),
    /** Permissions boundary of a user or role. */
    BOUNDARY("boundary", "permissions boundary", "a permissions boundary"),
    /** Policy passed when a session was made. */
    SESSION("session", "session policy", "a session policy"),
    /** Service control policy of an organization. */
    SERVICE_CONTROL("scp", "service control policy", "a service control policy"),
    /** Resource control policy of an organization. */
    RESOURCE_CONTROL("rcp", "resource control policy", "a resource control policy"),
    /** Policy of a VPC endpoint. */
    ENDPOINT("endpoint", "VPC endpoint policy", "a VPC endpoint policy");

    private final String key;
    private final String noun;
    private final String withArticle;

    PolicyKind(String key, String noun, String withArticle) {
        this.key = key;
        this.noun = noun;
        this.withArticle = withArticle;
    }

    /**
     * One word for programs: identity, resource (also of a trust policy, which is the role's), boundary, session, scp, rcp
     * or endpoint.
     */
    public String key() {
        return key;
    }

    /** The name AWS uses after "because no …", for example {@code identity-based policy}. */
    public String noun() {
        return noun;
    }

    /** The name AWS uses after "with an explicit deny in …", for example {@code an identity-based policy}. */
    public String withArticle() {
        return withArticle;
    }
}
