package signet.lint;

/** How much a finding matters, gravest first; the names are those of Access Analyzer's API. */
public enum FindingType {
    /** A part of the policy does not work, or the policy is refused. */
    ERROR,
    /** The policy allows more than is safe. */
    SECURITY_WARNING,
    /** The policy may not do what it seems to. */
    WARNING,
    /** The policy could be simpler or clearer. */
    SUGGESTION
}
