package signet.authz;

/** Where events go. */
public interface EventLog {
    /** Takes an event. Never fails a request: what cannot be recorded is reported by the log itself. */
    void record(Event event);
}
