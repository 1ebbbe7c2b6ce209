package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The String operators, each answer beside that of its negation. */
class StringOperatorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                alice       | alice       | true
                alice       | Alice       | false
                alice       | ALICE       | false
                alice       | alic        | false
                alice       | alicee      | false
                alice       | ` alice`    | false
                alice       | `alice `    | false
                alice       | ``          | false
                ``          | ``          | true
                ``          | alice       | false
                *           | alice       | false
                *           | *           | true
                ?           | a           | false
                ?           | ?           | true
                a*e         | alice       | false
                a*e         | a*e         | true
                bob;alice   | alice       | true
                alice;bob   | alice       | true
                bob;carol   | alice       | false
                bob;        | ``          | true
                5           | 5           | true
                5           | 5.0         | false
                true        | true        | true
                true        | True        | false
                café        | café        | true
                café        | cafe        | false
                ß           | SS          | false
                a/b/c       | a/b/c       | true
                a/b/c       | a/b/c/      | false
                "           | "           | true
                a\\b         | a\\b         | true
                $           | $           | true
                ${          | ${          | true
                $}          | $}          | true
                a${b        | a${b        | true
                """)
    void equalityIsExact(String policyValues, String requestValue, boolean expected) {
        assertEquals(expected, Conditions.holds("StringEquals", policyValues, requestValue));
        assertEquals(!expected, Conditions.holds("StringNotEquals", policyValues, requestValue));
        assertEquals(expected, Conditions.holds("StringEqualsIfExists", policyValues, requestValue));
        assertEquals(!expected, Conditions.holds("StringNotEqualsIfExists", policyValues, requestValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                alice       | alice       | true
                alice       | Alice       | true
                alice       | ALICE       | true
                ALICE       | alice       | true
                aLiCe       | AlIcE       | true
                alice       | alicee      | false
                alice       | alic        | false
                *           | alice       | false
                *           | *           | true
                a*          | A*          | true
                bob;ALICE   | alice       | true
                bob;carol   | alice       | false
                ``          | ``          | true
                ``          | a           | false
                É           | é           | true
                é           | e           | false
                straße      | STRASSE     | false
                5A          | 5a          | true
                """)
    void caseMayBeIgnored(String policyValues, String requestValue, boolean expected) {
        assertEquals(expected, Conditions.holds("StringEqualsIgnoreCase", policyValues, requestValue));
        assertEquals(!expected, Conditions.holds("StringNotEqualsIgnoreCase", policyValues, requestValue));
        assertEquals(expected, Conditions.holds("StringEqualsIgnoreCaseIfExists", policyValues, requestValue));
        assertEquals(!expected, Conditions.holds("StringNotEqualsIgnoreCaseIfExists", policyValues, requestValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                alice       | alice       | true
                alice       | Alice       | false
                *           | alice       | true
                *           | ``          | true
                **          | ``          | true
                **          | x           | true
                ?           | ``          | false
                ?           | a           | true
                ?           | ab          | false
                ??          | ab          | true
                ?*          | ``          | false
                ?*          | a           | true
                *?          | a           | true
                *?          | ``          | false
                a*          | a           | true
                a*          | alice       | true
                a*          | Alice       | false
                A*          | Alice       | true
                *e          | alice       | true
                *e          | alicE       | false
                a*e         | ae          | true
                a*e         | alice       | true
                a*e         | alicex      | false
                a*i*e       | alice       | true
                a*i*i*e     | alice       | false
                a?ice       | alice       | true
                a?ce        | alice       | false
                al??e       | alice       | true
                *lic*       | alice       | true
                *LIC*       | alice       | false
                bob;al*     | alice       | true
                b*;c*       | alice       | false
                ``          | ``          | true
                ``          | a           | false
                home/*      | home/a/b    | true
                home/*      | home/       | true
                home/*      | home        | false
                home/*/x    | home/a/b/x  | true
                *.txt       | a.txt       | true
                *.txt       | a.txt.gz    | false
                ${*}        | *           | true
                ${*}        | a           | false
                ${?}        | ?           | true
                ${?}        | a           | false
                ${$}        | $           | true
                a${*}*      | a*bc        | true
                a${*}*      | abc         | false
                """)
    void likeKnowsWildcards(String policyValues, String requestValue, boolean expected) {
        assertEquals(expected, Conditions.holds("StringLike", policyValues, requestValue));
        assertEquals(!expected, Conditions.holds("StringNotLike", policyValues, requestValue));
        assertEquals(expected, Conditions.holds("StringLikeIfExists", policyValues, requestValue));
        assertEquals(!expected, Conditions.holds("StringNotLikeIfExists", policyValues, requestValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                StringEquals    | ${aws:username}           | alice          | true
                StringEquals    | ${aws:username}           | bob            | false
                StringEquals    | ${AWS:USERNAME}           | alice          | true
                StringEquals    | ${aws:username}/x         | alice/x        | true
                StringEquals    | x/${aws:username}         | x/alice        | true
                StringEquals    | ${aws:username}${x:star}  | alice*         | true
                StringEquals    | ${x:empty}                | ``             | true
                StringEquals    | ${x:empty}                | a              | false
                StringEquals    | ${x:none}                 | ``             | false
                StringEquals    | ${x:none}                 | ${x:none}      | false
                StringEquals    | ${x:none};alice           | alice          | true
                StringEquals    | ${x:none, 'd'}            | d              | true
                StringEquals    | ${x:none, ''}             | ``             | true
                StringEquals    | ${x:none,'d'}             | d              | false
                StringEquals    | ${aws:username, 'd'}      | alice          | true
                StringEquals    | ${aws:username, 'd'}      | d              | false
                StringEquals    | ${x:many}                 | a              | false
                StringEquals    | ${x:many, 'd'}            | d              | true
                StringEquals    | ${x:one}                  | a              | false
                StringEquals    | ${}                       | ``             | false
                StringNotEquals | ${x:none}                 | anything       | true
                StringNotEquals | ${x:many}                 | a              | true
                StringNotEquals | ${aws:username}           | alice          | false
                StringNotEquals | ${aws:username}           | bob            | true
                StringNotEquals | ${x:none};alice           | alice          | false
                StringLike      | ${aws:username}*          | alice2         | true
                StringLike      | ${aws:username}?          | alice2         | true
                StringLike      | ${aws:username}?          | alice          | false
                StringLike      | ${x:star}                 | alice          | false
                StringLike      | ${x:star}                 | *              | true
                StringLike      | ${x:none, '*'}            | alice          | false
                StringLike      | ${x:none, '*'}            | *              | true
                StringLike      | *${x:none}                | alice          | false
                StringNotLike   | *${x:none}                | alice          | true
                StringNotLike   | ${x:star}                 | alice          | true
                """)
    void variablesStandForTheirValuesAndNothingElse(
            String operator, String policyValues, String requestValue, boolean expected) {
        assertEquals(expected, Conditions.holds(operator, policyValues, requestValue));
    }

    @Test
    void ignoringCaseVariablesAreComparedWithoutCaseToo() {
        assertTrue(Conditions.holds("StringEqualsIgnoreCase", "${aws:username}", "ALICE"));
        assertFalse(Conditions.holds("StringNotEqualsIgnoreCase", "${aws:username}", "ALICE"));
        assertFalse(Conditions.holds("StringEquals", "${aws:username}", "ALICE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                StringEquals | ${aws:username}      | ${aws:username}      | true
                StringEquals | ${aws:username}      | alice                | false
                StringEquals | ${x:none, 'd'}       | ${x:none, 'd'}       | true
                StringEquals | ${x:none, 'd'}       | d                    | false
                StringEquals | ${*}                 | *                    | false
                StringEquals | ${*}                 | ${*}                 | true
                StringLike   | ${*}                 | ${anything}          | true
                StringLike   | ${?}                 | ${x}                 | true
                StringLike   | ${aws:username}*     | alice                | false
                StringLike   | ${aws:*}             | ${aws:username}      | true
                """)
    void inTheOldVersionADollarIsADollar(String operator, String policyValue, String requestValue, boolean expected) {
        assertEquals(
                expected, Conditions.holds(operator, List.of(policyValue), Conditions.single(requestValue), false));
    }

    @Test
    void everyOperatorIsTheOppositeOfItsNegationForAnySingleValue() {
        Random random = new Random(17);
        List<String> words = List.of("a", "A", "b", "*", "?", "", "a*", "ab", "${aws:username}", "${x:none}", "alice");
        for (int i = 0; i < 20_000; i++) {
            List<String> policy = List.of(
                    words.get(random.nextInt(words.size())) + words.get(random.nextInt(words.size())),
                    words.get(random.nextInt(words.size())));
            Context request = Conditions.single(words.get(random.nextInt(words.size())));
            for (String family : List.of("Equals", "EqualsIgnoreCase", "Like")) {
                assertEquals(
                        Conditions.holds("String" + family, policy, request),
                        !Conditions.holds("StringNot" + family, policy, request),
                        () -> family + policy + request);
            }
        }
    }
}
