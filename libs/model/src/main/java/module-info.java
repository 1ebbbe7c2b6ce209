module signet.model {
    requires static transitive org.jspecify;

    exports signet.model;
}
