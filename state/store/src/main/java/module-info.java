module signet.store {
    requires static transitive org.jspecify;

    exports signet.store;
}
