/** A server for tests with JUnit: {@link signet.junit.SignetServer}. */
module signet.junit {
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.commons;
    requires java.net.http;
    requires java.xml;
    requires signet.server;
    requires signet.sigv4;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports signet.junit;

    opens signet.junit to
            org.junit.platform.commons;
}
