package signet.store.embedded;

/**
 * What tests change.
 *
 * @param historyLimit how many of the last changes are kept for watches that start late; those that a running watch has
 *     not seen are kept besides
 * @param maxPages the largest size of the file in pages of 4 KiB, beyond which it behaves as a full disk; 0 = no limit
 */
record Settings(int historyLimit, int maxPages) {
    static final Settings DEFAULT = new Settings(4096, 0);
}
