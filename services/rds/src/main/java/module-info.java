/** Amazon RDS's API. */
module signet.rds {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.database;

    exports signet.rds;

    opens signet.rds to
            tools.jackson.databind;
}
