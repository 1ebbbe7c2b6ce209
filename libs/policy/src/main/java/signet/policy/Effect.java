package signet.policy;

/** What a statement does when it matches. */
public enum Effect {
    /** Grants, where the rules of the policy's kind let it. */
    ALLOW("Allow"),
    /** Forbids, whatever else grants. */
    DENY("Deny");

    private final String wireName;

    Effect(String wireName) {
        this.wireName = wireName;
    }

    /** The word in a policy. */
    public String wireName() {
        return wireName;
    }
}
