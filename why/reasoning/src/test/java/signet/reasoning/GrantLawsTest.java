package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import signet.actions.ActionCatalogue;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;

/**
 * What holds for the suggested grants of any denial; {@code -Dsignet.reasoning.denials=N} runs more, {@code
 * -Dsignet.reasoning.seed=N} other ones.
 */
class GrantLawsTest {
    private static final int SLICE = Integer.getInteger("signet.reasoning.denials", 400);
    private static final int ALL = 10_000;
    private static final long SEED = Long.getLong("signet.reasoning.seed", 20_261_201L);

    @Test
    void afterASuggestedGrantTheRequestPasses() {
        passes(new RandomDenials(SEED), SLICE);
    }

    @Test
    @Tag("slow")
    void afterASuggestedGrantTheRequestPassesOverTenThousandDenials() {
        passes(new RandomDenials(SEED + 1), ALL);
    }

    private static void passes(RandomDenials denials, int number) {
        int suggested = 0;
        int several = 0;
        for (int i = 0; i < number; i++) {
            RandomDenials.Case denial = denials.next();
            List<Grants.Found> ways = Grants.found(denial.request(), denial.layers());
            for (Grants.Found way : ways) {
                Decision after = Evaluator.decide(denial.request(), way.after().set());
                assertTrue(after.allowed(), () -> told(denial) + way);
                assertFalse(way.changes().isEmpty());
                several += way.changes().size() > 1 ? 1 : 0;
            }
            suggested += ways.isEmpty() ? 0 : 1;
            assertEquals(isBeyond(denial.request()), ways.isEmpty(), () -> told(denial));
        }
        assertTrue(suggested > number * 7 / 10, "suggestions for " + suggested + " of " + number);
        assertTrue(several > number / 4, "several changes in " + several);
    }

    /** Told anew, from what the universe of the random cases has of it. */
    private static boolean isBeyond(Request request) {
        String caller = request.principal().account();
        boolean crossing = caller.isEmpty() || !Set.of("", caller).contains(request.resourceAccount());
        return switch (request.action()) {
            case "iam:PassRole" -> !caller.equals(RandomDenials.ACCOUNT);
            case "sts:AssumeRole" -> request.principal() instanceof Principal.Root;
            case "ec2:RunInstances", "s3:ListAllMyBuckets" -> crossing;
            default -> false;
        };
    }

    @Test
    void theExtraAccessIsExactlyWhatChanged() {
        exact(new RandomDenials(SEED + 2), SLICE / 20);
    }

    @Test
    @Tag("slow")
    void theExtraAccessIsExactlyWhatChangedOverManyDenials() {
        exact(new RandomDenials(SEED + 3), SLICE);
    }

    private static void exact(RandomDenials denials, int number) {
        for (int i = 0; i < number; i++) {
            RandomDenials.Case denial = denials.next();
            for (Suggestion suggestion :
                    Grants.of(denial.request(), denial.layers()).suggestions()) {
                same(denial, suggestion);
            }
        }
    }

    /** Every action that any policy could mean, on each resource of the universe, by the engine alone. */
    private static void same(RandomDenials.Case denial, Suggestion suggestion) {
        Request asked = denial.request();
        Set<String> reported = new HashSet<>();
        suggestion
                .extra()
                .patterns()
                .forEach(pattern -> pattern.actions()
                        .forEach(action -> pattern.resources()
                                .forEach(resource -> pattern.circumstances().stream()
                                        .filter(String::isEmpty)
                                        .forEach(none -> assertTrue(
                                                reported.add(action + " " + resource),
                                                "a question in two patterns")))));
        Set<String> found = new LinkedHashSet<>();
        List<Sample.Cell> cells = Sample.of(asked, denial.layers(), suggestion.after(), suggestion.changes());
        Set<String> sampled = new HashSet<>();
        Set<String> sampledActions = new HashSet<>();
        cells.stream().filter(cell -> cell.circumstances().isEmpty()).forEach(cell -> {
            sampled.add(cell.action() + " " + cell.resource());
            sampledActions.add(cell.action());
        });
        PolicySet beforeOwn = denial.layers().set();
        PolicySet beforeOther = denial.layers().elsewhere().set();
        PolicySet afterOwn = suggestion.after().set();
        PolicySet afterOther = suggestion.after().elsewhere().set();
        Set<String> actions = actions(asked);
        suggestion.extra().patterns().forEach(pattern -> reportedActions(pattern, actions));
        for (String action : actions) {
            for (Sample.Cell cell : on(action, cells)) {
                String resource = cell.resource();
                boolean own = Sample.isOfSameOwner(asked, resource);
                PolicySet before = own ? beforeOwn : beforeOther;
                PolicySet after = own ? afterOwn : afterOther;
                Request request = new Request(
                        asked.principal(), action, resource, cell.request().resourceAccount(), asked.context());
                boolean was = Evaluator.decide(request, before).allowed();
                boolean is = Evaluator.decide(request, after).allowed();
                boolean itself = action.equalsIgnoreCase(asked.action()) && resource.equals(asked.resource());
                assertTrue(is || !was, () -> action + " on " + resource + " is lost: " + told(denial) + suggestion);
                if (is && !was && !itself && sampled.contains(action + " " + resource)) {
                    found.add(action + " " + resource);
                }
                if (is && !was && !itself && fits(action, resource)) {
                    assertTrue(
                            sampledActions.contains(action),
                            () -> action + " is missing from the sample: " + told(denial) + suggestion);
                }
            }
        }
        assertEquals(found, reported, () -> told(denial) + suggestion);
    }

    private static boolean fits(String action, String resource) {
        return ActionCatalogue.aws()
                .action(action)
                .filter(known ->
                        known.isWildcardOnly() ? resource.equals("*") : !resource.equals("*") && known.fits(resource))
                .isPresent();
    }

    /** The sample's resources, each once. */
    private static List<Sample.Cell> on(String action, List<Sample.Cell> cells) {
        Set<String> seen = new HashSet<>();
        return cells.stream().filter(cell -> seen.add(cell.resource())).toList();
    }

    private static void reportedActions(AccessPattern pattern, Set<String> actions) {
        actions.addAll(pattern.actions());
    }

    /** The actions of the universe, and one of twenty of some services. */
    private static Set<String> actions(Request asked) {
        Set<String> actions = new LinkedHashSet<>();
        List<String> all = Stream.of("s3", "sqs", "kms", "sts", "iam", "ec2", "organizations")
                .flatMap(prefix -> ActionCatalogue.aws().expand(prefix + ":*").stream())
                .map(action -> action.qualifiedName())
                .toList();
        for (int i = 0; i < all.size(); i += 20) {
            actions.add(all.get(i));
        }
        actions.addAll(List.of("s3:GetObject", "s3:PutObject", "sqs:SendMessage", "kms:Decrypt", "iam:PassRole"));
        ActionCatalogue.aws().action(asked.action()).ifPresent(known -> actions.add(known.qualifiedName()));
        return actions;
    }

    private static String told(RandomDenials.Case denial) {
        StringBuilder text = new StringBuilder(denial.request().toString()).append('\n');
        denial.layers()
                .caller()
                .forEach(layer -> layer.policies()
                        .forEach(policy -> text.append(layer.kind())
                                .append(' ')
                                .append(policy)
                                .append('\n')));
        return text.append(denial.layers().resource())
                .append('\n')
                .append(Evaluator.explain(denial.request(), denial.layers().set())
                        .sentence())
                .append('\n')
                .toString();
    }
}
