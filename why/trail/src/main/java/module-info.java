/** The event log: what every request left behind, as CloudTrail writes it, with every decision taken on the way. */
module signet.trail {
    requires static transitive org.jspecify;
    requires transitive signet.policy;

    exports signet.trail;
}
