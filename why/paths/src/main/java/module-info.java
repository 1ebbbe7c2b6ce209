/** How one principal of an account can come to act as another: who passes which role to what, and escalation paths. */
module signet.paths {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.identity;
    requires transitive signet.policy;
    requires transitive signet.reasoning;
    requires transitive signet.snapshot;

    exports signet.paths;
}
