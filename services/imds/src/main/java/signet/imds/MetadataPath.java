package signet.imds;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path, decoded once. Neither dots nor encoded slashes mean anything in it: what is not the name of something there is
 * not found.
 *
 * @param segments the names between the slashes; several slashes count as one
 * @param directory whether the path ended in a slash
 */
record MetadataPath(List<String> segments, boolean directory) {
    private static final List<String> TOKEN = List.of("api", "token");

    private static final MetadataPath NOWHERE = new MetadataPath(List.of("/"), false);

    MetadataPath {
        segments = List.copyOf(segments);
    }

    /** The path of a request's target; where nothing is, if it is none. */
    static MetadataPath of(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (!path.startsWith("/")) {
            return NOWHERE;
        }
        List<String> segments = new ArrayList<>();
        for (String raw : path.split("/", -1)) {
            Optional<String> segment = decoded(raw);
            if (segment.isEmpty() || segment.get().indexOf('/') >= 0) {
                return NOWHERE;
            }
            segment.filter(name -> !name.isEmpty()).ifPresent(segments::add);
        }
        return new MetadataPath(segments, path.endsWith("/"));
    }

    /** The version's name; empty for the root. */
    String version() {
        return segments.isEmpty() ? "" : segments.getFirst();
    }

    /** What follows the version, joined by slashes. */
    String rest() {
        return segments.isEmpty() ? "" : String.join("/", segments.subList(1, segments.size()));
    }

    /** Whether tokens are asked for here, under whatever version. */
    boolean isToken() {
        return segments.size() == 3 && segments.subList(1, 3).equals(TOKEN) && !directory;
    }

    private static Optional<String> decoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
            int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
