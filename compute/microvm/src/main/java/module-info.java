/** The runner on QEMU: each instance is a machine of its own, with its own kernel. */
module signet.microvm {
    requires static transitive org.jspecify;
    requires transitive signet.instance;
    requires signet.sandbox;

    exports signet.microvm;
}
