package signet.imds;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Contents by their paths, as far as a version of the service has them. What lies on the way to them is a directory, whose
 * content is the list of its names.
 */
final class MetadataTree {
    private final String version;
    private final TreeMap<String, Supplier<Content>> contents = new TreeMap<>();
    private final TreeMap<String, String> shownAs = new TreeMap<>();

    private final Set<String> unlisted = new LinkedHashSet<>();

    MetadataTree(String version) {
        this.version = version;
    }

    /** A tree of its own with everything that this one has. */
    MetadataTree copy() {
        MetadataTree copy = new MetadataTree(version);
        copy.contents.putAll(contents);
        copy.shownAs.putAll(shownAs);
        copy.unlisted.addAll(unlisted);
        return copy;
    }

    MetadataTree text(String path, String text) {
        return put(path, () -> Content.text(text));
    }

    /** A content that is made when it is asked for. */
    MetadataTree put(String path, Supplier<Content> content) {
        if (Releases.has(version, path)) {
            contents.put(path, content);
        }
        return this;
    }

    /** Has a directory's list show something else than a name in it. */
    MetadataTree show(String path, String words) {
        shownAs.put(path, words);
        return this;
    }

    /** Leaves a directory out of the lists, for it is there for those who know of it. */
    MetadataTree hide(String path) {
        unlisted.add(path);
        return this;
    }

    /**
     * What is at a path.
     *
     * @param path without slashes at its ends; empty for the root
     * @param directory whether only a directory will do
     */
    Optional<Content> at(String path, boolean directory) {
        Optional<Content> content = directory ? Optional.empty() : contentAt(path);
        return content.isPresent() ? content : listAt(path);
    }

    /** The content at a path, if it is no directory. */
    Optional<Content> contentAt(String path) {
        return Optional.ofNullable(contents.get(path)).map(Supplier::get);
    }

    private Optional<Content> listAt(String path) {
        String prefix = path.isEmpty() ? "" : path + "/";
        Set<String> names = names(prefix);
        return names.isEmpty() ? Optional.empty() : Optional.of(Content.text(String.join("\n", names)));
    }

    private Set<String> names(String prefix) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : contents.tailMap(prefix, false).keySet()) {
            if (!path.startsWith(prefix)) {
                break;
            }
            int slash = path.indexOf('/', prefix.length());
            String end = slash < 0 ? path : path.substring(0, slash);
            if (unlisted.contains(end)) {
                continue;
            }
            String name = end.substring(prefix.length());
            names.add(shownAs.getOrDefault(end, slash < 0 ? name : name + "/"));
        }
        return names;
    }
}
