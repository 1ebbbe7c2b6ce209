package signet.lint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
    @ParameterizedTest
    @CsvSource({
        "*, ''",
        "*, a",
        "*, a*",
        "a*, a",
        "a*, a*",
        "a*, ab*c",
        "a?, ab",
        "a?, a?",
        "*a*, bab",
        "a*b*c, axxbyyc",
        "a**, a",
        "s3:get*, s3:getobject",
        "s3:*, s3:get*"
    })
    void aPatternCoversWhatItMatches(String wide, String narrow) {
        assertTrue(Globs.covers(wide, narrow));
    }

    @ParameterizedTest
    @CsvSource({
        "a, b",
        "a, ''",
        "'', a",
        "a?, a",
        "a?, a*",
        "?, *",
        "a*b, a*",
        "a*, *",
        "a*, b*",
        "s3:get*, s3:put*",
        "s3:get*, s3:*",
        "S3:get*, s3:getobject"
    })
    void andNothingElse(String wide, String narrow) {
        assertFalse(Globs.covers(wide, narrow));
    }

    @Test
    void whatIsCoveredMatchesNothingThatTheCoverDoesNot() {
        Random random = new Random(3);
        int covered = 0;
        for (int round = 0; round < 20_000; round++) {
            String wide = text(random, "ab*?");
            String narrow = text(random, "ab*?");
            if (!Globs.covers(wide, narrow)) {
                continue;
            }
            covered++;
            for (int tries = 0; tries < 10; tries++) {
                String text = text(random, "ab");
                boolean leak = regex(narrow).matcher(text).matches()
                        && !regex(wide).matcher(text).matches();
                assertFalse(leak, () -> wide + " covers " + narrow + " but not " + text);
            }
        }
        assertTrue(covered > 500, "covered: " + covered);
    }

    @Test
    void ofATextItSaysWhatARegularExpressionSays() {
        Random random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            String pattern = text(random, "ab*?");
            String text = text(random, "ab");
            assertEquals(regex(pattern).matcher(text).matches(), Globs.covers(pattern, text), pattern + " and " + text);
        }
    }

    @Test
    void anArnHasSixSegmentsAtMostAndVariablesAreNone() {
        assertArrayEquals(
                new String[] {"arn", "aws", "s3", "", "", "notes/a:b"}, Globs.segments("arn:aws:s3:::notes/a:b"));
        assertArrayEquals(
                new String[] {"arn", "aws", "ec2", "*", "*", "instance/*"},
                Globs.segments("arn:aws:ec2:${aws:RequestedRegion}:${aws:PrincipalAccount}:instance/${ec2:a:b}"));
        assertArrayEquals(new String[] {"arn", "user/one"}, Globs.segments("arn:user/${aws:username}", "one"));
        assertArrayEquals(new String[] {"notes"}, Globs.segments("notes"));
        assertArrayEquals(new String[] {"a${b"}, Globs.segments("a${b"));
    }

    @ParameterizedTest
    @CsvSource({"*, true", "a?, true", "'', false", "abc, false", "a.c, false"})
    void starAndQuestionMarkAreWildcards(String text, boolean wildcard) {
        assertEquals(wildcard, Globs.hasWildcard(text));
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile(pattern.replace("*", ".*").replace("?", "."));
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
