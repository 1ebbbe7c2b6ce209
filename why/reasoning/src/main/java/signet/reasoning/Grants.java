package signet.reasoning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.Request;

/**
 * The smallest changes of policies that would allow a denied request, and what else each would allow. Every suggestion is tried
 * on the engine: with all its changes made the request passes.
 */
public final class Grants {
    /** A request that needs more changes than these is not one that somebody meant to allow. */
    private static final int MOST_CHANGES = 40;

    private final Request request;
    private final Fixes fixes;
    private final List<Found> found = new ArrayList<>();
    private @Nullable String beyond;

    /** Changes that allow the request, and the policies with them made. */
    record Found(List<Change> changes, Layers after) {
        private boolean isSame(Found other) {
            return texts().equals(other.texts());
        }

        private List<String> texts() {
            return changes.stream()
                    .map(change -> change.words() + change.documentAfter().orElse(""))
                    .toList();
        }
    }

    private Grants(Request request) {
        this.request = request;
        this.fixes = new Fixes(request);
    }

    /**
     * What would allow a request.
     *
     * @param suggestions each enough by itself, those that allow least besides first; none for a request that is allowed
     * @param beyond why no change of a policy can allow it, a sentence; null unless there are no suggestions for that reason
     */
    public record Answer(
            List<Suggestion> suggestions, @Nullable String beyond) {
        /** Copies the list. */
        public Answer {
            suggestions = List.copyOf(suggestions);
        }

        /** Why no change can allow it. */
        public Optional<String> whyNone() {
            return Optional.ofNullable(beyond);
        }
    }

    /** What would allow a request that these policies deny. */
    public static Answer of(Request request, Layers layers) {
        Grants grants = searched(request, layers);
        if (grants.found.isEmpty()) {
            return new Answer(List.of(), grants.beyond);
        }
        List<Suggestion> suggestions = grants.found.stream()
                .map(each -> new Suggestion(
                        each.changes(), each.after(), ExtraAccess.of(request, layers, each.after(), each.changes())))
                .sorted(Comparator.<Suggestion>comparingInt(
                                suggestion -> suggestion.extra().cells())
                        .thenComparingInt(suggestion -> suggestion.changes().size()))
                .toList();
        return new Answer(suggestions, null);
    }

    private static Grants searched(Request request, Layers layers) {
        Grants grants = new Grants(request);
        grants.search(layers, List.of(), true, 0);
        return grants;
    }

    /** Only the changes, of which it is not worked out what else they allow. */
    static List<Found> found(Request request, Layers layers) {
        return List.copyOf(searched(request, layers).found);
    }

    /**
     * Takes one denial after the other away. Where there are several ways, each is followed; but behind any but the first way, and
     * so in all places but one of a suggestion, only the narrowest.
     */
    private void search(Layers layers, List<Change> changes, boolean first, int steps) {
        Decision decision = Evaluator.decide(request, layers.set());
        if (decision.allowed()) {
            Found ways = new Found(changes, layers);
            if (!changes.isEmpty() && found.stream().noneMatch(other -> other.isSame(ways))) {
                found.add(ways);
            }
            return;
        }
        Optional<String> never = Beyond.of(request, layers, decision);
        if (never.isPresent() || steps > MOST_CHANGES) {
            beyond = never.orElse(beyond);
            return;
        }
        List<Fixes.Fix> ways = fixes.of(layers, decision);
        for (int i = 0; i < ways.size() && (first || i == 0); i++) {
            Fixes.Fix way = ways.get(i);
            search(way.after(), Change.and(changes, way.change()), first && i == 0, steps + 1);
        }
    }
}
