module signet.identity {
    requires static transitive org.jspecify;
    requires transitive signet.snapshot;
    requires transitive signet.policy;
    requires transitive signet.managedpolicies;

    exports signet.identity;
}
