package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Patterns of actions, resources and ARNs, and variables in them, beside slow and obvious readings of the same rules. */
class PatternLawsTest {
    private static final int CASES = 20 * Integer.getInteger("signet.policy.laws", 1_000);

    private final Random random = new Random(701);

    private String text(String alphabet, int max) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(max + 1); n > 0; n--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** The definition: a star is nothing or any character and the star again. */
    private static boolean matches(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        char first = pattern.charAt(0);
        if (first == '*') {
            return matches(pattern.substring(1), text) || (!text.isEmpty() && matches(pattern, text.substring(1)));
        }
        return !text.isEmpty()
                && (first == '?' || first == text.charAt(0))
                && matches(pattern.substring(1), text.substring(1));
    }

    @Test
    void aStarIsAnyRunAndAQuestionMarkOneCharacter() {
        for (int i = 0; i < CASES; i++) {
            String pattern = text("ab*?", 7);
            String text = text("ab", 8);
            assertEquals(matches(pattern, text), Glob.of(pattern, false).matches(text), () -> pattern + " of " + text);
        }
    }

    @Test
    void aPartOfATextIsMatchedAsIfItStoodAlone() {
        for (int i = 0; i < CASES; i++) {
            Glob glob = Glob.of(text("ab*?", 5), random.nextBoolean());
            String before = text("ab", 3);
            String text = text("ab", 5);
            String after = text("ab", 3);
            assertEquals(
                    glob.matches(text),
                    glob.matches(before + text + after, before.length(), before.length() + text.length()));
        }
    }

    @Test
    void whatTwoPatternsMatchTheirConcatenationMatches() {
        for (int i = 0; i < CASES; i++) {
            String first = text("ab*?", 4);
            String second = text("ab*?", 4);
            String one = text("ab", 4);
            String two = text("ab", 4);
            if (Glob.of(first, false).matches(one) && Glob.of(second, false).matches(two)) {
                assertTrue(Glob.of(first + second, false).matches(one + two));
                assertTrue(Glob.of(first + "*" + second, false).matches(one + text("ab", 3) + two));
                assertTrue(Glob.of(first + "?" + second, false).matches(one + "x" + two));
            }
        }
    }

    @Test
    void aPatternReadBackwardsMatchesTheTextReadBackwards() {
        for (int i = 0; i < CASES; i++) {
            String pattern = text("ab*?", 6);
            String text = text("ab", 7);
            assertEquals(
                    Glob.of(pattern, false).matches(text),
                    Glob.of(reversed(pattern), false).matches(reversed(text)));
        }
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    @Test
    void withoutCaseAPatternMatchesWhatItMatchesInOneCase() {
        for (int i = 0; i < CASES; i++) {
            String pattern = text("aAbBéÉ*?", 5);
            String text = text("aAbBéÉ", 6);
            assertEquals(
                    matches(Context.lower(pattern), Context.lower(text)),
                    Glob.of(pattern, true).matches(text),
                    () -> pattern + " of " + text);
        }
    }

    @Test
    void anActionIsItsPrefixAndAPatternOfItsName() {
        for (int i = 0; i < CASES; i++) {
            String prefix = text("st", 1) + "s";
            String name = text("GetP*?", 5);
            String action = text("st", 1) + "s:" + text("GetP", 4) + "x";
            String pattern = prefix + ":" + name;
            boolean expected = action.startsWith(prefix + ":")
                    && !name.isEmpty()
                    && matches(Context.lower(name), Context.lower(action.substring(prefix.length() + 1)));
            assertEquals(
                    expected, ActionPattern.parse(pattern).matches(Action.of(action)), () -> pattern + " of " + action);
        }
    }

    /** An ARN pattern is six patterns, of which the first five never reach over a colon. */
    private static boolean arnMatches(List<String> pattern, List<String> arn) {
        return IntStream.range(0, 6).allMatch(i -> {
            boolean loose = i > 0 && i < 5;
            return matches(
                    loose ? Context.lower(pattern.get(i)) : pattern.get(i),
                    loose ? Context.lower(arn.get(i)) : arn.get(i));
        });
    }

    private List<String> segments(String wildcards) {
        List<String> segments = new ArrayList<>(List.of("arn"));
        segments.add(pick(wildcards, "aws", "aws-cn"));
        segments.add(pick(wildcards, "s3", "iam", "S3"));
        segments.add(pick(wildcards, "", "us-east-1"));
        segments.add(pick(wildcards, "", "1", "12"));
        segments.add(text("ab:/" + wildcards, 5));
        return segments;
    }

    private String pick(String wildcards, String... values) {
        String value = values[random.nextInt(values.length)];
        if (wildcards.isEmpty() || random.nextInt(3) > 0) {
            return value;
        }
        int at = random.nextInt(value.length() + 1);
        return value.substring(0, at) + wildcards.charAt(random.nextInt(wildcards.length()));
    }

    @Test
    void aResourceIsSixPatternsJoinedByColons() {
        for (int i = 0; i < CASES; i++) {
            List<String> pattern = segments("*?");
            List<String> arn = segments("");
            String entry = String.join(":", pattern);
            Request request = Policies.request(Policies.ALICE, "s3:Get", String.join(":", arn), Context.EMPTY);
            boolean matched =
                    ResourcePattern.parse(PolicyKind.IDENTITY, entry, false).match(new Query(request, false))
                            == ResourcePattern.Outcome.MATCH;
            assertEquals(arnMatches(pattern, arn), matched, () -> entry + " of " + request.resource());
        }
    }

    @Test
    void anArnOperatorKnowsTheSixPatternsTooAndCaseCountsInAllOfThem() {
        for (int i = 0; i < CASES; i++) {
            List<String> pattern = segments("*?");
            List<String> arn = segments("");
            boolean expected = IntStream.range(0, 6).allMatch(n -> matches(pattern.get(n), arn.get(n)));
            String entry = String.join(":", pattern);
            String value = String.join(":", arn);
            assertEquals(expected, Conditions.holds("ArnLike", entry, value), () -> entry + " of " + value);
            assertEquals(!expected, Conditions.holds("ArnNotLike", entry, value), () -> entry + " of " + value);
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    /** Variables replaced one after the other; null when one has neither value nor default. */
    private static String replaced(String text, Map<String, String> values) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String inside = matcher.group(1);
            int comma = inside.indexOf(", '");
            boolean hasDefault = comma >= 0 && inside.endsWith("'");
            String value = values.get(hasDefault ? inside.substring(0, comma) : inside);
            if (value == null && hasDefault) {
                value = inside.substring(comma + 3, inside.length() - 1);
            }
            if (inside.length() == 1 && "*?$".contains(inside)) {
                value = inside;
            }
            if (value == null) {
                return "";
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }

    @Test
    void aVariableInTextIsReplacedAndWithoutValueNothingIsEqual() {
        Map<String, String> values = new TreeMap<>(Map.of("x:a", "1", "x:b", "b*", "x:c", "${x:a}"));
        Context.Builder builder = Context.builder();
        values.forEach(builder::put);
        Context known = builder.build();
        List<String> parts = List.of(
                "a", "-", "*", "${x:a}", "${x:b}", "${x:c}", "${x:no}", "${x:no, 'd'}", "${x:a, 'd'}", "${*}", "${$}");
        for (int i = 0; i < CASES; i++) {
            String policyValue = IntStream.range(0, random.nextInt(1, 4))
                    .mapToObj(n -> parts.get(random.nextInt(parts.size())))
                    .collect(Collectors.joining());
            String expected = replaced(policyValue, values);
            Context asked = known.with(Conditions.single(expected.isEmpty() ? policyValue : expected));
            assertEquals(
                    !expected.isEmpty(),
                    Conditions.holds("StringEquals", List.of(policyValue), asked),
                    () -> policyValue + " is " + expected);
            Context other = known.with(Conditions.single(expected + "!"));
            assertFalse(Conditions.holds("StringEquals", List.of(policyValue), other), policyValue);
        }
    }

    @Test
    void aVariableInAResourceIsReplacedAndItsWildcardsAreCharacters() {
        for (int i = 0; i < CASES; i++) {
            String value = text("ab*?", 3);
            String name = text("ab*?", 3);
            Context context = Context.builder().put("x:name", value).build();
            Request request = Policies.request(Policies.ALICE, "s3:Get", "arn:aws:s3:::b/" + name + "/k", context);
            ResourcePattern.Outcome outcome = ResourcePattern.parse(
                            PolicyKind.IDENTITY, "arn:aws:s3:::b/${x:name}/*", true)
                    .match(new Query(request, false));
            assertEquals(name.equals(value), outcome == ResourcePattern.Outcome.MATCH, () -> value + " " + name);
        }
    }
}
