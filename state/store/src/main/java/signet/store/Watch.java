package signet.store;

/** A subscription to the changes of a {@link Store}. */
public interface Watch extends AutoCloseable {
    /** Ends the watch; a call of the consumer that is under way may still finish. Closing twice does nothing. */
    @Override
    void close();
}
