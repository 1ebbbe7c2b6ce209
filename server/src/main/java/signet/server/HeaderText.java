package signet.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The text of header values. The HTTP server takes each byte for a character, in both directions; clients of AWS send
 * UTF-8, which is what they sign and what they expect back.
 */
final class HeaderText {
    private static final char DELETE = 0x7f;

    private HeaderText() {}

    /** The text that the bytes of a value are in UTF-8; the value itself when they are none. */
    static String received(String value) {
        if (isAscii(value)) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }

    /** The value whose bytes are the text in UTF-8, without control characters: no text ends a header. */
    static String sent(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(c < ' ' || c == DELETE ? ' ' : (char) c));
        String value = clean.toString();
        return isAscii(value) ? value : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c <= DELETE);
    }
}
