package signet.store;

/** Changes that a watch asked for are no longer kept: read everything again and watch from {@link Store#revision}. */
public final class RevisionTrimmedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public RevisionTrimmedException(long afterRevision, long oldestKept) {
        super("changes after revision " + afterRevision + " are no longer kept; the oldest kept is " + oldestKept);
    }
}
