/** Functions: their code, and the sandboxes in which it runs. */
module signet.functions {
    requires static transitive org.jspecify;
    requires transitive signet.instance;

    exports signet.functions;
}
