package signet.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** How the demonstration looks: a prompt, a command, its output, and why it went so. */
final class Screen {
    private static final int WORD = 100;
    private static final int SHOWN = 32;
    private static final int LINES = 40;
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_+/=-]{" + WORD + ",}");

    private final PrintStream out;
    private final boolean colours;

    Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void say(String text) {
        out.println(text);
    }

    void chapter(int number, String title) {
        out.println();
        out.println(Colour.BOLD.in(number + ". " + title, colours));
    }

    void command(Actor actor, String command) {
        out.println();
        Colour colour = actor == Actor.ADMIN ? Colour.YELLOW : Colour.CYAN;
        String prompt = actor.label() + "$ ";
        boolean continued = false;
        for (String line : command.split("\n", -1)) {
            String before = continued ? " ".repeat(prompt.length()) : colour.in(prompt, colours);
            out.println(before + shortened(line));
            continued = line.endsWith("\\");
        }
        out.flush();
    }

    void outcome(Step step, Outcome outcome, List<String> differences) {
        List<String> lines = outcome.output().strip().lines().toList();
        lines.stream().limit(LINES).forEach(line -> out.println(shortened(line)));
        if (lines.size() > LINES) {
            out.println("… (" + (lines.size() - LINES) + " more lines)");
        }
        if (differences.isEmpty()) {
            out.println(Colour.GREEN.in("  ✓ " + step.why(), colours));
        } else {
            differences.forEach(difference -> out.println(Colour.RED.in("  ✗ " + difference, colours)));
        }
        out.flush();
    }

    void summary(List<Result> results) {
        out.println();
        out.println(Colour.BOLD.in("Summary", colours));
        out.println();
        int width = results.stream()
                .mapToInt(result -> result.step().title().length())
                .max()
                .orElse(0);
        for (Result result : results) {
            String row = "%s  %-5s  %-" + width + "s  %s";
            String expected = result.step().expectation().label();
            String text = row.formatted(
                    result.asTold() ? "✓" : "✗",
                    result.step().actor().label(),
                    result.step().title(),
                    result.asTold() ? expected : "should be: " + expected);
            out.println(result.asTold() ? text : Colour.RED.in(text, colours));
        }
        out.println();
    }

    private static String shortened(String line) {
        return LONG_WORD.matcher(line).replaceAll(found -> found.group().substring(0, SHOWN) + "…");
    }
}
