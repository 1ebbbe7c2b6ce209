/** Accounts that were recorded on AWS, read from what AWS's own commands print, as accounts here. */
module signet.importing {
    requires static transitive org.jspecify;
    requires transitive signet.identity;
    requires transitive signet.managedpolicies;
    requires transitive signet.policy;
    requires transitive signet.snapshot;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports signet.importing;
}
