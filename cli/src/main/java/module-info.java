/** The {@code signet} command. */
module signet.cli {
    requires static transitive org.jspecify;
    requires transitive info.picocli;
    requires signet.server;

    exports signet.cli;

    opens signet.cli to
            info.picocli;
}
