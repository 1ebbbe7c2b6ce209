package signet.cli;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as nodes that know their places. Every scalar is the text that it is written with; tags make no objects. */
final class YamlNodes {
    private static final int DEEPEST = 20;
    private static final int MOST_ALIASES = 50;
    private static final int MOST_CHARACTERS = 4 << 20;

    private final List<RuleFault> faults = new ArrayList<>();

    /** What is wrong, in the order in which it was found. */
    List<RuleFault> faults() {
        return List.copyOf(faults);
    }

    /** The root of a document; null if there is none, or it is no YAML. */
    @Nullable
    Node read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            fault(e.getProblemMark(), "this is no YAML: " + oneLine(e.getProblem()));
        } catch (YAMLException e) {
            fault((Mark) null, "this is no YAML: " + oneLine(e.getMessage()));
        }
        return null;
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).lines().findFirst().orElse("").strip();
    }

    void fault(Node node, String reason) {
        fault(node.getStartMark(), reason);
    }

    private void fault(@Nullable Mark mark, String reason) {
        faults.add(
                new RuleFault(mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, reason));
    }

    /** The members of a mapping; each name is there once. */
    Map<String, Node> members(Node node, String what) {
        Map<String, Node> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            fault(node, what + " is a mapping of names to values");
            return members;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                fault(tuple.getKeyNode(), "a name is a text");
            } else if (members.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                fault(key, "\"" + key.getValue() + "\" is there twice");
            }
        }
        return members;
    }

    /** The items of a sequence. */
    List<Node> items(Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        fault(node, what + " is a list");
        return List.of();
    }

    /** One text; empty, and a fault, if it is none. */
    String text(Node node, String what) {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        fault(node, what + " is a text that is not empty");
        return "";
    }

    /** One text, or a list of at least one. */
    List<String> texts(Node node, String what) {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(text(node, what));
        }
        if (sequence.getValue().isEmpty()) {
            fault(node, what + " is an empty list");
        }
        return sequence.getValue().stream().map(item -> text(item, what)).toList();
    }
}
