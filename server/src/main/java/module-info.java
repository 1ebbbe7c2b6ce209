module signet.server {
    requires static transitive org.jspecify;

    exports signet.server;
}
