package signet.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.policy.PolicyKind;

/** Makes a document of JSON and reports what has the wrong name or type; what is wrong is left out, the rest is read. */
final class DocumentReader {
    private static final Set<String> POLICY = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPALS = Set.of("AWS", "Service", "Federated", "CanonicalUser");

    private final PolicyKind kind;
    private final String text;
    private final Meanings meanings;
    private final Lines lines;
    private final Report report;

    DocumentReader(PolicyKind kind, String text, Meanings meanings, Report report) {
        this.meanings = meanings;
        this.kind = kind;
        this.text = text;
        this.lines = new Lines(text);
        this.report = report;
    }

    /** The document, or null when the text isn't a JSON object. */
    @Nullable
    Document read() {
        try {
            Node root = JsonReader.read(text);
            Node.Members policy = members(root, List.of());
            return policy == null ? null : document(policy);
        } catch (JsonFault e) {
            int end = Math.min(text.length(), e.offset() + 1);
            report.add(Issue.JSON_SYNTAX_ERROR, e.sentence(), lines.location(List.of(), e.offset(), end));
            return null;
        }
    }

    private Document document(Node.Members policy) {
        names(policy, List.of(), POLICY, "policy");
        string(policy, "Id", List.of());
        Entry version = string(policy, "Version", List.of());
        List<Statement> statements = new ArrayList<>();
        List<PathElement> path = value(List.of(), "Statement");
        Node node = policy.get("Statement");
        if (node instanceof Node.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                statement(items.items().get(i), Location.extended(path, new PathElement.Index(i)), statements);
            }
        } else if (node != null) {
            statement(node, path, statements);
        }
        if (node == null || (node instanceof Node.Items items && items.items().isEmpty())) {
            report.add(
                    Issue.MISSING_STATEMENT,
                    "The policy has no statement, so it says nothing. Add a Statement with at least one.",
                    node == null ? opening(policy, List.of()) : location(node, path));
        }
        return new Document(kind, text, opening(policy, List.of()), version, statements, meanings);
    }

    private void statement(Node node, List<PathElement> path, List<Statement> statements) {
        Node.Members statement = members(node, path);
        if (statement == null) {
            return;
        }
        names(statement, path, STATEMENT, "statement");
        PrincipalElement principal = principal(statement, path, "Principal");
        PrincipalElement notPrincipal = principal(statement, path, "NotPrincipal");
        statements.add(new Statement(
                opening(statement, path),
                string(statement, "Sid", path),
                string(statement, "Effect", path),
                principal == null ? notPrincipal : principal,
                part(statement, path, "Action"),
                part(statement, path, "Resource"),
                new ConditionReader(this).read(statement, path)));
        combination(statement, path, "Principal");
    }

    private @Nullable Part part(Node.Members statement, List<PathElement> path, String name) {
        combination(statement, path, name);
        Node plain = statement.get(name);
        Node node = plain == null ? statement.get("Not" + name) : plain;
        if (node == null) {
            return null;
        }
        List<PathElement> at = value(path, plain == null ? "Not" + name : name);
        return new Part(plain == null, strings(node, at, name.equals("Resource")), location(node, at));
    }

    private void combination(Node.Members statement, List<PathElement> path, String name) {
        Node not = statement.get("Not" + name);
        if (statement.get(name) != null && not != null) {
            report.add(
                    Issue.UNSUPPORTED_ELEMENT_COMBINATION,
                    "A statement can't have both %s and Not%s. Remove one of them.".formatted(name, name),
                    location(not, value(path, "Not" + name)));
        }
    }

    private @Nullable PrincipalElement principal(Node.Members statement, List<PathElement> path, String name) {
        Node node = statement.get(name);
        if (node == null) {
            return null;
        }
        List<PathElement> at = value(path, name);
        boolean not = name.startsWith("Not");
        List<PrincipalElement.Named> named = new ArrayList<>();
        if (node instanceof Node.Text text) {
            if (!text.value().equals("*")) {
                report.add(
                        Issue.INVALID_PRINCIPAL_FORMAT,
                        "A principal that isn't \"*\" needs its kind. Write {\"AWS\": \"%s\"}, or Service or Federated."
                                .formatted(text.value()),
                        location(node, at));
            }
            return new PrincipalElement(not, text.value().equals("*"), named, location(node, at));
        }
        Node.Members members = members(node, at);
        if (members != null) {
            principals(members, at, named);
        }
        return new PrincipalElement(not, false, named, location(node, at));
    }

    private void principals(Node.Members members, List<PathElement> path, List<PrincipalElement.Named> named) {
        if (members.members().isEmpty()) {
            report.add(
                    Issue.EMPTY_OBJECT_PRINCIPAL,
                    "This statement includes no principals and does not affect the policy. Name principals.",
                    location(members, path));
        }
        duplicates(members, path);
        for (Node.Member member : members.members()) {
            List<PathElement> at = value(path, member.name());
            if (!PRINCIPALS.contains(member.name())) {
                report.add(
                        Issue.INVALID_PRINCIPAL_KEY,
                        "\"%s\" is no kind of principal.%s"
                                .formatted(member.name(), Similar.question(member.name(), PRINCIPALS)),
                        name(member, path));
            }
            List<Entry> names = strings(member.value(), at, false);
            if (names.isEmpty()) {
                report.add(
                        Issue.EMPTY_ARRAY_PRINCIPAL,
                        "This statement includes no principals and does not affect the policy. Name principals.",
                        location(member.value(), at));
            }
            names.forEach(name -> named.add(new PrincipalElement.Named(member.name(), name)));
        }
    }

    /** The strings of a string or a list; null is let pass in resources, as AWS does. */
    private List<Entry> strings(Node node, List<PathElement> path, boolean nulls) {
        if (node instanceof Node.Text text) {
            return List.of(new Entry(text.value(), location(node, path)));
        }
        List<Entry> entries = new ArrayList<>();
        if (!(node instanceof Node.Items items)) {
            mismatch(node, path, "String");
            return entries;
        }
        for (int i = 0; i < items.items().size(); i++) {
            Node item = items.items().get(i);
            List<PathElement> at = Location.extended(path, new PathElement.Index(i));
            if (item instanceof Node.Text text) {
                entries.add(new Entry(text.value(), location(item, at)));
            } else if (!(nulls && item instanceof Node.Nothing)) {
                mismatch(item, at, "String");
            }
        }
        return entries;
    }

    private @Nullable Entry string(Node.Members members, String name, List<PathElement> path) {
        Node node = members.get(name);
        if (node instanceof Node.Text text) {
            return new Entry(text.value(), location(node, value(path, name)));
        }
        if (node != null) {
            mismatch(node, value(path, name), "String");
        }
        return null;
    }

    Node.@Nullable Members members(Node node, List<PathElement> path) {
        if (node instanceof Node.Members members) {
            return members;
        }
        mismatch(node, path, "Object");
        return null;
    }

    void mismatch(Node node, List<PathElement> path, String expected) {
        report.add(
                Issue.DATA_TYPE_MISMATCH,
                "This is of the JSON type %s, but %s is expected here.".formatted(node.typeName(), expected),
                location(node, path));
    }

    private void names(Node.Members members, List<PathElement> path, Set<String> known, String what) {
        duplicates(members, path);
        for (Node.Member member : members.members()) {
            if (!known.contains(member.name())) {
                report.add(
                        Issue.INVALID_POLICY_ELEMENT,
                        "A %s has no element \"%s\".%s"
                                .formatted(what, member.name(), Similar.question(member.name(), known)),
                        name(member, path));
            }
        }
    }

    void duplicates(Node.Members members, List<PathElement> path) {
        Set<String> seen = new HashSet<>();
        for (Node.Member member : members.members()) {
            if (!seen.add(member.name())) {
                report.add(
                        Issue.DUPLICATE_ELEMENT,
                        "\"%s\" is there twice, which AWS refuses. Merge the two or remove one."
                                .formatted(member.name()),
                        name(member, path));
            }
        }
    }

    Location name(Node.Member member, List<PathElement> path) {
        return lines.location(
                Location.extended(path, new PathElement.Key(member.name())), member.nameStart(), member.nameEnd());
    }

    Location location(Node node, List<PathElement> path) {
        return lines.location(path, node.start(), node.end());
    }

    /** The opening brace of an object that as a whole would be too much to show. */
    private Location opening(Node.Members node, List<PathElement> path) {
        return lines.location(path, node.start(), node.start() + 1);
    }

    Report report() {
        return report;
    }

    static List<PathElement> value(List<PathElement> path, String name) {
        return Location.extended(path, new PathElement.Value(name));
    }
}
