package signet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.userdata.Plan;

/**
 * User data: whatever it is it makes a plan, and the plan's script is calls of known functions with quoted words, which a shell
 * can't take for anything else.
 */
final class UserDataTarget {

    /** A quoted word has no meaning to a shell up to the next quote, whatever is in it. */
    private static final String WORD = " '[^'\0]*+'(?:\\\\''[^'\0]*+')*+";

    private static final Pattern CALL =
            Pattern.compile("([a-z_]+)((?:" + WORD + ")*+)( \"\\$plan/(content/[0-9]+)\")?\n");
    private static final Pattern FRAME =
            Pattern.compile("module_[a-z_]+\\(\\) \\{\n|}\n|run_module [a-z_]+ (?:once|always)\n");
    private static final Set<String> FUNCTIONS = Set.of(
            "boothook",
            "commands",
            "write_file",
            "append_file",
            "add_group",
            "need_group",
            "add_member",
            "add_user",
            "set_password",
            "lock_password",
            "authorize",
            "set_timezone",
            "script",
            "final_message",
            "power_state");

    private UserDataTarget() {}

    static void run(byte[] data) {
        Plan plan = Plan.of(data);
        Map<String, byte[]> files = plan.files();
        read(text(files, "plan.sh"), files);
        plan.hostname().ifPresent(name -> check(name.matches("[A-Za-z0-9-]{1,63}"), name));
        int lines = plan.notDone().size() + plan.warnings().size();
        check(text(files, "report").chars().filter(c -> c == '\n').count() == lines, "a forged line");
        check(text(files, "report").chars().noneMatch(c -> c < ' ' && c != '\n'), "a control character");
        check(text(files, "recoverable.json").chars().noneMatch(c -> c < ' '), "no JSON");
    }

    private static void read(String script, Map<String, byte[]> files) {
        Matcher call = CALL.matcher(script);
        Matcher frame = FRAME.matcher(script);
        int at = 0;
        while (at < script.length()) {
            if (frame.region(at, script.length()).lookingAt()) {
                at = frame.end();
            } else {
                check(call.region(at, script.length()).lookingAt(), script.substring(at));
                check(FUNCTIONS.contains(call.group(1)), call.group(1));
                check(call.group(4) == null || files.containsKey(call.group(4)), call.group());
                at = call.end();
            }
        }
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static void check(boolean holds, String found) {
        if (!holds) {
            throw new AssertionError(found);
        }
    }
}
