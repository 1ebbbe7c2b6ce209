package signet.trail;

import java.util.Optional;
import signet.policy.PolicySet;

/**
 * What was recorded. Whatever was handed to the log before a question is part of its answer. Who may ask is not checked here:
 * that is the affair of the operation that asks.
 */
public interface EventHistory {
    /** The history of a server that records nothing. */
    static EventHistory none() {
        return NoHistory.INSTANCE;
    }

    /**
     * The events that a query is for. Pages that follow each other have no event twice and leave none out that was there
     * when the first was asked for, unless it has become too old since.
     *
     * @throws TrailUnavailableException if the log cannot be read
     */
    EventPage search(EventQuery query);

    /**
     * The event of an id: its own, or the request's or the authorization's that it records. Of those that a request left to
     * several accounts it is the caller's; of several requests with one id, the newest.
     *
     * @throws TrailUnavailableException if the log cannot be read
     */
    Optional<Recorded> find(String id);

    /** The position of the newest event, behind which to wait for more; 0 when there is none. */
    long newest();

    /**
     * The text of a policy that was consulted.
     *
     * @param sha256 see {@link PolicyReference#sha256}
     * @throws TrailUnavailableException if the log cannot be read
     */
    Optional<String> policyText(String sha256);

    /**
     * The policies that were consulted, compiled: with {@link DecisionRecord#request} the engine comes to the decision that
     * was taken then.
     *
     * @throws TrailUnavailableException if a text is missing or cannot be read
     */
    PolicySet policies(DecisionRecord decision);
}
