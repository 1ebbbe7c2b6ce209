module signet.sigv4 {
    requires static transitive org.jspecify;

    exports signet.sigv4;
}
