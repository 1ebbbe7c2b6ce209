package signet.policy;

/** What a policy document is attached to, which decides its grammar, its error texts and its part in a decision. */
public enum PolicyKind {
    /** Inline or managed policy of a user, group or role. */
    IDENTITY("identity-based policy", "an identity-based policy"),
    /** Policy of a resource, such as a bucket or a key. */
    RESOURCE("resource-based policy", "a resource-based policy"),
    /** Trust policy of a role ({@code AssumeRolePolicyDocument}). */
    TRUST("role trust policy", "the role trust policy"),
    /** Permissions boundary of a user or role. */
    BOUNDARY("permissions boundary", "a permissions boundary"),
    /** Policy passed when a session was made. */
    SESSION("session policy", "a session policy"),
    /** Service control policy of an organization. */
    SERVICE_CONTROL("service control policy", "a service control policy"),
    /** Resource control policy of an organization. */
    RESOURCE_CONTROL("resource control policy", "a resource control policy"),
    /** Policy of a VPC endpoint. */
    ENDPOINT("VPC endpoint policy", "a VPC endpoint policy");

    private final String noun;
    private final String withArticle;

    PolicyKind(String noun, String withArticle) {
        this.noun = noun;
        this.withArticle = withArticle;
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
