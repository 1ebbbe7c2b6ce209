module signet.instance {
    requires static transitive org.jspecify;
    requires transitive signet.snapshot;

    exports signet.instance;
}
