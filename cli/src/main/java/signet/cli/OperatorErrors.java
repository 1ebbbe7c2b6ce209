package signet.cli;

/** What becomes of an operator's command that fails: one line, and an exit status. */
final class OperatorErrors {
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    private OperatorErrors() {}

    /** What such a command does. */
    interface Action {
        void run() throws RefusedException;
    }

    static int reported(Action action) {
        try {
            action.run();
            return 0;
        } catch (RefusedException e) {
            e.faults().forEach(System.err::println);
            System.err.println("signet: " + e.getMessage());
            return e.badOption() ? USAGE : REFUSED;
        } catch (ConnectionFailure e) {
            System.err.println("signet: " + e.getMessage());
            return USAGE;
        }
    }
}
