package signet.instance;

import java.util.regex.Pattern;

/** What may be an environment variable or a program's argument on POSIX systems. */
final class EnvironmentNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private EnvironmentNames() {}

    static void require(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of an environment variable: " + name);
        }
        requireText(name, value);
    }

    static void requireText(String what, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " contains a NUL character");
        }
    }
}
