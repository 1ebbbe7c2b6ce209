package signet.authz;

import signet.snapshot.View;

/**
 * A request that is understood but not yet authorized: enough to say what it needs, not enough to act.
 *
 * @param input the operation's typed input
 * @param caller who asks
 * @param view the state that the whole request works on
 */
public record Call<I>(I input, Caller caller, RequestInfo info, View view) {}
