package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparing piece by piece says what comparing with the text put together says. */
class TemplateTest {
    private static final int ROUNDS = 200_000;
    private static final Context KEYS = Context.builder()
            .put("user", "ab")
            .put("star", "a*b")
            .put("colon", "a:b")
            .put("empty", "")
            .put("list", List.of("ab"))
            .build();

    private static boolean matches(String template, String text) {
        return Template.parse(template, true, true).matches(KEYS, false, text);
    }

    @ParameterizedTest
    @CsvSource({
        "'${user}','ab',true",
        "'${user}','aB',false",
        "'${user}','abc',false",
        "'${user}','a',false",
        "'${user}*','abc',true",
        "'*${user}','xxab',true",
        "'*${user}','abab',true",
        "'*${user}?','ababx',true",
        "'*${user}?','abab',false",
        "'${star}','a*b',true",
        "'${star}','aXb',false",
        "'${empty}','',true",
        "'*${empty}','xyz',true",
        "'${list}','ab',false",
        "'${none}','',false",
        "'${none, ''x''}','x',true",
        "'${*}${?}${$}','*?$',true",
        "'${*}${?}${$}','abc',false",
        "'a${','a${',true",
        "'?','',false",
        "'**','',true"
    })
    void piecesMeetTheirLike(String template, String text, boolean same) {
        assertEquals(same, matches(template, text));
    }

    @Test
    void aTemplateWithoutVariableIsConstant() {
        assertTrue(Template.parse("a*?${*}", true, true).isResolved(Context.EMPTY));
        assertEquals(
                List.of((int) 'a', Glob.ANY, Glob.ONE, (int) '*'),
                Arrays.stream(Template.parse("a*?${*}", true, true).codes())
                        .boxed()
                        .toList());
        assertNull(Template.parse("a${b}", true, true).codes());
    }

    @Test
    void aVariableIsResolvedByASingleValueOrADefault() {
        assertTrue(Template.parse("${user}", true, true).isResolved(KEYS));
        assertTrue(Template.parse("${none, 'x'}", true, true).isResolved(KEYS));
        assertTrue(Template.parse("${list, 'x'}", true, true).isResolved(KEYS));
        assertFalse(Template.parse("${none}", true, true).isResolved(KEYS));
        assertFalse(Template.parse("${user}${list}", true, true).isResolved(KEYS));
    }

    @Test
    void caseIsFoldedOnlyWhenAsked() {
        Template template = Template.parse("X-${user}-*", true, true);
        assertTrue(template.matches(KEYS, true, "x-AB-anything"));
        assertFalse(template.matches(KEYS, false, "x-AB-anything"));
        assertFalse(template.matches(KEYS, true, "x-A"));
    }

    @ParameterizedTest
    @CsvSource({
        "'arn:aws:iam::1:role/${user}','arn:aws:iam::1:role/ab',true",
        "'arn:aws:iam::*:role/${user}','arn:aws:iam::1:role/ab',true",
        "'arn:aws:iam:*:role/${user}','arn:aws:iam::1:role/ab',false",
        "'arn:*:role/${user}','arn:aws:iam::1:role/ab',false",
        "'arn:?:iam::1:${user}','arn:a:iam::1:ab',true",
        "'arn?a:iam::1:${user}','arn:a:iam::1:ab',false",
        "'arn:aws:iam::1:*${user}','arn:aws:iam::1:a:b:ab',true",
        "'arn:aws:iam::${colon}','arn:aws:iam::a:b',true",
        "'*${user}','arn:aws:iam::1:ab',false"
    })
    void noWildcardCrossesASegment(String template, String arn, boolean same) {
        ValueTest test = ValueTests.arn(template, true, false);
        assertEquals(same, test.test(arn, KEYS));
        assertEquals(!same, ValueTests.arn(template, true, true).test(arn, KEYS));
    }

    /** The codes of a random template, put together by hand; null when one of its variables has no value. */
    private static int @Nullable [] random(Random random, String letters, StringBuilder template) {
        IntStream codes = IntStream.empty();
        boolean resolved = true;
        for (int pieces = random.nextInt(11); pieces > 0; pieces--) {
            String letter = Character.toString(letters.charAt(random.nextInt(letters.length())));
            int kind = random.nextInt(10);
            String value = letter;
            if (kind < 2) {
                template.append(kind == 0 ? '*' : '?');
                codes = IntStream.concat(codes, IntStream.of(kind == 0 ? Glob.ANY : Glob.ONE));
                continue;
            } else if (kind < 5) {
                String key = List.of("user", "star", "colon", "empty", "list").get(random.nextInt(5));
                template.append("${").append(key).append('}');
                resolved &= !key.equals("list");
                value = KEYS.get(key).orElseThrow().getFirst();
            } else {
                template.append(letter);
            }
            codes = IntStream.concat(codes, value.chars());
        }
        return resolved ? codes.toArray() : null;
    }

    private static String text(Random random, String letters, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(most); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void aTextMatchesPiecesAsItMatchesTheWhole() {
        Random random = new Random(20_261_124);
        int matched = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder written = new StringBuilder();
            int[] codes = random(random, "abAB", written);
            String text = text(random, "aabbAB*", 8);
            boolean loose = random.nextBoolean();
            boolean expected = codes != null && Glob.ofCodes(codes, loose).matches(text);
            Template template = Template.parse(written.toString(), true, true);
            assertEquals(expected, template.matches(KEYS, loose, text), written + " / " + text);
            assertEquals(codes != null, template.isResolved(KEYS));
            matched += expected ? 1 : 0;
        }
        assertTrue(matched > ROUNDS / 50, "matched only " + matched);
    }

    /** A text that the codes match when no wildcard has stood for a colon where it must not. */
    private static String like(Random random, int[] codes) {
        StringBuilder text = new StringBuilder();
        for (int code : codes) {
            switch (code) {
                case Glob.ANY -> text.append(text(random, "aab:", 4));
                case Glob.ONE -> text.append("aab:".charAt(random.nextInt(4)));
                default -> text.append((char) code);
            }
        }
        return text.toString();
    }

    @Test
    void anArnMatchesPiecesAsItMatchesTheSegments() {
        Random random = new Random(20_261_125);
        int matched = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder written = new StringBuilder("arn:");
            int[] codes = random(random, "::::ab", written);
            String arn =
                    "arn:" + (codes == null || random.nextBoolean() ? text(random, ":::ab", 9) : like(random, codes));
            int[] whole = codes == null
                    ? null
                    : IntStream.concat("arn:".chars(), Arrays.stream(codes)).toArray();
            ArnPattern pattern = whole == null ? null : ArnPattern.of(whole, false, false);
            boolean isArn = Arn.isArn(arn);
            boolean expected = isArn && pattern != null && pattern.matches(arn, Arn.colons(arn));
            assertEquals(
                    expected, ValueTests.arn(written.toString(), true, false).test(arn, KEYS), written + " / " + arn);
            assertEquals(expected, isArn && pattern != null && pattern.matches(arn));
            matched += expected ? 1 : 0;
        }
        assertTrue(matched > ROUNDS / 1_000, "matched only " + matched);
    }

    @Test
    void aHostileTextAndTemplateTakeBoundedSteps() {
        String template = "*a".repeat(2_000) + "${user}";
        assertFalse(Template.parse(template, true, true).matches(KEYS, false, "a".repeat(4_000)));
        assertTrue(Template.parse(template, true, true).matches(KEYS, false, "a".repeat(4_000) + "ab"));
    }
}
