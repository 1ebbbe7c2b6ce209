package signet.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a statement's Condition and reports what has the wrong type or is empty. */
final class ConditionReader {
    private final DocumentReader in;

    ConditionReader(DocumentReader in) {
        this.in = in;
    }

    List<ConditionTest> read(Node.Members statement, List<PathElement> path) {
        List<ConditionTest> tests = new ArrayList<>();
        Node node = statement.get("Condition");
        List<PathElement> at = DocumentReader.value(path, "Condition");
        Node.Members operators = node == null ? null : in.members(node, at);
        if (operators == null) {
            return tests;
        }
        empty(operators, at);
        in.duplicates(operators, at);
        for (Node.Member operator : operators.members()) {
            List<PathElement> below = DocumentReader.value(at, operator.name());
            Node.Members keys = in.members(operator.value(), below);
            if (keys != null) {
                empty(keys, below);
                in.duplicates(keys, below);
                sameKeys(keys, below);
                Entry name = new Entry(operator.name(), in.name(operator, at));
                keys.members().forEach(key -> tests.add(test(name, key, below)));
            }
        }
        return tests;
    }

    private ConditionTest test(Entry operator, Node.Member key, List<PathElement> path) {
        List<PathElement> at = DocumentReader.value(path, key.name());
        List<Entry> values = new ArrayList<>();
        List<String> types = new ArrayList<>();
        if (key.value() instanceof Node.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                value(items.items().get(i), Location.extended(at, new PathElement.Index(i)), values, types);
            }
        } else {
            value(key.value(), at, values, types);
        }
        return new ConditionTest(
                operator,
                Operator.parse(operator.value()),
                new Entry(key.name(), in.name(key, path)),
                values,
                types,
                in.location(key.value(), at));
    }

    private void value(Node node, List<PathElement> path, List<Entry> values, List<String> types) {
        @Nullable
        String text = switch (node) {
            case Node.Text string -> string.value();
            case Node.Numeral number -> number.value();
            case Node.Truth truth -> Boolean.toString(truth.value());
            case Node.Nothing none -> null;
            case Node.Items none -> null;
            case Node.Members none -> null;
        };
        if (text == null) {
            in.mismatch(node, path, "String");
        } else {
            values.add(new Entry(text, in.location(node, path)));
            types.add(node.typeName());
        }
    }

    private void empty(Node.Members block, List<PathElement> path) {
        if (block.members().isEmpty()) {
            in.report()
                    .add(
                            Issue.EMPTY_OBJECT_CONDITION,
                            "This condition block is empty and it does not affect the policy. Remove it, or add conditions.",
                            in.location(block, path));
        }
    }

    private void sameKeys(Node.Members keys, List<PathElement> path) {
        Map<String, String> seen = new TreeMap<>();
        for (Node.Member key : keys.members()) {
            String other = seen.putIfAbsent(key.name().toLowerCase(Locale.ROOT), key.name());
            if (other != null && !other.equals(key.name())) {
                in.report()
                        .add(
                                Issue.DUPLICATE_KEYS_WITH_DIFFERENT_CASE,
                                "The condition key %s is there twice in different case, and case is ignored. Merge the two."
                                        .formatted(key.name()),
                                in.name(key, path));
            }
        }
    }
}
