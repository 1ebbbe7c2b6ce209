module signet.s3 {
    requires static transitive org.jspecify;
    requires transitive signet.authz;

    exports signet.s3;
}
