/** The instances of all accounts: their records, and the processes that they are. */
module signet.fleet {
    requires static transitive org.jspecify;
    requires transitive signet.instance;
    requires transitive signet.snapshot;

    exports signet.fleet;
}
