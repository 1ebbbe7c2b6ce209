package signet.policy;

import org.jspecify.annotations.Nullable;

/** A condition operator as written: quantifier, comparison, IfExists. Names are case-sensitive. */
record ConditionOperator(String name, Quantifier quantifier, Comparison comparison, boolean ifExists) {
    enum Quantifier {
        /** Plain: the key must be single-valued. */
        NONE,
        FOR_ALL_VALUES,
        FOR_ANY_VALUE
    }

    private static final String IF_EXISTS = "IfExists";
    private static final String FOR_ALL = "ForAllValues:";
    private static final String FOR_ANY = "ForAnyValue:";

    /** The operator, or null when AWS knows none of this name. */
    static @Nullable ConditionOperator parse(String name) {
        Quantifier quantifier = name.startsWith(FOR_ALL)
                ? Quantifier.FOR_ALL_VALUES
                : name.startsWith(FOR_ANY) ? Quantifier.FOR_ANY_VALUE : Quantifier.NONE;
        String rest = quantifier == Quantifier.NONE ? name : name.substring(name.indexOf(':') + 1);
        boolean ifExists = rest.endsWith(IF_EXISTS);
        Comparison comparison =
                Comparison.byName().get(ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest);
        if (comparison == null || (comparison.isNull() && ifExists)) {
            return null;
        }
        return new ConditionOperator(name, quantifier, comparison, ifExists);
    }
}
