package signet.cli;

import java.io.PrintStream;
import java.util.List;

/** What became of expectations, for people. */
final class CheckText {
    private final PrintStream out;
    private final boolean colours;
    private final boolean quiet;

    /** @param quiet whether only what is not as expected is told */
    CheckText(PrintStream out, boolean colours, boolean quiet) {
        this.out = out;
        this.colours = colours;
        this.quiet = quiet;
    }

    void write(String file, List<Trial> trials) {
        for (Trial trial : trials) {
            if (trial.verdict() == Trial.Verdict.MET) {
                if (!quiet) {
                    out.println(Colour.GREEN.in("✓", colours) + " " + Excerpt.printable(trial.title()));
                }
            } else {
                out.println(Colour.RED.in("✗", colours) + " " + Excerpt.printable(trial.title()));
                out.println("  " + file + ":" + trial.rule().line() + ":"
                        + trial.rule().column() + ": " + Excerpt.printable(trial.finding()));
                if (!trial.sentence().isEmpty()) {
                    out.println("  " + Excerpt.printable(trial.sentence()));
                }
            }
        }
    }

    void summary(List<Trial> trials) {
        long met = trials.stream()
                .filter(trial -> trial.verdict() == Trial.Verdict.MET)
                .count();
        long not = trials.size() - met;
        String text = met + " as expected, " + not + " not.";
        out.println((not == 0 ? Colour.GREEN : Colour.RED).in(text, colours));
    }
}
