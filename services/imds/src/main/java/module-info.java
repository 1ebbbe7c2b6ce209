module signet.imds {
    requires static transitive org.jspecify;
    requires transitive signet.authz;

    exports signet.imds;
}
