module signet.ec2 {
    requires static transitive org.jspecify;
    requires transitive signet.authz;

    exports signet.ec2;
}
