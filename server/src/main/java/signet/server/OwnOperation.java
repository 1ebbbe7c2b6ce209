package signet.server;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;

/**
 * Something that the server does for whoever may have it done, and that is no operation of a service's API. It declares what
 * it needs as those do.
 */
interface OwnOperation<I, O> {
    /** The signing name of the service whose action it needs. */
    String service();

    /** The name of that action. */
    String name();

    /** The HTTP status of its success. */
    int status();

    /**
     * Everything that the request needs.
     *
     * @throws signet.model.AwsError if the request is wrong
     */
    Accesses accesses(Call<I> call);

    /**
     * Does it.
     *
     * @throws signet.model.AwsError if it cannot be done; then nothing was
     */
    O handle(Authorized<I> request);
}
