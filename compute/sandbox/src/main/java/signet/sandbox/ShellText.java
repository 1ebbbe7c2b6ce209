package signet.sandbox;

import java.util.Map;
import java.util.TreeMap;

/** Environments as text for a POSIX shell. */
final class ShellText {

    private ShellText() {}

    /** One {@code export} a line, in order of names. */
    static String exports(Map<String, String> environment) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(environment)
                .forEach((name, value) -> text.append("export ")
                        .append(name)
                        .append('=')
                        .append(quoted(value))
                        .append('\n'));
        return text.toString();
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
