module signet.policy {
    requires static transitive org.jspecify;

    exports signet.policy;
}
