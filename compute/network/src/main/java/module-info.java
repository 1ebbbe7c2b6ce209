module signet.network {
    requires static transitive org.jspecify;

    exports signet.network;
}
