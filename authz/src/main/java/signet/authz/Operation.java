package signet.authz;

import signet.model.AwsError;
import signet.model.OperationModel;

/**
 * One API operation: what it is called, what it needs, and what it does.
 *
 * @param <I> its input
 * @param <O> its output
 */
public interface Operation<I, O> {
    /** The operation's model: its names and shapes on the wire. */
    OperationModel<I, O> model();

    /**
     * Declares everything that the request needs. Reads, never writes.
     *
     * @throws AwsError if the request is wrong in a way that AWS reports before it asks for permission
     */
    Accesses accesses(Call<I> call);

    /** Whether requests without a signature come as far as {@link #accesses}: their input has to show who asks. */
    default boolean unsigned() {
        return false;
    }

    /**
     * Does it.
     *
     * @throws AwsError if it cannot be done; then nothing was
     */
    O handle(Authorized<I> request);
}
