/** AWS Identity and Access Management. */
module signet.iam {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires com.google.zxing;

    exports signet.iam;

    opens signet.iam to
            tools.jackson.databind;
}
