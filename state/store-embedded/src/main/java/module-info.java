module signet.store.embedded {
    requires static transitive org.jspecify;
    requires transitive signet.store;

    exports signet.store.embedded;
}
