/** Amazon EC2 Auto Scaling's API. */
module signet.autoscaling {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires signet.fleet;

    exports signet.autoscaling;

    opens signet.autoscaling to
            tools.jackson.databind;
}
