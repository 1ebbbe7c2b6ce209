package signet.userdata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A plan while it is made: what is to be done, and what of the user data is not. */
final class Draft {

    private static final Pattern HOST_NAME = Pattern.compile("(?i)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final int MOST_LINES = 100;

    private final Gzip gzip;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> notDone = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private @Nullable String hostname;
    private boolean scriptsAtEveryBoot;

    Draft(Gzip gzip) {
        this.gzip = gzip;
    }

    Gzip gzip() {
        return gzip;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<String> notDone() {
        return List.copyOf(notDone);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    Optional<String> hostname() {
        return Optional.ofNullable(hostname);
    }

    boolean scriptsAtEveryBoot() {
        return scriptsAtEveryBoot;
    }

    void runScriptsAtEveryBoot() {
        scriptsAtEveryBoot = true;
    }

    void step(Module module, String function, List<String> arguments, byte @Nullable [] content) {
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            warn(module.label() + ": an entry with a NUL is skipped");
        } else {
            steps.add(new Step(module, function, arguments, content == null ? null : Words.latin(content)));
        }
    }

    void step(Module module, String function, String... arguments) {
        step(module, function, List.of(arguments), null);
    }

    /** Something that AWS's cloud-init would do and Signet does not. */
    void notDone(String what, String why) {
        add(notDone, Words.plain(what) + " (" + why + ")");
    }

    /** Something that cloud-init would not do either. */
    void warn(String what) {
        add(warnings, Words.plain(what));
    }

    private static void add(Set<String> lines, String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        } else {
            lines.add("and more");
        }
    }

    void hostname(String name) {
        if (HOST_NAME.matcher(name).matches()) {
            hostname = name;
        } else {
            warn("set_hostname: \"" + name + "\" is no host name");
        }
    }
}
