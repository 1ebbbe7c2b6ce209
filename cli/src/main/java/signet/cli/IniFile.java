package signet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the AWS CLI's two files: settings by section. Nested settings (indented under an empty value) are of no use
 * here and are passed over; a line that is no setting is too, as the AWS CLI does.
 */
record IniFile(Map<String, Map<String, String>> sections) {
    private static final IniFile EMPTY = new IniFile(Map.of());

    IniFile {
        Map<String, Map<String, String>> copy = new HashMap<>();
        sections.forEach((name, settings) -> copy.put(name, Map.copyOf(settings)));
        sections = Map.copyOf(copy);
    }

    /**
     * The file's settings; none if there is no such file.
     *
     * @throws ConnectionFailure if there is one that cannot be read
     */
    static IniFile read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException e) {
            return EMPTY;
        } catch (IOException e) {
            throw new ConnectionFailure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static IniFile parse(List<String> lines) {
        Map<String, Map<String, String>> sections = new HashMap<>();
        Map<String, String> current = new HashMap<>();
        for (String line : lines) {
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.startsWith("[") && text.endsWith("]")) {
                String name = text.substring(1, text.length() - 1).strip();
                current = sections.computeIfAbsent(name, any -> new HashMap<>());
            } else if (equals > 0 && !isComment(text) && !Character.isWhitespace(line.charAt(0))) {
                current.put(
                        text.substring(0, equals).strip(),
                        withoutComment(text.substring(equals + 1)).strip());
            }
        }
        return new IniFile(sections);
    }

    Map<String, String> section(String name) {
        return sections.getOrDefault(name, Map.of());
    }

    private static boolean isComment(String text) {
        return text.startsWith("#") || text.startsWith(";");
    }

    /** A comment after a value begins with white space, since a secret may hold a number sign. */
    private static String withoutComment(String value) {
        for (int i = 1; i < value.length(); i++) {
            boolean mark = value.charAt(i) == '#' || value.charAt(i) == ';';
            if (mark && Character.isWhitespace(value.charAt(i - 1))) {
                return value.substring(0, i);
            }
        }
        return value;
    }
}
