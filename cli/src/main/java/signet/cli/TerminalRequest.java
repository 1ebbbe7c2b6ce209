package signet.cli;

/**
 * The terminal that a program in an instance is to be run on.
 *
 * @param type the value of {@code TERM}
 */
record TerminalRequest(String type, int rows, int columns) {}
