package signet.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How programs of instances are started: with nothing of the server's own environment, and with no signal ignored because
 * the server ignores it. A server started by {@code nohup} or as a shell's background job ignores SIGHUP, or SIGINT and
 * SIGQUIT, and Ctrl-C would do nothing on its instances' terminals.
 */
final class CleanProcess {
    private static final int PROBE_SECONDS = 10;
    private static final List<String> ENV = List.of("env", "--default-signal");

    private CleanProcess() {}

    /** How to start a program, found by {@code PATH} of the environment. */
    static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
        List<String> all = new ArrayList<>(Prefix.COMMAND);
        all.addAll(command);
        return plain(all, environment);
    }

    private static ProcessBuilder plain(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    /** Where {@code env} can't do it (it isn't of coreutils 8.31 or later), programs inherit ignored signals. */
    private static final class Prefix {
        private static final List<String> COMMAND = isServed() ? ENV : List.of();

        private static boolean isServed() {
            List<String> probe = new ArrayList<>(ENV);
            probe.add("true");
            try {
                Process process = plain(probe, Map.of("PATH", SandboxInstance.PATH))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
