package signet.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Which of the log's records reach the terminal: of the HTTP server, warnings only; and in which form. */
final class Logs {
    /** Kept, for the log manager forgets a logger's level with the logger. */
    private static final Logger HTTP = Logger.getLogger("org.eclipse.jetty");

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    /** Time, level, where from and what, on one line; a fault's stack follows. */
    private static final String ONE_LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n";

    private Logs() {}

    static void quieten() {
        HTTP.setLevel(Level.WARNING);
        if (System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, ONE_LINE);
        }
    }
}
