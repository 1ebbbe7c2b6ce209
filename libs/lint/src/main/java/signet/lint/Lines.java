package signet.lint;

import java.util.Arrays;
import java.util.List;

/** Where a document's lines begin. Lines end with LF, CR LF or CR. */
final class Lines {
    private final int[] starts;
    private final int length;

    Lines(String text) {
        int[] found = new int[text.length() + 1];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                found[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
        length = text.length();
    }

    Position position(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, offset - starts[line] + 1, offset);
    }

    /** The offset of a place; the nearest one for a place that isn't there. */
    int offset(int line, int column) {
        int start = starts[Math.clamp(line - 1L, 0, starts.length - 1)];
        return Math.clamp(start + column - 1L, 0, length);
    }

    Location location(List<PathElement> path, int start, int end) {
        return new Location(path, position(start), position(end));
    }
}
