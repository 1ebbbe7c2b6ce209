package signet.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Line 1: a value of an Arn condition; line 2: aws:username; the rest: the request's value. */
final class ArnTarget {
    private static final List<String> OPERATORS = List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike");

    private ArnTarget() {}

    static void run(byte[] data) {
        Input input = Input.of(data, 3);
        String value = input.line(2);
        Map<String, Boolean> answers = Engine.conditions(OPERATORS, input.line(0), value, input.line(1));
        boolean isArn = isArn(value);
        boolean matches = isArn && matches(input.line(0), input.line(1), value);
        Engine.check("ArnEquals", matches, answers);
        Engine.check("ArnLike", matches, answers);
        Engine.check("ArnNotEquals", isArn && !matches, answers);
        Engine.check("ArnNotLike", isArn && !matches, answers);
    }

    static boolean isArn(String text) {
        String[] parts = text.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn");
    }

    private static boolean matches(String pattern, String username, String value) {
        if (pattern.equals("*")) {
            return true;
        }
        Optional<Wildcards> wildcards = Wildcards.of(pattern, true, username);
        if (wildcards.isEmpty()) {
            return false;
        }
        List<Wildcards> segments = wildcards.get().segments();
        String[] parts = value.split(":", 6);
        boolean matches = segments.size() == 6;
        for (int i = 0; matches && i < 6; i++) {
            matches = segments.get(i).match(parts[i], false);
        }
        return matches;
    }
}
