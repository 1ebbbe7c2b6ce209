/** AWS Identity and Access Management. */
module signet.iam {
    requires static transitive org.jspecify;
    requires transitive signet.authz;

    exports signet.iam;

    opens signet.iam to
            tools.jackson.databind;
}
