/** AWS CloudTrail's API: looking events up, and trails that deliver them to buckets. */
module signet.cloudtrail {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.trail;
    requires signet.sigv4;

    exports signet.cloudtrail;

    opens signet.cloudtrail to
            tools.jackson.databind;
}
