package signet.actions;

/** What an action does, in the classes of AWS's Service Authorization Reference. */
public enum AccessLevel {
    /** Lists resources; shows no contents. */
    LIST,
    /** Reads contents or attributes. */
    READ,
    /** Makes, changes or deletes resources. */
    WRITE,
    /** Changes tags only. */
    TAGGING,
    /** Changes who may do what. */
    PERMISSIONS_MANAGEMENT
}
