package signet.reasoning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import signet.policy.Evaluator;
import signet.policy.PolicySet;
import signet.policy.Request;

/**
 * What changes of policies allow a caller besides the request that they are for, found by deciding each question of a
 * sample before and after them.
 *
 * @param actions how many actions the sample has: all of AWS's whose decision can have changed
 * @param resources how many resources it has
 * @param patterns the questions whose answer changed from denied to allowed, without the request itself; no question is in two
 */
public record ExtraAccess(int actions, int resources, List<AccessPattern> patterns) {
    /** Copies the list. */
    public ExtraAccess {
        patterns = List.copyOf(patterns);
    }

    /** A question that is newly allowed. */
    private record Place(String resource, String circumstances) {}

    static ExtraAccess of(Request request, Layers before, Layers after, List<Change> changes) {
        List<Sample.Cell> cells = Sample.of(request, before, after, changes);
        Comparison comparison = new Comparison(request, before, after);
        Map<String, Set<Place>> allowed = new LinkedHashMap<>();
        for (Sample.Cell cell : cells) {
            if (!isAsked(request, cell) && comparison.opens(cell)) {
                allowed.computeIfAbsent(cell.action(), action -> new LinkedHashSet<>())
                        .add(new Place(cell.resource(), cell.circumstances()));
            }
        }
        return new ExtraAccess(
                (int) cells.stream().map(Sample.Cell::action).distinct().count(),
                (int) cells.stream().map(Sample.Cell::resource).distinct().count(),
                patterns(allowed));
    }

    private static boolean isAsked(Request request, Sample.Cell cell) {
        return cell.circumstances().isEmpty()
                && cell.action().equalsIgnoreCase(request.action())
                && cell.resource().equals(request.resource());
    }

    /** Decides a question by the policies before and after. */
    private static final class Comparison {
        private final Request request;
        private final PolicySet before;
        private final PolicySet after;
        private final PolicySet beforeElsewhere;
        private final PolicySet afterElsewhere;

        Comparison(Request request, Layers before, Layers after) {
            this.request = request;
            this.before = before.set();
            this.after = after.set();
            this.beforeElsewhere = before.elsewhere().set();
            this.afterElsewhere = after.elsewhere().set();
        }

        boolean opens(Sample.Cell cell) {
            boolean same = Sample.isOfSameOwner(request, cell.resource());
            return Evaluator.decide(cell.request(), same ? after : afterElsewhere)
                            .allowed()
                    && !Evaluator.decide(cell.request(), same ? before : beforeElsewhere)
                            .allowed();
        }
    }

    /** Actions that are allowed at the same places together, and of these the places that differ in the resource alone. */
    private static List<AccessPattern> patterns(Map<String, Set<Place>> allowed) {
        Map<Set<Place>, List<String>> byPlaces = new LinkedHashMap<>();
        allowed.forEach((action, places) ->
                byPlaces.computeIfAbsent(places, same -> new ArrayList<>()).add(action));
        List<AccessPattern> patterns = new ArrayList<>();
        byPlaces.forEach((places, actions) -> {
            Map<String, List<String>> circumstances = new LinkedHashMap<>();
            places.forEach(place -> circumstances
                    .computeIfAbsent(place.resource(), resource -> new ArrayList<>())
                    .add(place.circumstances()));
            Map<List<String>, List<String>> resources = new LinkedHashMap<>();
            circumstances.forEach((resource, under) ->
                    resources.computeIfAbsent(under, same -> new ArrayList<>()).add(resource));
            resources.forEach((under, where) -> patterns.add(new AccessPattern(actions, where, under)));
        });
        return patterns;
    }

    /** How many questions are newly allowed. */
    public int cells() {
        return patterns.stream()
                .mapToInt(pattern -> pattern.actions().size()
                        * pattern.resources().size()
                        * pattern.circumstances().size())
                .sum();
    }

    /** Whether nothing else is allowed, as far as the sample tells. */
    public boolean isNone() {
        return patterns.isEmpty();
    }

    /** In words: a line for nothing, or for each pattern. */
    public List<String> words() {
        String size = count(actions, "action") + " and " + count(resources, "resource");
        return isNone()
                ? List.of("this and nothing else (of " + size + ")")
                : patterns.stream().map(AccessPattern::words).toList();
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
