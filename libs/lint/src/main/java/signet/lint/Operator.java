package signet.lint;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition operator taken apart. */
record Operator(Quantifier quantifier, Family family, String base, boolean ifExists) {
    enum Quantifier {
        NONE,
        FOR_ALL_VALUES,
        FOR_ANY_VALUE
    }

    /** What an operator compares, with what its operators' names begin with. */
    enum Family {
        STRING("String"),
        NUMERIC("Numeric"),
        DATE("Date"),
        BOOL("Bool"),
        BINARY("Binary"),
        IP_ADDRESS("IpAddress"),
        ARN("Arn"),
        NULL("Null");

        private final String start;

        Family(String start) {
            this.start = start;
        }
    }

    static final List<String> BASES = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
            "Bool",
            "BinaryEquals",
            "IpAddress",
            "NotIpAddress",
            "ArnEquals",
            "ArnNotEquals",
            "ArnLike",
            "ArnNotLike",
            "Null");

    private static final Set<String> NEGATED = Set.of(
            "StringNotEquals",
            "StringNotEqualsIgnoreCase",
            "StringNotLike",
            "NumericNotEquals",
            "DateNotEquals",
            "NotIpAddress",
            "ArnNotEquals",
            "ArnNotLike");

    private static final String IF_EXISTS = "IfExists";

    /** The operator, or null when there is none of this name; {@code NullIfExists} is taken apart too. */
    static @Nullable Operator parse(String name) {
        Quantifier quantifier = name.startsWith("ForAllValues:")
                ? Quantifier.FOR_ALL_VALUES
                : name.startsWith("ForAnyValue:") ? Quantifier.FOR_ANY_VALUE : Quantifier.NONE;
        String rest = quantifier == Quantifier.NONE ? name : name.substring(name.indexOf(':') + 1);
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String base = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        return BASES.contains(base) ? new Operator(quantifier, family(base), base, ifExists) : null;
    }

    private static Family family(String base) {
        for (Family family : Family.values()) {
            if (base.startsWith(family.start)) {
                return family;
            }
        }
        return Family.IP_ADDRESS;
    }

    boolean isNegated() {
        return NEGATED.contains(base);
    }

    boolean isLike() {
        return base.endsWith("Like");
    }

    /** Whether values may hold policy variables. */
    boolean takesVariables() {
        return family == Family.STRING || family == Family.ARN;
    }
}
