package signet.cli;

/**
 * What is wrong in a file of expectations.
 *
 * @param line from 1
 * @param column from 1
 */
record RuleFault(int line, int column, String reason) {
    String shown(String file) {
        return file + ":" + line + ":" + column + ": " + reason;
    }
}
