package signet.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    private static boolean overlap(String one, String another) {
        return Wildcards.overlap(Wildcards.policyPattern(one), Wildcards.policyPattern(another));
    }

    @ParameterizedTest
    @CsvSource({"a*, *b", "a*b, ab", "*, ''", "a?c, ?b?", "*a*, *b*", "a*c, a*b*c", "**, *", "?*, a", "a*a, a*a*a"})
    void twoPatternsMayHaveATextInCommon(String one, String another) {
        assertTrue(overlap(one, another));
        assertTrue(overlap(another, one));
    }

    @ParameterizedTest
    @CsvSource({"a*, b*", "?, ''", "a?, a", "a*b, a", "*a, *b", "a?c, ab", "a, A", "ab*, a"})
    void orNone(String one, String another) {
        assertFalse(overlap(one, another));
        assertFalse(overlap(another, one));
    }

    @Test
    void aRunWithoutSlashStopsAtOne() {
        int[] bucket = Template.codes("${BucketName}", true);
        assertTrue(Wildcards.matches(bucket, "notes"));
        assertFalse(Wildcards.matches(bucket, "notes/a"));
        assertFalse(Wildcards.matches(bucket, ""));
        assertTrue(Wildcards.matches(Template.codes("${BucketName}", false), "notes/a"));
        assertTrue(Wildcards.overlap(bucket, Wildcards.policyPattern("n*")));
        assertFalse(Wildcards.overlap(bucket, Wildcards.policyPattern("*/*")));
    }

    @Test
    void anUnfinishedPlaceholderIsText() {
        assertTrue(Wildcards.matches(Template.codes("a${b", false), "a${b"));
        assertTrue(Wildcards.matches(Template.codes("a$b", false), "a$b"));
        assertTrue(Wildcards.matches(Wildcards.policyPattern("${"), "${"));
    }

    @Test
    void aPatternMatchesWhatItsRegularExpressionMatches() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String pattern = text(random, "ab*?");
            String text = text(random, "ab");
            Pattern expression = Pattern.compile(pattern.replace("*", ".*").replace("?", "."));
            boolean expected = expression.matcher(text).matches();
            assertEquals(expected, Wildcards.matches(Wildcards.policyPattern(pattern), text), pattern + " and " + text);
        }
    }

    @Test
    void patternsThatMatchTheSameTextOverlap() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            int[] one = Wildcards.policyPattern(text(random, "ab*?"));
            int[] another = Wildcards.policyPattern(text(random, "ab*?"));
            String text = text(random, "ab");
            if (Wildcards.matches(one, text) && Wildcards.matches(another, text)) {
                assertTrue(Wildcards.overlap(one, another));
            }
            assertEquals(Wildcards.overlap(one, another), Wildcards.overlap(another, one));
        }
    }

    @Test
    void whateverIsWrittenHasAnAnswer() {
        Random random = new Random(13);
        ActionCatalogue aws = ActionCatalogue.aws();
        ResourceType bucket = aws.service("s3").orElseThrow().resourceTypes().getFirst();
        for (int round = 0; round < 20_000; round++) {
            String text = text(random, "aw:s*?3/${}é\u0000 ");
            aws.expand(text);
            aws.action(text);
            aws.conditionKey(text);
            bucket.fits(text);
            bucket.fits("arn:aws:" + text);
        }
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
