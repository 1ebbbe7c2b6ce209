package signet.authz;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import signet.snapshot.View;

/**
 * A request that may be carried out. Only the {@link Authorizer} makes one, so an operation's code cannot run without
 * its accesses having been allowed.
 *
 * @param <I> the operation's input
 */
public final class Authorized<I> {
    private final Call<I> call;
    private final Map<Access, Decided> advice;

    Authorized(Call<I> call, Map<Access, Decided> advice) {
        this.call = call;
        this.advice = Map.copyOf(advice);
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
        Decided decided = advice.get(advisory);
        return decided != null && decided.decision().allowed();
    }

    /** Why an access that was declared as advisory is not allowed; empty if it is, or was not declared. */
    public Optional<Denial> refused(Access advisory) {
        return Optional.ofNullable(advice.get(advisory))
                .filter(decided -> !decided.decision().allowed())
                .map(decided -> new Denial(call.caller(), decided));
    }
}
