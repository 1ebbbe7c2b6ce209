package signet.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One expectation of a file: for everyone named and everything asked.
 *
 * @param name null if it has none
 * @param line where it stands, from 1
 * @param column where it stands, from 1
 * @param because the kind of policy that must have decided; null if any may
 */
record Rule(
        @Nullable String name,
        int line,
        int column,
        List<String> who,
        List<Ask> asks,
        Ruling expected,
        @Nullable String because) {
    Rule {
        who = List.copyOf(who);
        asks = List.copyOf(asks);
    }

    /** What is expected. */
    enum Ruling {
        ALLOWED("allowed"),
        DENIED("denied"),
        EXPLICITLY_DENIED("explicitly denied"),
        IMPLICITLY_DENIED("implicitly denied");

        private final String words;

        Ruling(String words) {
            this.words = words;
        }

        /** As files have it. */
        String words() {
            return words;
        }

        boolean isMetBy(Answer answer) {
            return switch (this) {
                case ALLOWED -> answer.allowed();
                case DENIED -> !answer.allowed();
                case EXPLICITLY_DENIED, IMPLICITLY_DENIED -> answer.words().equals(words);
            };
        }
    }
}
