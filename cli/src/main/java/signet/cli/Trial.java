package signet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question of an expectation, and what became of it.
 *
 * @param answer null if there was none
 * @param problem why there was none; empty if there was one
 */
record Trial(Rule rule, String who, Ask ask, @Nullable Answer answer, String problem) {

    /** Whether it went as expected, and what not. */
    enum Verdict {
        /** As expected. */
        MET("as-expected", "It is as expected."),
        /** It is allowed and must not be. */
        ALLOWED("must-not-be-allowed", "Somebody can do what they must not be able to do."),
        /** It is denied and must be allowed. */
        DENIED("must-be-allowed", "Somebody cannot do what they must be able to do."),
        /** The outcome is right, and the policy that decided is another. */
        OTHERWISE("other-policy", "The outcome is as expected, but another kind of policy decided."),
        /** There was no decision. */
        UNDECIDED("not-decided", "The question could not be decided.");

        private final String id;
        private final String meaning;

        Verdict(String id, String meaning) {
            this.id = id;
            this.meaning = meaning;
        }

        /** For programs. */
        String id() {
            return id;
        }

        /** For people. */
        String meaning() {
            return meaning;
        }
    }

    /** Asks everything, in the order of the file. */
    static List<Trial> all(List<Rule> rules, Decider decider) {
        List<Trial> trials = new ArrayList<>();
        for (Rule rule : rules) {
            for (String who : rule.who()) {
                rule.asks().forEach(ask -> trials.add(of(rule, who, ask, decider)));
            }
        }
        return trials;
    }

    private static Trial of(Rule rule, String who, Ask ask, Decider decider) {
        try {
            return new Trial(rule, who, ask, decider.decide(who, ask), "");
        } catch (Decider.NotDecidedException e) {
            return new Trial(rule, who, ask, null, String.valueOf(e.getMessage()));
        }
    }

    Verdict verdict() {
        if (answer == null) {
            return Verdict.UNDECIDED;
        }
        boolean allowed = rule.expected() == Rule.Ruling.ALLOWED;
        if (allowed != answer.allowed()) {
            return answer.allowed() ? Verdict.ALLOWED : Verdict.DENIED;
        }
        boolean right = rule.expected().isMetBy(answer)
                && (rule.because() == null || rule.because().equals(answer.kind()));
        return right ? Verdict.MET : Verdict.OTHERWISE;
    }

    /** What is expected: {@code alice may not s3:GetObject on arn:…}. */
    String claim() {
        return who + (rule.expected() == Rule.Ruling.ALLOWED ? " may " : " may not ") + ask.clause();
    }

    /** The expectation's name with the claim, or the claim alone. */
    String title() {
        return Optional.ofNullable(rule.name()).map(name -> name + ": ").orElse("") + claim();
    }

    /** What was found instead, in one line. */
    String finding() {
        return switch (verdict()) {
            case MET -> "it is " + found();
            case ALLOWED, DENIED ->
                "it is " + found() + "; expected: " + rule.expected().words();
            case OTHERWISE -> "it is " + found() + kind() + "; expected: " + expected();
            case UNDECIDED -> "it could not be decided: " + problem;
        };
    }

    /** What the server says about its decision; empty if there is none. */
    String sentence() {
        return answer == null ? "" : answer.sentence();
    }

    private String found() {
        return answer == null ? "" : answer.words();
    }

    private String kind() {
        return answer == null || answer.kind().isEmpty() ? "" : " by kind " + answer.kind();
    }

    private String expected() {
        return rule.expected().words() + (rule.because() == null ? "" : " by kind " + rule.because());
    }
}
