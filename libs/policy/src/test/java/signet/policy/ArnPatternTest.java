package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Six patterns joined by colons: which of them are missing, which ignore case, and what variables make of the last. */
class ArnPatternTest {
    private static boolean matches(String pattern, boolean looseMiddle, String arn) {
        ArnPattern compiled = ArnPattern.of(Glob.wildcardCodes(pattern), looseMiddle, true);
        assertNotNull(compiled);
        return compiled.matches(arn, Arn.colons(arn));
    }

    /** In a segment that is missing stands anything; in one that is empty stands nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                arn                       | arn:aws:s3:::b             | true
                arn:aws                   | arn:aws:s3:eu-west-1:1:b   | true
                arn:aws                   | arn:aws-cn:s3:::b          | false
                arn:aws:                  | arn:aws:s3:::b             | false
                arn:aws:                  | arn:aws::eu-west-1:1:b     | true
                arn:aws:s3                | arn:aws:s3:eu-west-1:1:b   | true
                arn:aws:s3:               | arn:aws:s3:eu-west-1:1:b   | false
                arn:aws:s3:               | arn:aws:s3::1:b            | true
                arn:aws:s3::              | arn:aws:s3::1:b            | false
                arn:aws:s3::              | arn:aws:s3:::b             | true
                arn:aws:s3:::             | arn:aws:s3:::b             | false
                arn:aws:s3:::             | arn:aws:s3:::              | true
                arn:aws:s3:::b            | arn:aws:s3:::b             | true
                arn:aws:s3:::b            | arn:aws:s3:::b:c           | false
                arn:aws:s3:::b:*          | arn:aws:s3:::b:c:d         | true
                arn:aws:s3:::*            | arn:aws:s3:::b:c:d         | true
                arn:aws:*:b               | arn:aws:s3:::b             | false
                arn:*:b                   | arn:aws:s3:::b             | false
                *                         | arn:aws:s3:::b             | true
                *:*:*:*:*:*               | arn:aws:s3:::b             | true
                ''                        | arn:aws:s3:::b             | false
                """)
    void segmentsAreComparedOneByOne(String pattern, String arn, boolean expected) {
        assertEquals(expected, matches(pattern.equals("''") ? "" : pattern, true, arn));
        assertEquals(expected, matches(pattern.equals("''") ? "" : pattern, false, arn));
    }

    /** Where the middle is loose, case counts in the first and the last segment only. */
    @ParameterizedTest
    @CsvSource({
        "ARN:aws:s3:eu-west-1:1:b,false,false",
        "arn:AWS:s3:eu-west-1:1:b,true,false",
        "arn:aws:S3:eu-west-1:1:b,true,false",
        "arn:aws:s3:EU-West-1:1:b,true,false",
        "arn:aws:s3:eu-west-1:1:B,false,false",
        "arn:AWS:S3:EU-WEST-1:1:b,true,false",
        "arn:aws:s3:eu-west-1:1:b,true,true",
    })
    void caseIsLooseInTheMiddleAlone(String pattern, boolean loose, boolean strict) {
        assertEquals(loose, matches(pattern, true, "arn:aws:s3:eu-west-1:1:b"));
        assertEquals(strict, matches(pattern, false, "arn:aws:s3:eu-west-1:1:b"));
    }

    @Test
    void theAccountIsOfTheMiddleToo() {
        assertEquals(true, matches("arn:aws:iam::AWS:policy/p", true, "arn:aws:iam::aws:policy/p"));
        assertEquals(false, matches("arn:aws:iam::AWS:policy/p", false, "arn:aws:iam::aws:policy/p"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "arn", "arn:aws", "arn:aws:", "arn:aws:s3", "arn:aws:s3::", "*"})
    void aConditionNeedsAllSixSegments(String pattern) {
        assertNull(ArnPattern.of(Glob.wildcardCodes(pattern), false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:s3:::", ":::::", "arn:aws:s3:::b", "arn:aws:s3:::b:c:d"})
    void sixSegmentsAreEnoughForACondition(String pattern) {
        assertNotNull(ArnPattern.of(Glob.wildcardCodes(pattern), false, false));
    }

    private static String covered(String variable, String name, Context context) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::b/" + variable + "'}"))
                .build();
        return Cast.outcome(Evaluator.decide(
                Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::b/" + name, context), set));
    }

    /** The separator of a default is a comma, a blank and a quote, at whatever place; the key before it may be empty. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ${, ~x~}           | x      | allowed
                ${, ~x~}           | y      | IDENTITY
                ${k, ~x~}          | x      | allowed
                ${k, ~~}           | ``     | allowed
                ${k, ~}            | ``     | IDENTITY
                ${k, ~}            | ~      | IDENTITY
                ${k,~x~}           | x      | IDENTITY
                ${k, x}            | x      | IDENTITY
                ${k, ~x}           | x      | IDENTITY
                ${k, ~x, ~y~}      | x, ~y  | allowed
                ${k, ~*~}          | z      | IDENTITY
                ${k, ~*~}          | *      | allowed
                ${a, ~x~}          | v      | allowed
                ${a, ~x~}          | x      | IDENTITY
                ${A}               | v      | allowed
                ${many, ~x~}       | x      | allowed
                ${many}            | v      | IDENTITY
                """)
    void aVariableHasADefaultInQuotesBehindACommaAndABlank(String variable, String name, String outcome) {
        Context context = Context.builder()
                .put("a", "v")
                .put("many", java.util.List.of("v"))
                .build();
        assertEquals(outcome, covered(variable, name.replace('~', '\''), context));
    }
}
