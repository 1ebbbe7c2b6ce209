/** AWS Security Token Service. */
module signet.sts {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.identity;
    requires transitive signet.model;
    requires transitive signet.oidc;
    requires signet.policy;
    requires signet.saml;
    requires signet.snapshot;

    exports signet.sts;
}
