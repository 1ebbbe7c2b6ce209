/** Web identities: the ID tokens of OpenID Connect issuers, read and verified as AWS does, and tokens of one's own. */
module signet.oidc {
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports signet.oidc;
}
