package signet.lint;

import java.util.List;

/**
 * An element of a statement that is a list: Action or NotAction, Resource or NotResource.
 *
 * @param not whether it is the one with Not
 */
record Part(boolean not, List<Entry> entries, Location at) {
    Part {
        entries = List.copyOf(entries);
    }

    boolean hasStar() {
        return entries.stream().anyMatch(entry -> entry.value().equals("*"));
    }
}
