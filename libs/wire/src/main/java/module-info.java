/** Amazon's wire protocols: which operation a request means, its typed input, and the answer's bytes. */
module signet.wire {
    requires java.xml;
    requires static transitive org.jspecify;
    requires transitive signet.model;
    requires tools.jackson.core;

    exports signet.wire;
}
