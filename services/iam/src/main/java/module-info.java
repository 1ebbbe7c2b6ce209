/** AWS Identity and Access Management. */
module signet.iam {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires signet.actions;
    requires signet.saml;
    requires com.google.zxing;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires signet.oidc;

    exports signet.iam;

    opens signet.iam to
            tools.jackson.databind;
}
