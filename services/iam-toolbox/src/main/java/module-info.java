/** AWS's Access Troubleshooter: why a request was denied, or allowed. */
module signet.iamtoolbox {
    requires static transitive org.jspecify;
    requires transitive signet.authz;
    requires transitive signet.trail;
    requires tools.jackson.core;

    exports signet.iamtoolbox;
}
