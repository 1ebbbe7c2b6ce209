package signet.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How a command must go.
 *
 * @param success whether its exit status is 0
 * @param texts what its output contains, all of them
 */
record Expectation(boolean success, List<String> texts) {
    Expectation {
        texts = List.copyOf(texts);
    }

    /** In a word, for the summary. */
    String label() {
        return success ? "works" : "refused";
    }

    /** In what the outcome differs; empty if it is as expected. */
    List<String> differences(Outcome outcome) {
        List<String> found = new ArrayList<>();
        if (success != (outcome.status() == 0)) {
            found.add("its exit status is " + outcome.status() + (success ? ", not 0" : ""));
        }
        texts.stream()
                .filter(text -> !outcome.output().contains(text))
                .forEach(text -> found.add("its output lacks \"" + text + "\""));
        return found;
    }
}
