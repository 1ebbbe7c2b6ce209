module signet.iam {
    requires static transitive org.jspecify;
    requires transitive signet.authz;

    exports signet.iam;
}
