module signet.store.embedded {
    requires static transitive org.jspecify;
    requires transitive signet.store;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports signet.store.embedded;
}
