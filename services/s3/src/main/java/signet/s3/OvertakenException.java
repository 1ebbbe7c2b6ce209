package signet.s3;

/** Another writer changed what a change was based on; the change is to be worked out anew. */
final class OvertakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    OvertakenException() {
        super("another writer was faster");
    }
}
