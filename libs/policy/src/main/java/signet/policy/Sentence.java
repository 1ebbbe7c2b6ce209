package signet.policy;

import java.util.stream.Collectors;

/** An explanation in one sentence. */
final class Sentence {
    private final Explanation explanation;

    Sentence(Explanation explanation) {
        this.explanation = explanation;
    }

    String text() {
        Request request = explanation.request();
        Decision decision = explanation.decision();
        return Phrases.printable(request.action()) + " on " + Phrases.printable(request.resource())
                + (decision.allowed() ? " is allowed " : " is denied ")
                + decision.because(request.action())
                + switch (decision) {
                    case Decision.Allowed allowed -> place(allowed.grant());
                    case Decision.ExplicitlyDenied denied -> place(denied.policy(), denied.statement());
                    case Decision.ImplicitlyDenied denied -> missing(denied);
                }
                + ".";
    }

    private String missing(Decision.ImplicitlyDenied denied) {
        if (!explanation.has(denied.kind())) {
            return "; there is none";
        }
        return explanation
                .nearestMiss()
                .map(miss ->
                        "; the closest is " + Phrases.statement(miss.report().statement()) + " (policy "
                                + Phrases.printable(miss.policy().source()) + ", line "
                                + miss.report().statement().startLine() + "): "
                                + miss.report().obstacles().stream()
                                        .map(Phrases::obstacle)
                                        .collect(Collectors.joining("; and ")))
                .orElse("");
    }

    private static String place(Decision.Grant grant) {
        return switch (grant) {
            case Decision.ByStatement by -> place(by.policy(), by.statement());
            case Decision.ByRoot by -> "";
            case Decision.ByIdentity by -> "";
        };
    }

    private static String place(SourcedPolicy policy, Statement statement) {
        return " (" + Phrases.printable(policy.source()) + ", " + Phrases.statement(statement) + ", line "
                + statement.startLine() + ")";
    }
}
