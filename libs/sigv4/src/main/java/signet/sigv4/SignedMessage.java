package signet.sigv4;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of an HTTP request that a signature covers besides its body, exactly as received on the wire: nothing
 * decoded, normalised or reordered. Characters beyond ASCII stand for their UTF-8 bytes.
 *
 * @param method the request method
 * @param rawPath the path as sent, percent-encoding kept
 * @param rawQuery what follows the question mark, as sent; null if there was no question mark
 * @param headers all header lines, in order, {@code Host} included
 */
public record SignedMessage(
        String method, String rawPath, @Nullable String rawQuery, List<Header> headers) {

    /**
     * @throws IllegalArgumentException if the method is no token, or path or query hold a control character
     */
    public SignedMessage {
        Objects.requireNonNull(rawPath, "rawPath");
        headers = List.copyOf(headers);
        if (!Tokens.isToken(method)) {
            throw new IllegalArgumentException("not a method: " + method);
        }
        if (hasControl(rawPath) || (rawQuery != null && hasControl(rawQuery))) {
            throw new IllegalArgumentException("a control character in the request target");
        }
    }

    /** The values of all headers of this name, in the order sent; names compare without case. */
    public List<String> values(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** The value of the first header of this name, white space trimmed. */
    public Optional<String> first(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(h -> h.value().strip())
                .findFirst();
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    }
}
