package signet.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * What a key is: a non-empty string of whole Unicode characters. Keys are ordered by their UTF-8 bytes, that is by code
 * point, which differs from {@link String#compareTo} beyond U+FFFF.
 */
public final class Keys {
    /** The order of keys in a {@link Store}. */
    public static final Comparator<String> ORDER = Keys::compare;

    private Keys() {}

    /**
     * The bytes by which a key is ordered and stored.
     *
     * @throws IllegalArgumentException if the text has half a surrogate pair, which has no UTF-8 form
     */
    public static byte[] utf8(String text) {
        try {
            ByteBuffer buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a key is whole Unicode characters", e);
        }
    }

    static String check(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a key is not empty");
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean whole = i + 1 < key.length() && Character.isSurrogatePair(c, key.charAt(i + 1));
                if (!whole) {
                    throw new IllegalArgumentException("a key is whole Unicode characters");
                }
                i++;
            }
        }
        return key;
    }

    private static int compare(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int i = 0; i < end; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return rank(a) - rank(b);
            }
        }
        return left.length() - right.length();
    }

    // Surrogates stand for characters beyond U+FFFF, so they come after U+E000..U+FFFF.
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
