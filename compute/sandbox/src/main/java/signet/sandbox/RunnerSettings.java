package signet.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * How instances are to be run.
 *
 * @param mode which runner to choose
 * @param path the server's {@code PATH}: where the host's {@code aws} command is looked for
 * @param readOnly further directories of the host that every instance sees, at the same place and read-only
 */
public record RunnerSettings(Mode mode, String path, List<Path> readOnly) {

    /** Which runner to choose. */
    public enum Mode {
        /** The sandbox if the host allows it, else processes. */
        AUTO,
        /** The sandbox or nothing. */
        SANDBOX,
        /** Plain processes, even if the host allows sandboxes. */
        PROCESS
    }

    public RunnerSettings {
        readOnly = readOnly.stream()
                .map(directory -> directory.toAbsolutePath().normalize())
                .toList();
    }
}
