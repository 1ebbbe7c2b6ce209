package signet.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One name of a form's parameters split at its dots: {@code Tags.member.1.Key} is four nodes deep. */
final class FormNode {
    private static final int MAX_INDEX_DIGITS = 6;

    private final Map<String, FormNode> children = new LinkedHashMap<>();
    private @Nullable String value;
    private boolean recognized;

    FormNode childToFill(String name) {
        return children.computeIfAbsent(name, ignored -> new FormNode());
    }

    void fill(String text) {
        value = text;
    }

    boolean filled() {
        return value != null;
    }

    /** The value, if the parameter of exactly this name was sent; asking makes it a recognized parameter. */
    @Nullable
    String value() {
        recognized = true;
        return value;
    }

    @Nullable
    FormNode child(String name) {
        return children.get(name);
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    static SortedMap<Integer, FormNode> none() {
        return Collections.emptySortedMap();
    }

    /** Children whose names are numbers from 1, in numeric order; gaps are allowed. */
    SortedMap<Integer, FormNode> numbered() {
        SortedMap<Integer, FormNode> result = new TreeMap<>();
        children.forEach((name, node) -> {
            if (isIndex(name)) {
                result.put(Integer.parseInt(name), node);
            }
        });
        return result;
    }

    private static boolean isIndex(String name) {
        return name.length() <= MAX_INDEX_DIGITS
                && !name.isEmpty()
                && name.charAt(0) != '0'
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The name, below this node, of the first parameter that nobody asked for. */
    Optional<String> firstUnrecognized() {
        for (Map.Entry<String, FormNode> child : children.entrySet()) {
            FormNode node = child.getValue();
            if (node.value != null && !node.recognized) {
                return Optional.of(child.getKey());
            }
            Optional<String> deeper = node.firstUnrecognized();
            if (deeper.isPresent()) {
                return Optional.of(node.anyRecognized() ? child.getKey() + "." + deeper.get() : child.getKey());
            }
        }
        return Optional.empty();
    }

    private boolean anyRecognized() {
        return recognized || children.values().stream().anyMatch(FormNode::anyRecognized);
    }

    void recognize() {
        recognized = true;
        children.values().forEach(FormNode::recognize);
    }

    Map<String, FormNode> children() {
        return children;
    }
}
