module signet.instance {
    requires static transitive org.jspecify;

    exports signet.instance;
}
