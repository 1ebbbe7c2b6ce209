package signet.policy;

/** What a statement does when it matches. */
public enum Effect {
    /** Grants, where the rules of the policy's kind let it. */
    ALLOW,
    /** Forbids, whatever else grants. */
    DENY
}
