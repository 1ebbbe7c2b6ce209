package signet.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expansion against the obvious way to do it, and what actions tell of others. */
class ExpansionTest {
    private static final ActionCatalogue AWS = ActionCatalogue.aws();
    private static final List<String> PREFIXES = List.of("s3", "iam", "sts", "sqs", "kms");

    /** By trying every split, as the definition of a wildcard says. */
    private static boolean matches(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        char first = pattern.charAt(0);
        String rest = pattern.substring(1);
        if (first == '*') {
            return matches(rest, text) || (!text.isEmpty() && matches(pattern, text.substring(1)));
        }
        return !text.isEmpty() && (first == '?' || first == text.charAt(0)) && matches(rest, text.substring(1));
    }

    /** A name with some of it replaced by wildcards, in some case. */
    private static String pattern(Random random, String name) {
        StringBuilder pattern = new StringBuilder(name);
        for (int left = random.nextInt(1, 4); left > 0 && pattern.length() > 2; left--) {
            int at = random.nextInt(pattern.length());
            int end = Math.min(pattern.length(), at + random.nextInt(6));
            pattern.replace(at, end, random.nextInt(3) == 0 ? "?" : "*");
        }
        return random.nextBoolean() ? pattern.toString() : pattern.toString().toUpperCase(Locale.ROOT);
    }

    @Test
    void aPatternMeansTheActionsThatANaiveMatcherFinds() {
        Random random = new Random(17);
        for (int round = 0; round < 400; round++) {
            Service service = AWS.service(PREFIXES.get(round % PREFIXES.size())).orElseThrow();
            List<Action> actions = List.copyOf(service.actions());
            String pattern =
                    pattern(random, actions.get(random.nextInt(actions.size())).name());
            String lower = pattern.toLowerCase(Locale.ROOT);
            List<Action> expected = actions.stream()
                    .filter(action -> matches(lower, action.name().toLowerCase(Locale.ROOT)))
                    .toList();
            assertEquals(expected, AWS.expand(service.prefix() + ":" + pattern), pattern);
        }
    }

    @Test
    void anActionIsAmongWhatAPatternMadeOfItMeans() {
        Random random = new Random(18);
        for (String prefix : PREFIXES) {
            for (Action action : AWS.service(prefix).orElseThrow().actions()) {
                String name = action.name();
                int cut = random.nextInt(name.length() + 1);
                assertTrue(
                        AWS.expand(prefix + ":" + name.substring(0, cut) + "*").contains(action), name);
                assertTrue(AWS.expand(prefix + ":*" + name.substring(cut)).contains(action), name);
                String question = cut == name.length() ? name : name.substring(0, cut) + "?" + name.substring(cut + 1);
                assertTrue(AWS.expand(prefix + ":" + question).contains(action), name);
            }
        }
    }

    @Test
    void moreStarsMeanNoFewerActions() {
        Random random = new Random(19);
        List<Action> actions = List.copyOf(AWS.service("iam").orElseThrow().actions());
        for (int round = 0; round < 300; round++) {
            String pattern =
                    pattern(random, actions.get(random.nextInt(actions.size())).name());
            int at = random.nextInt(pattern.length() + 1);
            String wider = pattern.substring(0, at) + "*" + pattern.substring(at);
            assertTrue(
                    AWS.expand("iam:" + wider).containsAll(AWS.expand("iam:" + pattern)),
                    () -> wider + " and " + pattern);
        }
    }

    @Test
    void anExpansionIsInOrderAndHasNothingTwice() {
        for (String pattern : List.of("*", "s*:*", "iam:*", "*:Get*", "ec2:*Instance*")) {
            List<String> names = AWS.expand(pattern).stream()
                    .map(action -> action.qualifiedName().toLowerCase(Locale.ROOT))
                    .toList();
            assertFalse(names.isEmpty(), pattern);
            assertEquals(new ArrayList<>(new TreeSet<>(names)).size(), names.size(), pattern);
        }
    }

    @Test
    void aLongPatternOfStarsIsAnsweredSoon() {
        String stars = "*a".repeat(200);
        assertEquals(List.of(), AWS.expand("ec2:" + stars + "z"));
        assertEquals(List.of(), AWS.expand("ec2:" + "*?".repeat(300)));
        assertEquals(AWS.expand("ec2:*"), AWS.expand("ec2:" + "*".repeat(500)));
    }

    @Test
    void greedyMatchingAndTheSearchForACommonTextAgree() {
        Random random = new Random(20);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder pattern = new StringBuilder();
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(9); left > 0; left--) {
                pattern.append("ab*?".charAt(random.nextInt(4)));
                text.append("ab".charAt(random.nextInt(2)));
            }
            int[] codes = Wildcards.policyPattern(pattern.toString());
            boolean expected = Wildcards.overlap(codes, Wildcards.literal(text.toString()));
            assertEquals(expected, Wildcards.matches(codes, text.toString()), pattern + " and " + text);
            assertEquals(expected, matches(pattern.toString(), text.toString()), pattern + " and " + text);
        }
    }

    @Test
    void dependentActionsAreActionsThatExistAsARule() {
        int all = 0;
        Set<String> unknown = new TreeSet<>();
        for (Service service : AWS.services()) {
            for (Action action : service.actions()) {
                for (String dependent : action.dependentActions()) {
                    all++;
                    assertTrue(dependent.matches("[A-Za-z0-9-]+:[A-Za-z0-9*]+"), action + " needs " + dependent);
                    if (AWS.expand(dependent).isEmpty()) {
                        unknown.add(dependent);
                    }
                }
            }
        }
        assertTrue(all > 1_000, "dependent actions: " + all);
        assertTrue(unknown.size() < all / 50, unknown::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "ec2:RunInstances, iam:PassRole",
        "lambda:CreateFunction, iam:PassRole",
        "ecs:RunTask, iam:PassRole",
        "autoscaling:CreateAutoScalingGroup, iam:CreateServiceLinkedRole"
    })
    void whoStartsSomethingWithARoleNeedsAnotherAction(String name, String dependent) {
        Action action = AWS.action(name).orElseThrow();
        assertTrue(
                action.dependentActions().contains(dependent),
                () -> action.dependentActions().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "s3:PutObject, s3:ExistingObjectTag/team, false",
        "s3:GetObject, s3:ExistingObjectTag/team, true",
        "s3:GetObject, S3:existingobjecttag/Team, true",
        "s3:GetObject, s3:ExistingObjectTag/, false",
        "s3:GetObject, s3:ExistingObjectTag, false",
        "s3:PutObject, s3:RequestObjectTag/team, true",
        "ec2:RunInstances, aws:RequestTag/team, true",
        "ec2:RunInstances, aws:RequestTag/, false",
        "ec2:RunInstances, ec2:ResourceTag/a/b, true",
        "iam:PassRole, iam:PassedToService, true",
        "iam:PassRole, iam:ResourceTag/team, true"
    })
    void aPlaceholderInAKeyStandsForWhatThePolicySays(String name, String key, boolean supported) {
        assertEquals(supported, AWS.action(name).orElseThrow().supports(key));
    }

    @Test
    void aKeyWithAPlaceholderMatchesItselfFilledAndNothingCutShort() {
        for (Service service : AWS.services()) {
            for (ConditionKey key : service.conditionKeys()) {
                if (!key.hasPlaceholder()) {
                    continue;
                }
                String filled = key.name().replaceAll("\\$\\{[^}]*}", "Some/thing");
                assertTrue(key.matches(filled) && key.matches(filled.toUpperCase(Locale.ROOT)), key.name());
                assertFalse(key.matches(key.name().substring(0, key.name().indexOf("${"))), key.name());
                assertFalse(key.matches("x" + filled), key.name());
            }
        }
    }

    @Test
    void anActionFitsTheFilledArnOfEachOfItsTargets() {
        for (Service service : AWS.services()) {
            for (Action action : service.actions()) {
                for (Action.Target target : action.targets()) {
                    String filled = target.type().arn().replaceAll("\\$\\{[^}]*}", "x");
                    assertTrue(action.fits(filled), () -> action + " and " + filled);
                }
                assertTrue(action.fits("*"));
                assertEquals(action.targets().isEmpty(), action.isWildcardOnly());
            }
        }
    }
}
