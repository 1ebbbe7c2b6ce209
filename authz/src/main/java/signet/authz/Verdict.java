package signet.authz;

import java.util.List;

/**
 * What became of a request at the authorizer.
 *
 * @param <I> the operation's input
 */
public sealed interface Verdict<I> {
    /** Every access that was decided, in order, up to the first refused one. */
    List<Decided> decisions();

    /** It may go on. */
    record Granted<I>(Authorized<I> request, List<Decided> decisions) implements Verdict<I> {
        public Granted {
            decisions = List.copyOf(decisions);
        }
    }

    /** It may not. */
    record Denied<I>(Denial denial, List<Decided> decisions) implements Verdict<I> {
        public Denied {
            decisions = List.copyOf(decisions);
        }
    }

    /** It was not signed, and the operation takes no unsigned request. */
    record Unsigned<I>() implements Verdict<I> {
        @Override
        public List<Decided> decisions() {
            return List.of();
        }
    }
}
