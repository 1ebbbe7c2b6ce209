package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Matching written as plainly as the IAM User Guide words it, sharing nothing with the engine. Patterns become regular
 * expressions.
 */
final class ReferenceMatching {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private ReferenceMatching() {}

    static boolean action(String pattern, String action) {
        if (pattern.equals("*") || pattern.equals("*:*")) {
            return true;
        }
        String[] parts = pattern.toLowerCase(Locale.ROOT).split(":", 2);
        String[] asked = action.toLowerCase(Locale.ROOT).split(":", 2);
        return parts[0].equals(asked[0]) && !parts[1].isBlank() && like(parts[1], asked[1]);
    }

    /** Empty when a variable of the pattern has no value. */
    static Optional<Boolean> resource(PolicyKind kind, boolean variables, String pattern, Request request) {
        if (pattern.equals("*")) {
            return Optional.of(true);
        }
        String[] parts = pattern.split(":", 6);
        Optional<String> last = parts.length < 6
                ? Optional.of("*")
                : variables ? substituted(parts[5], request.context()) : Optional.of(parts[5]);
        if (variables && parts.length == 6 && parts[5].contains("${ec2:SourceInstanceARN")) {
            return Optional.empty();
        }
        boolean hasWildcard = pattern.contains("*") || pattern.contains("?");
        boolean strict = kind == PolicyKind.RESOURCE || kind == PolicyKind.ENDPOINT;
        if (parts.length < 6 && strict && !hasWildcard) {
            return Optional.of(false);
        }
        if (last.isEmpty()) {
            return Optional.empty();
        }
        if (request.resource().equals("*")) {
            return Optional.of(false);
        }
        String[] asked = request.resource().split(":", 6);
        for (int i = 0; i < 5; i++) {
            String segment = i < parts.length ? parts[i] : "*";
            String lower = i == 0 ? segment : segment.toLowerCase(Locale.ROOT);
            if (!like(lower, i == 0 ? asked[i] : asked[i].toLowerCase(Locale.ROOT))) {
                return Optional.of(false);
            }
        }
        return Optional.of(like(last.get(), asked[5]));
    }

    /** Text with variables replaced; every character of a value is marked as standing for itself by a 1 before it. */
    static Optional<String> substituted(String text, Context context) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int close = text.startsWith("${", at) ? text.indexOf('}', at) : -1;
            if (close < 0) {
                result.append(text.charAt(at++));
                continue;
            }
            String inside = text.substring(at + 2, close);
            at = close + 1;
            if (List.of("*", "?", "$").contains(inside)) {
                result.append('\u0001').append(inside);
                continue;
            }
            String[] keyAndDefault = inside.split(", '", 2);
            String key = keyAndDefault[0];
            boolean single = context.get(key).isPresent() && !context.isMultiValued(key);
            if (single) {
                marked(result, context.get(key).orElseThrow().getFirst());
            } else if (keyAndDefault.length == 2) {
                marked(result, keyAndDefault[1].substring(0, keyAndDefault[1].length() - 1));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(result.toString());
    }

    private static void marked(StringBuilder result, String value) {
        value.chars().forEach(c -> result.append('\u0001').append((char) c));
    }

    static String unmarked(String text) {
        return text.replace("\u0001", "");
    }

    /** Wildcards as a regular expression; a marked character stands for itself. */
    static boolean like(String pattern, String text) {
        return PATTERNS.computeIfAbsent(pattern, ReferenceMatching::regex)
                .matcher(text)
                .matches();
    }

    private static Pattern regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\u0001') {
                regex.append(Pattern.quote(pattern.substring(i + 1, i + 2)));
                i++;
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Splits a marked pattern at its first five colons, marked or not. */
    static List<String> segments(String pattern) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\u0001' && pattern.charAt(i + 1) == ':' && segments.size() < 5) {
                continue;
            }
            if (c == ':' && segments.size() < 5) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        return segments;
    }

    /** The caller's names by level: account, role or user behind a session, the caller itself. */
    static Map<Integer, List<String>> names(Principal caller, Context context) {
        return switch (caller) {
            case Principal.Root root -> Map.of(Principals.ACCOUNT, account(root, context));
            case Principal.User user ->
                Map.of(Principals.ACCOUNT, account(user, context), Principals.DIRECT, List.of(user.arn(), user.id()));
            case Principal.RoleSession session ->
                Map.of(
                        Principals.ACCOUNT, account(session, context),
                        Principals.VIA, List.of(session.roleArn(), session.roleId()),
                        Principals.DIRECT, List.of(session.sessionArn()));
            case Principal.FederatedUser session ->
                Map.of(
                        Principals.ACCOUNT, account(session, context),
                        Principals.VIA, List.of(session.userArn(), session.userId()),
                        Principals.DIRECT, List.of(session.sessionArn()));
            case Principal.Federated holder -> Map.of(Principals.DIRECT, List.of("federated " + holder.provider()));
            case Principal.Service service -> Map.of(Principals.DIRECT, List.of("service " + service.name()));
            case Principal.Anonymous nobody -> Map.of(Principals.DIRECT, List.of());
        };
    }

    private static List<String> account(Principal caller, Context context) {
        return List.of(
                caller.account(),
                "arn:aws:iam::" + caller.account() + ":root",
                "canonical " + (context.canonicalUser().isEmpty() ? "unknown" : context.canonicalUser()));
    }

    static List<Integer> levels(Doc.Who who, boolean deny, Request request, boolean hasBoundary) {
        List<String> listed = new ArrayList<>(who.aws());
        who.services().forEach(name -> listed.add("service " + name));
        who.federated().forEach(name -> listed.add("federated " + name));
        who.canonicalUsers().forEach(id -> listed.add("canonical " + id));
        boolean everyone = who.everyone() || listed.contains("*");
        List<Integer> matched = new ArrayList<>();
        List<Integer> unmatched = new ArrayList<>();
        names(request.principal(), request.context())
                .forEach(
                        (level, names) -> (names.stream().anyMatch(listed::contains) ? matched : unmatched).add(level));
        List<Integer> all = List.of(Principals.ACCOUNT, Principals.VIA, Principals.DIRECT);
        if (!who.not()) {
            return everyone ? List.of(Principals.DIRECT) : matched;
        }
        if (deny) {
            return hasBoundary || (!everyone && !unmatched.isEmpty()) ? all : List.of();
        }
        return everyone || !matched.isEmpty() ? List.of() : List.of(Principals.DIRECT);
    }
}
