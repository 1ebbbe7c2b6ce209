module signet.wire {
    requires static transitive org.jspecify;
    requires transitive signet.model;

    exports signet.wire;
}
