package signet.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How the engine's programs are started on this host: without anything of the server's environment, and not as root, as
 * which PostgreSQL refuses to run. A server that is root gives them another number in a user name space of their own; on
 * its files they have the server's rights, and no others.
 */
final class Host {
    private static final List<String> AS_SOMEBODY =
            List.of("unshare", "--user", "--map-user=1000", "--map-group=1000", "--");
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int PROBE_SECONDS = 10;

    private Host() {}

    /** Starts a program that has no terminal and nothing to read; its errors come with its output. */
    static Process start(List<String> command, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", USUAL_PATH, "LC_ALL", "C", "TZ", "UTC", "HOME", directory.toString()));
        return builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    /** A command that must not run as root. */
    static List<String> unprivileged(List<String> command) {
        List<String> all = new ArrayList<>(isRoot() ? AS_SOMEBODY : List.of());
        all.addAll(command);
        return all;
    }

    /** Why databases cannot be started here, if so. */
    static Optional<String> obstacle() {
        if (!succeeds(List.of("setpriv", "--pdeathsig", "INT", "true"))) {
            return Optional.of("the command setpriv of util-linux is missing or too old");
        }
        if (!succeeds(List.of("tar", "--version"))) {
            return Optional.of("the command tar is missing");
        }
        return isRoot() && !succeeds(unprivileged(List.of("true")))
                ? Optional.of(
                        "PostgreSQL does not run as root, and this host lets the server make no user name space in"
                                + " which it would be somebody else; run Signet as another user")
                : Optional.empty();
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = start(command, Path.of("/"));
            process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
