/** The {@code signet} command. */
module signet.cli {
    requires static transitive org.jspecify;
    requires transitive info.picocli;
    requires java.logging;
    requires java.net.http;
    requires java.xml;
    requires org.jline.terminal;
    requires org.yaml.snakeyaml;
    requires signet.lint;
    requires signet.policy;
    requires signet.server;
    requires signet.sigv4;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports signet.cli;

    opens signet.cli to
            info.picocli;
}
