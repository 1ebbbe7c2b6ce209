module signet.sandbox {
    requires static transitive org.jspecify;
    requires transitive signet.instance;
    requires transitive signet.network;
    requires signet.userdata;

    exports signet.sandbox;
}
