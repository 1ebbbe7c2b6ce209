/** Amazon Simple Storage Service: buckets, their policies, objects and multipart uploads. */
module signet.s3 {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.identity;
    requires transitive signet.model;
    requires transitive signet.snapshot;
    requires transitive signet.store;
    requires signet.policy;
    requires signet.sigv4;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports signet.s3;

    opens signet.s3 to
            tools.jackson.databind;
}
