/** What can be asked of AWS: every service's actions, resource types and condition keys. */
module signet.actions {
    requires static transitive org.jspecify;

    exports signet.actions;
}
