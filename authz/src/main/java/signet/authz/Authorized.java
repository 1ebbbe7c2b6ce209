package signet.authz;

import java.time.Instant;
import java.util.Set;
import signet.snapshot.View;

/**
 * A request that may be carried out. Only the {@link Authorizer} makes one, so an operation's code cannot run without
 * its accesses having been allowed.
 *
 * @param <I> the operation's input
 */
public final class Authorized<I> {
    private final Call<I> call;
    private final Set<Access> permitted;

    Authorized(Call<I> call, Set<Access> permitted) {
        this.call = call;
        this.permitted = permitted;
    }

    /** The operation's input. */
    public I input() {
        return call.input();
    }

    /** Who asks. */
    public Caller caller() {
        return call.caller();
    }

    /** The account that the caller belongs to; empty for an anonymous caller. */
    public String account() {
        return call.caller().account();
    }

    /** The state on which the request was authorized. */
    public View view() {
        return call.view();
    }

    /** When the request arrived. */
    public Instant time() {
        return call.info().time();
    }

    /** What else is known of the request. */
    public RequestInfo info() {
        return call.info();
    }

    /** Whether an access that was declared as advisory is allowed; false for any other. */
    public boolean permits(Access advisory) {
        return permitted.contains(advisory);
    }
}
