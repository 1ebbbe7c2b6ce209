/** Amazon EC2's API. */
module signet.ec2 {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.fleet;
    requires transitive signet.network;

    exports signet.ec2;

    opens signet.ec2 to
            tools.jackson.databind;
}
