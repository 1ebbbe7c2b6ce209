package signet.cli;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import signet.lint.Finding;
import signet.lint.FindingType;
import signet.lint.Location;

/** Shows findings to a person: place, code and sentence, the line itself, and a mark below what is meant. */
final class LintReport {
    private static final int WIDTH = 100;
    private static final int BEFORE = 30;
    private static final Map<FindingType, String> LABELS = Map.of(
            FindingType.ERROR, "error",
            FindingType.SECURITY_WARNING, "security",
            FindingType.WARNING, "warning",
            FindingType.SUGGESTION, "suggestion");
    private static final Map<FindingType, Colour> COLOURS = Map.of(
            FindingType.ERROR, Colour.RED,
            FindingType.SECURITY_WARNING, Colour.RED,
            FindingType.WARNING, Colour.YELLOW,
            FindingType.SUGGESTION, Colour.CYAN);

    private final PrintStream out;
    private final boolean colours;
    private final Map<FindingType, Integer> counts = new EnumMap<>(FindingType.class);
    private int files;

    LintReport(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void file(String name, String guess, String document, List<Finding> findings) {
        files++;
        if (findings.isEmpty()) {
            out.println(Colour.GREEN.in("✓", colours) + " " + name + " (" + guess + ")");
            return;
        }
        out.println(Colour.BOLD.in(name, colours) + " (" + guess + ")");
        out.println();
        List<String> lines = document.lines().toList();
        findings.forEach(finding -> finding(name, lines, finding));
    }

    private void finding(String name, List<String> lines, Finding finding) {
        counts.merge(finding.type(), 1, Integer::sum);
        Location at = finding.location();
        Colour colour = COLOURS.getOrDefault(finding.type(), Colour.BOLD);
        out.println(place(name, at) + ": " + colour.in(label(finding.type()), colours) + " " + finding.code()
                + (at.pathText().isEmpty() ? "" : " in " + Excerpt.printable(at.pathText())));
        String line = at.start().line() <= lines.size() ? lines.get(at.start().line() - 1) : "";
        int start = at.start().column() - 1;
        int end = at.end().line() == at.start().line() ? at.end().column() - 1 : line.length();
        Excerpt excerpt = Excerpt.of(line, start, end, WIDTH, BEFORE);
        if (!excerpt.text().isBlank()) {
            String number = String.valueOf(at.start().line());
            out.println("  " + number + " │ " + excerpt.text());
            out.println(
                    "  " + " ".repeat(number.length()) + " │ " + excerpt.indent() + colour.in(excerpt.mark(), colours));
        }
        out.println("  " + Excerpt.printable(finding.details()));
        finding.locations().stream()
                .skip(1)
                .limit(3)
                .forEach(other ->
                        out.println("  See also " + place(name, other) + " " + Excerpt.printable(other.pathText())));
        out.println();
    }

    private static String place(String name, Location at) {
        return name + ":" + at.start().line() + ":" + at.start().column();
    }

    void summary() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        String where = files == 1 ? "" : " in " + files + " files";
        if (all == 0) {
            out.println(Colour.GREEN.in("Nothing found" + where + ".", colours));
            return;
        }
        StringJoiner text = new StringJoiner(", ");
        counts.forEach((type, count) -> text.add(count + " " + plural(type, count)));
        out.println(Colour.BOLD.in(text + where + ".", colours));
    }

    private static String label(FindingType type) {
        return LABELS.getOrDefault(type, type.name());
    }

    private static String plural(FindingType type, int count) {
        String noun = type == FindingType.SECURITY_WARNING ? "security warning" : label(type);
        return count == 1 ? noun : noun + "s";
    }
}
