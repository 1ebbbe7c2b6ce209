package signet.paths;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names for resources that somebody makes and may name as they like: one of ours, and such as the policies of the maker allow,
 * since whoever may make {@code function:team-*} makes {@code function:team-signet}.
 */
final class Names {
    private static final String OURS = "signet-paths";
    private static final int MOST = 8;
    private static final int ARN_PARTS = 6;

    private Names() {}

    static List<String> of(Power maker, PassMethod method) {
        List<String> templates =
                method.needs().stream().map(PassMethod.Template::resource).toList();
        return of(maker, templates);
    }

    /** @param templates ARNs with {@code {name}} in them, or without */
    static List<String> of(Power maker, List<String> templates) {
        Set<String> names = new LinkedHashSet<>();
        names.add(OURS);
        for (String pattern : maker.resourcesNamed()) {
            for (String template : templates) {
                if (names.size() < MOST) {
                    name(template, pattern).ifPresent(names::add);
                }
            }
        }
        return List.copyOf(names);
    }

    /** The name that makes a template match a policy's pattern, where the pattern is of the same kind of resource. */
    private static java.util.Optional<String> name(String template, String pattern) {
        String[] made = template.split(":", ARN_PARTS);
        String[] allowed = pattern.split(":", ARN_PARTS);
        if (made.length < ARN_PARTS || allowed.length < ARN_PARTS || !made[2].equals(allowed[2])) {
            return java.util.Optional.empty();
        }
        int place = made[5].indexOf("{name}");
        if (place < 0 || !allowed[5].startsWith(made[5].substring(0, place))) {
            return java.util.Optional.empty();
        }
        String name = allowed[5].substring(place).replace("*", "signet").replace("?", "x");
        int end = name.indexOf('/') < 0 ? name.length() : name.indexOf('/');
        String word = name.substring(0, end);
        return word.matches("[A-Za-z0-9_-]{1,64}") ? java.util.Optional.of(word) : java.util.Optional.empty();
    }
}
