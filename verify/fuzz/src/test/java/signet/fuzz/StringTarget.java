package signet.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Line 1: a value of a String condition; line 2: aws:username; the rest: the request's value. */
final class StringTarget {
    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike");

    private StringTarget() {}

    static void run(byte[] data) {
        Input input = Input.of(data, 3);
        String pattern = input.line(0);
        String username = input.line(1);
        String value = input.line(2);
        Map<String, Boolean> answers = Engine.conditions(OPERATORS, pattern, value, username);
        Optional<Wildcards> literal = Wildcards.of(pattern, false, username);
        Optional<Wildcards> wild = Wildcards.of(pattern, true, username);
        boolean equals = literal.isPresent() && literal.get().match(value, false);
        boolean similar = literal.isPresent() && literal.get().match(value, true);
        boolean like = wild.isPresent() && wild.get().match(value, false);
        Engine.check("StringEquals", equals, answers);
        Engine.check("StringNotEquals", !equals, answers);
        Engine.check("StringEqualsIgnoreCase", similar, answers);
        Engine.check("StringNotEqualsIgnoreCase", !similar, answers);
        Engine.check("StringLike", like, answers);
        Engine.check("StringNotLike", !like, answers);
    }
}
