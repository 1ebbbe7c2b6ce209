package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import signet.actions.Action;
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
    private static final int SLICE = Integer.getInteger("signet.reasoning.denials", 150);
    private static final int ALL = 10_000;
    private static final int RESOURCES = 40;
    private static final List<String> SOME = some();
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
        exact(new RandomDenials(SEED + 2), SLICE / 15);
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

    /** Actions of the universe on resources of the sample, by the engine alone. */
    private static void same(RandomDenials.Case denial, Suggestion suggestion) {
        List<Sample.Cell> cells =
                Sample.of(denial.request(), denial.layers(), suggestion.after(), suggestion.changes()).stream()
                        .filter(cell -> cell.circumstances().isEmpty())
                        .toList();
        Set<String> sampled = new HashSet<>();
        Set<String> sampledActions = new HashSet<>();
        Map<String, Sample.Cell> resources = new LinkedHashMap<>();
        for (Sample.Cell cell : cells) {
            sampled.add(cell.action() + " " + cell.resource());
            sampledActions.add(cell.action());
            if (resources.size() < RESOURCES) {
                resources.putIfAbsent(cell.resource(), cell);
            }
        }
        Set<String> actions = actions(denial.request());
        Set<String> opened = opened(denial, suggestion, actions, resources.values());
        for (String question : opened) {
            String action = question.substring(0, question.indexOf(' '));
            assertTrue(
                    sampledActions.contains(action) || !fits(action, question.substring(action.length() + 1)),
                    () -> question + " is missing from the sample: " + told(denial) + suggestion);
        }
        opened.retainAll(sampled);
        Set<String> reported = reported(suggestion);
        reported.removeIf(question -> !actions.contains(question.substring(0, question.indexOf(' ')))
                || !resources.containsKey(question.substring(question.indexOf(' ') + 1)));
        assertEquals(opened, reported, () -> told(denial) + suggestion);
    }

    /** The questions that are allowed after the changes and were not before; none may be the other way round. */
    private static Set<String> opened(
            RandomDenials.Case denial, Suggestion suggestion, Set<String> actions, Collection<Sample.Cell> resources) {
        Request asked = denial.request();
        PolicySet before = denial.layers().set();
        PolicySet beforeElsewhere = denial.layers().elsewhere().set();
        PolicySet after = suggestion.after().set();
        PolicySet afterElsewhere = suggestion.after().elsewhere().set();
        Set<String> opened = new LinkedHashSet<>();
        for (Sample.Cell cell : resources) {
            String resource = cell.resource();
            boolean own = Sample.isOfSameOwner(asked, resource);
            for (String action : actions) {
                Request request = new Request(
                        asked.principal(), action, resource, cell.request().resourceAccount(), asked.context());
                boolean was = Evaluator.decide(request, own ? before : beforeElsewhere)
                        .allowed();
                boolean is =
                        Evaluator.decide(request, own ? after : afterElsewhere).allowed();
                boolean itself = action.equalsIgnoreCase(asked.action()) && resource.equals(asked.resource());
                assertTrue(is || !was, () -> action + " on " + resource + " is lost: " + told(denial) + suggestion);
                if (is && !was && !itself) {
                    opened.add(action + " " + resource);
                }
            }
        }
        return opened;
    }

    private static Set<String> reported(Suggestion suggestion) {
        Set<String> reported = new HashSet<>();
        for (AccessPattern pattern : suggestion.extra().patterns()) {
            if (pattern.circumstances().contains("")) {
                pattern.actions()
                        .forEach(action -> pattern.resources()
                                .forEach(resource -> assertTrue(
                                        reported.add(action + " " + resource), "a question in two patterns")));
            }
        }
        return reported;
    }

    private static boolean fits(String action, String resource) {
        return ActionCatalogue.aws()
                .action(action)
                .filter(known ->
                        known.isWildcardOnly() ? resource.equals("*") : !resource.equals("*") && known.fits(resource))
                .isPresent();
    }

    /** The actions of the universe, and one of twenty of some services. */
    private static Set<String> actions(Request asked) {
        Set<String> actions = new LinkedHashSet<>(SOME);
        ActionCatalogue.aws().action(asked.action()).ifPresent(known -> actions.add(known.qualifiedName()));
        return actions;
    }

    private static List<String> some() {
        List<String> all = Stream.of("s3", "sqs", "kms", "sts", "iam", "ec2", "organizations")
                .flatMap(prefix -> ActionCatalogue.aws().expand(prefix + ":*").stream())
                .map(Action::qualifiedName)
                .toList();
        List<String> some = new ArrayList<>(
                List.of("s3:GetObject", "s3:PutObject", "sqs:SendMessage", "kms:Decrypt", "iam:PassRole"));
        for (int i = 0; i < all.size(); i += 20) {
            some.add(all.get(i));
        }
        return some;
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
