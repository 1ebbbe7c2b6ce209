module signet.authz {
    requires static transitive org.jspecify;
    requires transitive signet.identity;
    requires transitive signet.snapshot;
    requires transitive signet.policy;
    requires transitive signet.model;

    exports signet.authz;
}
