package signet.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import signet.instance.InstanceRunner;
import signet.network.SecurityGroups;
import signet.network.Switch;

/** Chooses how this host runs instances. */
public final class InstanceRunners {

    private static final int PROBE_SECONDS = 10;
    private static final List<String> PROBE = List.of(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            "mount -n -t proc proc /proc && mount -n -t devpts -o newinstance devpts /dev/pts && command -v nsenter setpriv"
                    + " prlimit setsid pivot_root && exec unshare --user --mount --net --uts --ipc true");

    private InstanceRunners() {}

    /**
     * A runner and, if it is not the sandbox, why.
     *
     * @param runner what was chosen
     * @param reason one line for the server's user; empty for the sandbox
     */
    public record Choice(InstanceRunner runner, String reason) {}

    /** The runner that {@code settings} ask for, in which no instance reaches another. */
    public static Choice choose(RunnerSettings settings) throws IOException {
        return choose(settings, instance -> List.of());
    }

    /**
     * The runner that {@code settings} ask for.
     *
     * @param groups decide which instance reaches which, where this host can connect them: see {@link #networkObstacle}
     * @throws IOException if they ask for the sandbox and this host has none; the message says why
     */
    public static Choice choose(RunnerSettings settings, SecurityGroups groups) throws IOException {
        if (settings.mode() == RunnerSettings.Mode.PROCESS) {
            return new Choice(new ProcessRunner(settings.path()), "plain processes were asked for");
        }
        Optional<String> obstacle = obstacle();
        if (obstacle.isEmpty()) {
            HostPrograms programs = HostPrograms.find(settings.path(), settings.readOnly());
            SwitchThread network =
                    networkObstacle().isEmpty() ? new SwitchThread(new Switch(groups, System::nanoTime)) : null;
            return new Choice(new SandboxRunner(programs, network, new DiskImage()), "");
        }
        if (settings.mode() == RunnerSettings.Mode.SANDBOX) {
            throw new IOException("Instances can't be sandboxed here: " + obstacle.get());
        }
        return new Choice(new ProcessRunner(settings.path()), obstacle.get());
    }

    /** Why this host allows no sandbox, in one line; empty if it does. */
    public static Optional<String> obstacle() {
        String system = System.getProperty("os.name", "");
        if (!system.equals("Linux")) {
            return Optional.of("sandboxes need Linux, this is " + system);
        }
        try {
            Optional<String> users = UserRange.obstacle();
            if (users.isPresent()) {
                return users;
            }
            ProcessBuilder builder = new ProcessBuilder(PROBE).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().put("PATH", SandboxInstance.PATH);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("name spaces could not be tried within " + PROBE_SECONDS + " seconds");
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("the kernel or a missing program refuses: " + lastLine(output));
        } catch (IOException e) {
            return Optional.of("util-linux or /proc is missing: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Why sandboxed instances can't reach each other on this host, in one line; empty if they can. */
    public static Optional<String> networkObstacle() {
        return TunDevice.obstacle();
    }

    private static String lastLine(String output) {
        return output.lines().reduce("no message", (before, line) -> line);
    }
}
