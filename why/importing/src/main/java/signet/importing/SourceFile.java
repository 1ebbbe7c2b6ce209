package signet.importing;

import java.util.Objects;

/**
 * A file to import.
 *
 * @param name by which faults name it
 * @param text its content
 */
public record SourceFile(String name, String text) {
    public SourceFile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(text);
    }
}
