/** The event log: what every request left behind, as CloudTrail writes it, with every decision taken on the way. */
module signet.trail {
    requires java.sql;
    requires static transitive org.jspecify;
    requires org.xerial.sqlitejdbc;
    requires signet.identity;
    requires signet.model;
    requires transitive signet.authz;
    requires transitive signet.policy;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports signet.trail;
}
