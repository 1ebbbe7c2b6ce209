package signet.trail;

/** CloudTrail's kinds of events (CloudTrail User Guide, "CloudTrail concepts": management and data events). */
public enum EventCategory {
    /** On resources: creating a role, launching an instance, assuming a role. */
    MANAGEMENT("Management"),
    /** In a resource: an object of a bucket, a function's run. */
    DATA("Data");

    private final String text;

    EventCategory(String text) {
        this.text = text;
    }

    /** As the record's {@code eventCategory} has it. */
    public String text() {
        return text;
    }
}
