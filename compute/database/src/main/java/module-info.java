/** Databases as processes of this host. */
module signet.database {
    requires static transitive org.jspecify;
    requires org.tukaani.xz;

    exports signet.database;
}
