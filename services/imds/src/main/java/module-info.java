/** The instance metadata service: what an instance may ask about itself, its role's credentials among it. */
module signet.imds {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.identity;
    requires transitive signet.snapshot;
    requires com.github.benmanes.caffeine;
    requires signet.fleet;
    requires signet.policy;

    exports signet.imds;
}
