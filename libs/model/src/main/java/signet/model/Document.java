package signet.model;

import java.util.Objects;

/**
 * A JSON value of any form, as Amazon's model has where it says no more of one.
 *
 * @param json its text, which whoever makes the document has written or read as JSON
 */
public record Document(String json) {
    public Document {
        Objects.requireNonNull(json);
        if (json.isBlank()) {
            throw new IllegalArgumentException("no JSON value");
        }
    }
}
