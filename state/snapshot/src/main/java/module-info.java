module signet.snapshot {
    requires static transitive org.jspecify;
    requires transitive signet.store;

    exports signet.snapshot;
}
