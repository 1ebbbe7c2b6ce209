package signet.lint;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a document.
 *
 * @param path the way to it from the whole document
 * @param start its first character
 * @param end behind its last character
 */
public record Location(List<PathElement> path, Position start, Position end) {
    /** Copies. */
    public Location {
        path = List.copyOf(path);
    }

    /** The path as text, such as {@code Statement[0].Action[1]}; empty for the whole document. */
    public String pathText() {
        StringBuilder text = new StringBuilder();
        for (PathElement element : path) {
            switch (element) {
                case PathElement.Index index ->
                    text.append('[').append(index.index()).append(']');
                case PathElement.Value value -> text.append(dot(text)).append(value.value());
                case PathElement.Key key -> text.append(dot(text)).append(key.key());
            }
        }
        return text.toString();
    }

    private static String dot(StringBuilder before) {
        return before.isEmpty() ? "" : ".";
    }

    static List<PathElement> extended(List<PathElement> path, PathElement more) {
        List<PathElement> extended = new ArrayList<>(path);
        extended.add(more);
        return extended;
    }
}
