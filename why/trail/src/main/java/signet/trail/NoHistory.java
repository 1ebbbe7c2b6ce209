package signet.trail;

import java.util.List;
import java.util.Optional;
import signet.policy.PolicySet;

/** The history of a server that records nothing. */
final class NoHistory implements EventHistory {
    static final NoHistory INSTANCE = new NoHistory();

    private NoHistory() {}

    @Override
    public EventPage search(EventQuery query) {
        return new EventPage(List.of(), 0);
    }

    @Override
    public Optional<Recorded> find(String id) {
        return Optional.empty();
    }

    @Override
    public long newest() {
        return 0;
    }

    @Override
    public Optional<String> policyText(String sha256) {
        return Optional.empty();
    }

    @Override
    public PolicySet policies(DecisionRecord decision) {
        throw new TrailUnavailableException("no events are recorded");
    }
}
