package signet.instance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to run in an instance.
 *
 * @param argv the program, found on the instance's PATH, and its arguments; never empty
 * @param environment variables beside the instance's own, which they override
 * @param directory the working directory, in the instance; empty: its HOME
 * @param terminal the terminal to run it on; null: its three streams are pipes
 */
public record ExecRequest(
        List<String> argv,
        Map<String, String> environment,
        String directory,
        @Nullable Terminal terminal) {

    /**
     * A terminal.
     *
     * @param type the value of {@code TERM}, for example {@code xterm-256color}
     * @param rows its height in characters, 1 to 65535
     * @param columns its width in characters, 1 to 65535
     */
    public record Terminal(String type, int rows, int columns) {
        public Terminal {
            if (rows < 1 || rows > 0xffff || columns < 1 || columns > 0xffff) {
                throw new IllegalArgumentException("A terminal has 1 to 65535 rows and columns");
            }
            EnvironmentNames.requireText("TERM", type);
        }
    }

    public ExecRequest {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("A program is missing");
        }
        argv.forEach(argument -> EnvironmentNames.requireText("An argument", argument));
        EnvironmentNames.requireText("The directory", directory);
        environment.forEach(EnvironmentNames::require);
    }

    /** A program with pipes, in root's home directory and the instance's environment. */
    public static ExecRequest of(String... argv) {
        return new ExecRequest(List.of(argv), Map.of(), "", null);
    }

    /** The same, on a terminal. */
    public ExecRequest on(Terminal newTerminal) {
        return new ExecRequest(argv, environment, directory, newTerminal);
    }
}
