package signet.policy;

/**
 * A document is not a valid policy of its kind. The message is the literal text AWS answers with; the error code is the
 * caller's ({@code MalformedPolicyDocument} in IAM and STS, {@code MalformedPolicy} in S3).
 */
public final class MalformedPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final int line;
    private final int column;
    private final int endLine;
    private final int endColumn;

    MalformedPolicyException(String message, Span at) {
        super(message);
        this.text = message;
        this.line = at.line();
        this.column = at.column();
        this.endLine = at.endLine();
        this.endColumn = at.endColumn();
    }

    /** AWS's text. */
    @Override
    public String getMessage() {
        return text;
    }

    /** Line of the fault, from 1. */
    public int line() {
        return line;
    }

    /** Column of the fault, from 1. */
    public int column() {
        return column;
    }

    /** Line where the faulty value ends. */
    public int endLine() {
        return endLine;
    }

    /** Column just past the faulty value. */
    public int endColumn() {
        return endColumn;
    }
}
