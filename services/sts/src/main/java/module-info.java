module signet.sts {
    requires static transitive org.jspecify;
    requires transitive signet.authz;

    exports signet.sts;
}
