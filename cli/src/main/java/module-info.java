module signet.cli {
    requires static transitive org.jspecify;

    exports signet.cli;
}
