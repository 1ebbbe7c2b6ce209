package signet.imds;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a flat JSON object the way the metadata service does: a member a line, spaces around the colon. */
final class JsonText {
    private final List<String> members = new ArrayList<>();

    JsonText put(String name, @Nullable String value) {
        members.add("  " + quoted(name) + " : " + (value == null ? "null" : quoted(value)));
        return this;
    }

    Content content() {
        return Content.text("{\n" + String.join(",\n", members) + "\n}");
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
