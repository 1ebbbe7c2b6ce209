module signet.sandbox {
    requires static transitive org.jspecify;
    requires transitive signet.instance;

    exports signet.sandbox;
}
