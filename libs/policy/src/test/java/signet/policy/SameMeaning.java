package signet.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Ways to write a policy differently that AWS's language gives the same meaning. */
final class SameMeaning {
    private SameMeaning() {}

    static Doc eachLine(Doc doc, UnaryOperator<Doc.Line> rewrite) {
        return new Doc(doc.currentVersion(), doc.lines().stream().map(rewrite).toList());
    }

    private static Doc flat(Doc doc, Function<Doc.Line, Stream<Doc.Line>> rewrite) {
        return new Doc(
                doc.currentVersion(), doc.lines().stream().flatMap(rewrite).toList());
    }

    static Doc.Line withActions(Doc.Line line, boolean not, List<String> actions) {
        return new Doc.Line(line.deny(), line.who(), not, actions, line.notResource(), line.resources(), line.tests());
    }

    static Doc.Line withResources(Doc.Line line, boolean not, List<String> resources) {
        return new Doc.Line(line.deny(), line.who(), line.notAction(), line.actions(), not, resources, line.tests());
    }

    static Doc.Line withTests(Doc.Line line, List<Doc.Test> tests) {
        return new Doc.Line(
                line.deny(), line.who(), line.notAction(), line.actions(), line.notResource(), line.resources(), tests);
    }

    /** A statement for each action; a NotAction stays, for its entries exclude together. */
    static Doc oneStatementForEachAction(Doc doc) {
        return flat(
                doc,
                line -> line.notAction()
                        ? Stream.of(line)
                        : line.actions().stream().map(action -> withActions(line, false, List.of(action))));
    }

    /** A statement for each resource; a NotResource stays, for its entries exclude together. */
    static Doc oneStatementForEachResource(Doc doc) {
        return flat(
                doc,
                line -> line.notResource()
                        ? Stream.of(line)
                        : line.resources().stream().map(resource -> withResources(line, false, List.of(resource))));
    }

    /** Values of a condition are alternatives, so a statement for each value says the same, of positive operators. */
    static Doc oneStatementForEachValue(Doc doc) {
        return flat(doc, line -> {
            if (line.tests().size() != 1
                    || !isAlternative(line.tests().getFirst().operator())) {
                return Stream.of(line);
            }
            Doc.Test test = line.tests().getFirst();
            return test.values().stream()
                    .map(value -> withTests(line, List.of(new Doc.Test(test.operator(), test.key(), List.of(value)))));
        });
    }

    private static boolean isAlternative(String operator) {
        return !operator.contains("Not") && !operator.startsWith("ForAllValues:");
    }

    static Doc actionsInAnotherCase(Doc doc, Random random) {
        return eachLine(
                doc,
                line -> withActions(
                        line,
                        line.notAction(),
                        line.actions().stream()
                                .map(action -> anotherCase(action, random))
                                .toList()));
    }

    static Doc keysInAnotherCase(Doc doc, Random random) {
        return eachLine(
                doc,
                line -> withTests(
                        line,
                        line.tests().stream()
                                .map(test ->
                                        new Doc.Test(test.operator(), anotherCase(test.key(), random), test.values()))
                                .toList()));
    }

    /** Every {@code *} of actions and resources doubled, but for those that are words of their own: alone, as partition. */
    static Doc starsDoubled(Doc doc) {
        return eachLine(
                doc,
                line -> withResources(
                        withActions(line, line.notAction(), doubled(line.actions())),
                        line.notResource(),
                        doubled(line.resources())));
    }

    private static List<String> doubled(List<String> entries) {
        return entries.stream()
                .map(entry -> entry.equals("*") || entry.equals("*:*") || entry.contains("${")
                        ? entry
                        : entry.replace("*", "**").replace("arn:**:", "arn:*:"))
                .toList();
    }

    static String anotherCase(String text, Random random) {
        StringBuilder other = new StringBuilder();
        text.chars()
                .forEach(c -> other.append(
                        (char) (random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c))));
        return other.toString();
    }

    /** The same document with other white space, escapes and order of members, and lists of one for single values. */
    static String rewritten(PolicyKind kind, Doc doc, Random random) {
        List<String> lines = doc.lines().stream()
                .map(line -> shown(line, kind != PolicyKind.TRUST, random))
                .toList();
        String version = member("Version", quoted(doc.currentVersion() ? "2012-10-17" : "2008-10-17", random), random);
        String statements = member("Statement", array(lines, random), random);
        boolean organization = kind == PolicyKind.SERVICE_CONTROL || kind == PolicyKind.RESOURCE_CONTROL;
        return organization
                ? struct(random, version, statements)
                : struct(random, version, member("Id", quoted("another", random), random), statements);
    }

    private static String shown(Doc.Line line, boolean withResource, Random random) {
        List<String> members = new ArrayList<>();
        members.add(member("Effect", quoted(line.deny() ? "Deny" : "Allow", random), random));
        members.add(member(line.notAction() ? "NotAction" : "Action", strings(line.actions(), random), random));
        if (withResource) {
            members.add(
                    member(line.notResource() ? "NotResource" : "Resource", strings(line.resources(), random), random));
        }
        Doc.Who who = line.who();
        if (who != null) {
            members.add(member(who.not() ? "NotPrincipal" : "Principal", shown(who, random), random));
        }
        if (!line.tests().isEmpty()) {
            members.add(member("Condition", struct(random, conditions(line.tests(), random)), random));
        }
        return struct(random, members.toArray(String[]::new));
    }

    private static String shown(Doc.Who who, Random random) {
        if (who.everyone()) {
            return quoted("*", random);
        }
        List<String> members = new ArrayList<>();
        if (!who.aws().isEmpty()) {
            members.add(member("AWS", strings(who.aws(), random), random));
        }
        if (!who.services().isEmpty()) {
            members.add(member("Service", strings(who.services(), random), random));
        }
        if (!who.federated().isEmpty()) {
            members.add(member("Federated", strings(who.federated(), random), random));
        }
        if (!who.canonicalUsers().isEmpty()) {
            members.add(member("CanonicalUser", strings(who.canonicalUsers(), random), random));
        }
        return struct(random, members.toArray(String[]::new));
    }

    private static String[] conditions(List<Doc.Test> tests, Random random) {
        return tests.stream()
                .map(test -> member(
                        test.operator(),
                        struct(random, member(test.key(), strings(test.values(), random), random)),
                        random))
                .toArray(String[]::new);
    }

    private static String strings(List<String> values, Random random) {
        List<String> quoted =
                values.stream().map(value -> quoted(value, random)).toList();
        return quoted.size() == 1 && random.nextBoolean() ? quoted.getFirst() : array(quoted, random);
    }

    private static String member(String name, String value, Random random) {
        return quoted(name, random) + space(random) + ":" + space(random) + value;
    }

    private static String struct(Random random, String... members) {
        List<String> shuffled = new ArrayList<>(List.of(members));
        Collections.shuffle(shuffled, random);
        return "{" + space(random) + String.join(space(random) + "," + space(random), shuffled) + "}" + space(random);
    }

    private static String array(List<String> items, Random random) {
        return "[" + String.join(space(random) + "," + space(random), items) + space(random) + "]";
    }

    private static String quoted(String text, Random random) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c -> quoted.append(random.nextInt(6) == 0 ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
        return quoted.append('"').toString();
    }

    private static String space(Random random) {
        return List.of("", "", " ", "\n", "\t", "\r\n  ").get(random.nextInt(6));
    }
}
