/** Accounts, principals, credentials, sessions and the policies that belong to them. */
module signet.identity {
    requires static transitive org.jspecify;
    requires transitive signet.snapshot;
    requires transitive signet.policy;
    requires transitive signet.managedpolicies;
    requires com.github.benmanes.caffeine;
    requires tools.jackson.databind;

    exports signet.identity;

    opens signet.identity to
            tools.jackson.databind;
}
