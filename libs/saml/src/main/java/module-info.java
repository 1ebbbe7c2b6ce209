/** SAML 2.0 as far as a relying party needs it: an identity provider's metadata, and its signed responses. */
module signet.saml {
    requires static transitive org.jspecify;
    requires java.xml;
    requires java.xml.crypto;

    exports signet.saml;
}
