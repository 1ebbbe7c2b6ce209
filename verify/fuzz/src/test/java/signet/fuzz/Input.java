package signet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of a fuzzer as lines of text; the last one may hold line feeds itself. */
record Input(List<String> lines) {
    Input {
        lines = List.copyOf(lines);
    }

    static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    /** At most {@code count} lines; those that are missing are empty. */
    static Input of(byte[] data, int count) {
        String[] lines = text(data).split("\n", count);
        String[] all = new String[count];
        for (int i = 0; i < count; i++) {
            all[i] = i < lines.length ? lines[i] : "";
        }
        return new Input(List.of(all));
    }

    String line(int index) {
        return lines.get(index);
    }
}
