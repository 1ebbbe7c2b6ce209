package signet.policy;

import java.util.function.UnaryOperator;

/** The texts for faults of shape, which differ by kind of policy. */
record Wording(
        String notJson,
        String wrongShape,
        UnaryOperator<String> unknownField,
        String missingStatement,
        String emptyStatement) {

    static final String SYNTAX = "Syntax errors in policy.";
    static final String ORGANIZATION =
            "The provided policy document does not meet the requirements of the specified policy type.";

    private static final String INVALID_JSON = "This policy contains invalid Json";
    private static final String MISSING_STATEMENT = "Missing required field Statement";
    private static final String EMPTY_STATEMENT = "Could not parse the policy: Statement is empty!";

    static Wording of(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION -> new Wording(SYNTAX, SYNTAX, name -> SYNTAX, SYNTAX, SYNTAX);
            case TRUST ->
                new Wording(INVALID_JSON, INVALID_JSON, Wording::unknownField, MISSING_STATEMENT, EMPTY_STATEMENT);
            case RESOURCE, ENDPOINT ->
                new Wording(
                        "Policies must be valid JSON and the first byte must be '{'",
                        INVALID_JSON,
                        Wording::unknownField,
                        MISSING_STATEMENT,
                        EMPTY_STATEMENT);
            case SERVICE_CONTROL, RESOURCE_CONTROL ->
                new Wording(ORGANIZATION, ORGANIZATION, name -> ORGANIZATION, ORGANIZATION, ORGANIZATION);
        };
    }

    private static String unknownField(String name) {
        return "Unknown field " + name;
    }
}
