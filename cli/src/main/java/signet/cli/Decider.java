package signet.cli;

/** Decides questions of expectations. */
interface Decider {
    /**
     * Decides one.
     *
     * @param who an ARN or a name
     * @throws NotDecidedException if there is no answer, such as for somebody who is not there
     */
    Answer decide(String who, Ask ask) throws NotDecidedException;

    /** A question has no answer; the message says why, in one line. */
    final class NotDecidedException extends Exception {
        private static final long serialVersionUID = 1L;

        NotDecidedException(String message) {
            super(message);
        }
    }
}
