package signet.sigv4;

import java.util.Locale;
import java.util.Objects;

/**
 * One HTTP header field line as it came over the wire. Two lines of the same name are two headers.
 *
 * @param name the field name, in the case it was sent; an RFC 9110 token
 * @param value the field value without line breaks, possibly with surrounding white space
 */
public record Header(String name, String value) {

    /**
     * @throws IllegalArgumentException if the name is no token, or the value has a line break or NUL
     */
    public Header {
        Objects.requireNonNull(value, "value");
        if (!Tokens.isToken(name)) {
            throw new IllegalArgumentException("not a header name: " + name);
        }
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a line break or NUL in the value of header " + name);
        }
    }

    String lowerName() {
        return name.toLowerCase(Locale.ROOT);
    }
}
