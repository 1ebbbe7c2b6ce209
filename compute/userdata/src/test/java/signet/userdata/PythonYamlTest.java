package signet.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader beside the one that cloud-init has, PyYAML, where the host has it: the same values, or both refuse. */
final class PythonYamlTest {

    private static final String[] BITS = {
        "a",
        "b",
        "yes",
        "No",
        "~",
        "null",
        "0644",
        "0x1f",
        "0b11",
        "1_000",
        "12:30:45",
        "1.5",
        "'it''s'",
        "\"q\\n\"",
        "- ",
        ": ",
        "\n",
        "\n  ",
        "\n- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "#c",
        " ",
        "&x ",
        "*x",
        "|\n  t\n",
        ">\n  f\n",
        "<<: ",
        "!!str ",
        "k: ",
        "y",
        "on",
        "-1",
        "+5",
        "08",
        "é",
        "?",
        "---\n",
        "'",
    };

    /** Prints each document's value, or X, in a form without spaces. */
    private static final String READER = """
            import sys, yaml
            def show(v, depth=0):
                if depth > 40: raise ValueError
                if isinstance(v, dict):
                    return '{' + ','.join(k2(k) + '=' + show(x, depth + 1) for k, x in v.items()) + '}'
                if isinstance(v, list): return '[' + ','.join(show(x, depth + 1) for x in v) + ']'
                return k2(v)
            def k2(v):
                if isinstance(v, (set, tuple, bytes, dict, list)): raise ValueError
                return str(v).encode().hex()
            out = []
            for text in open(sys.argv[1], encoding='utf-8', newline='').read().split('\\x1e'):
                try: out.append(show(yaml.safe_load(text)))
                except Exception: out.append('X')
            sys.stdout.write('\\n'.join(out))
            """;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void itReadsWhatCloudInitReads() throws Exception {
        Random random = new Random(20_261_203);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                text.append(BITS[random.nextInt(BITS.length)]);
            }
            documents.add(text.toString());
        }

        List<String> expected = python(String.join("\u001e", documents));

        assertEquals(documents.size(), expected.size());
        List<String> differences = new ArrayList<>();
        int read = 0;
        for (int i = 0; i < documents.size(); i++) {
            String ours = ours(documents.get(i));
            read += ours.equals("X") ? 0 : 1;
            if (!ours.equals(expected.get(i))) {
                differences.add(Words.json(documents.get(i)) + ": " + ours + ", not " + expected.get(i));
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(read > 1000, read + " documents with a value");
    }

    private List<String> python(String documents) throws IOException {
        Path file = Files.writeString(directory.resolve("documents"), documents);
        Path reader = Files.writeString(directory.resolve("reader.py"), READER);
        Process python;
        try {
            python = new ProcessBuilder("python3", reader.toString(), file.toString())
                    .redirectError(directory.resolve("errors").toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("no python3 on this host");
            throw e;
        }
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = Files.readString(directory.resolve("errors"));
        Assumptions.assumeFalse(errors.contains("No module named"), "no PyYAML on this host");
        assertEquals("", errors);
        return List.of(output.split("\n", -1));
    }

    private static String ours(String document) {
        try {
            Value value = YamlText.read(document.getBytes(StandardCharsets.UTF_8));
            return value == null ? hex("None") : shown(value);
        } catch (InvalidConfig e) {
            return "X";
        }
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> hex(scalar.text());
            case Value.Sequence sequence ->
                sequence.values().stream()
                        .map(PythonYamlTest::shown)
                        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
            case Value.Mapping mapping ->
                mapping.values().entrySet().stream()
                        .map(entry -> hex(entry.getKey()) + "=" + shown(entry.getValue()))
                        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
        };
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
