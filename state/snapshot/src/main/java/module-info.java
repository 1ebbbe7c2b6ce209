/** Typed tables over a store: an immutable view of the control plane, and transactions that change it. */
module signet.snapshot {
    requires static transitive org.jspecify;
    requires transitive signet.store;
    requires org.pcollections;
    requires com.fasterxml.jackson.annotation;
    requires tools.jackson.databind;

    exports signet.snapshot;
}
