package signet.policy;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The texts for faults of shape, which differ by kind of policy. */
record Wording(
        String notJson,
        String notPolicy,
        Function<Span, String> wrongShape,
        UnaryOperator<String> unknownField,
        Function<Span, String> missingStatement,
        String emptyStatement) {

    static final String SYNTAX = "Syntax errors in policy.";
    static final String ORGANIZATION =
            "The provided policy document does not meet the requirements of the specified policy type.";

    private static final String NOT_AN_OBJECT = "Policies must be valid JSON and the first byte must be '{'";
    private static final String INVALID_JSON = "This policy contains invalid Json";
    private static final String EMPTY_STATEMENT = "Could not parse the policy: Statement is empty!";

    /** Signet's own, for documents that no API is asked to take. */
    static final Wording STORED = new Wording(
            "not a JSON object",
            "not a JSON object",
            at -> "a value of the wrong type",
            name -> "unknown element " + name,
            at -> "the document has no Statement",
            "Statement is empty");

    static Wording of(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION -> always(SYNTAX);
            case TRUST ->
                new Wording(
                        INVALID_JSON,
                        "This text appears not to be a policy",
                        Wording::syntaxErrorIn,
                        Wording::unknownField,
                        at -> syntaxError(at.endLine(), at.endColumn()),
                        EMPTY_STATEMENT);
            case RESOURCE, ENDPOINT ->
                new Wording(
                        NOT_AN_OBJECT,
                        NOT_AN_OBJECT,
                        at -> INVALID_JSON,
                        Wording::unknownField,
                        at -> "Missing required field Statement",
                        EMPTY_STATEMENT);
            case SERVICE_CONTROL, RESOURCE_CONTROL -> always(ORGANIZATION);
        };
    }

    private static Wording always(String text) {
        return new Wording(text, text, at -> text, name -> text, at -> text, text);
    }

    /** IAM points behind the first character of the value it did not expect. */
    static String syntaxErrorIn(Span at) {
        return syntaxError(at.line(), at.column() + 1);
    }

    private static String syntaxError(int line, int column) {
        return "Syntax error at position (" + line + "," + column + ")";
    }

    private static String unknownField(String name) {
        return "Unknown field " + name;
    }
}
