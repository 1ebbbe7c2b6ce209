package signet.cli;

/**
 * A step of the demonstration, played.
 *
 * @param asTold whether it went as expected
 */
record Result(Step step, boolean asTold) {}
