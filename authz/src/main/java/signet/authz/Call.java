package signet.authz;

import org.jspecify.annotations.Nullable;
import signet.snapshot.View;

/**
 * A request that is understood but not yet authorized: enough to say what it needs, not enough to act.
 *
 * @param input the operation's typed input
 * @param caller who asks
 * @param view the state that the whole request works on
 */
public record Call<I>(I input, Caller caller, RequestInfo info, View view) {
    /** The same request, asked by whom its token names if the operation found one in it. */
    Call<I> askedBy(Caller.@Nullable Federated whom) {
        return whom == null ? this : new Call<>(input, whom, info, view);
    }
}
