package signet.userdata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done inside the instance: a function of {@code run.sh}.
 *
 * @param arguments exactly what the function gets, without NUL
 * @param content of the file whose path it gets after them, a character for each byte; null for none
 */
record Step(
        Module module,
        String function,
        List<String> arguments,
        @Nullable String content) {

    Step {
        arguments = List.copyOf(arguments);
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("A shell has no argument with a NUL");
        }
    }
}
