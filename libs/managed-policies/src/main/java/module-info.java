module signet.managedpolicies {
    requires static transitive org.jspecify;

    exports signet.managedpolicies;
}
