package signet.userdata;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text from user data on its way to a console, a shell or a JSON document. */
final class Words {

    private static final int LONGEST = 200;

    private Words() {}

    /** One line without control characters, not too long: user data must not forge a console's lines. */
    static String plain(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029]+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** A word of a POSIX shell that is exactly {@code text}, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Bytes as a text with a character for each, which is a value as bytes are not. */
    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The bytes that {@link #latin} made a text of. */
    static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A string of JSON. */
    static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
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
