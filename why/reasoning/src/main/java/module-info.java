/** What principals may do, and why, worked out by the engine that decides. */
module signet.reasoning {
    requires static transitive org.jspecify;
    requires signet.actions;
    requires transitive signet.authz;
    requires transitive signet.identity;
    requires transitive signet.policy;
    requires transitive signet.snapshot;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports signet.reasoning;
}
