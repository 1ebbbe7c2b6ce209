package signet.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Which of the log's records reach the terminal: of the HTTP server, warnings only. */
final class Logs {
    /** Kept, for the log manager forgets a logger's level with the logger. */
    private static final Logger HTTP = Logger.getLogger("org.eclipse.jetty");

    private Logs() {}

    static void quieten() {
        HTTP.setLevel(Level.WARNING);
    }
}
