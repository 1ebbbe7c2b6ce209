/** Who asks, what an operation needs, and whether it may go on. */
module signet.authz {
    requires com.github.benmanes.caffeine;
    requires static transitive org.jspecify;
    requires transitive signet.identity;
    requires transitive signet.model;
    requires transitive signet.policy;
    requires transitive signet.snapshot;
    requires tools.jackson.core;

    exports signet.authz;
}
