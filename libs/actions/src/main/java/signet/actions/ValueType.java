package signet.actions;

/** The type of a condition key's value, which decides the condition operators that fit. */
public enum ValueType {
    STRING("String"),
    ARN("ARN"),
    BOOL("Bool"),
    DATE("Date"),
    NUMERIC("Numeric"),
    IP_ADDRESS("IPAddress"),
    BINARY("Binary");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    /** AWS's name, such as {@code IPAddress}. */
    public String label() {
        return label;
    }
}
