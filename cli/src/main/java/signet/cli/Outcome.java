package signet.cli;

/**
 * How a command went.
 *
 * @param status its exit status
 * @param output all that it printed, on either stream, in order
 */
record Outcome(int status, String output) {}
