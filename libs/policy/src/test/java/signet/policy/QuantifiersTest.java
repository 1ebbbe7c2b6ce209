package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operator × quantifier × IfExists × presence of the key. Each row has a value of the policy, a value of a request
 * that the positive operator accepts, and one that it does not.
 */
class QuantifiersTest {
    /** absent, single good, single bad, [good], [bad], [good,good], [good,bad], [bad,bad]. */
    private static List<Context> states(String good, String bad) {
        return List.of(
                Context.EMPTY,
                Conditions.single(good),
                Conditions.single(bad),
                Conditions.several(good),
                Conditions.several(bad),
                Conditions.several(good + ";" + good),
                Conditions.several(good + ";" + bad),
                Conditions.several(bad + ";" + bad));
    }

    private static String answers(String operator, String policyValue, String good, String bad) {
        StringBuilder answers = new StringBuilder();
        for (Context state : states(good, bad)) {
            answers.append(Conditions.holds(operator, List.of(policyValue), state) ? 'T' : '-');
        }
        return answers.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                StringEquals             | alice          | alice         | bob
                StringEqualsIgnoreCase   | alice          | ALICE         | bob
                StringLike               | al*            | alice         | bob
                NumericEquals            | 5              | 5.0           | 6
                NumericLessThan          | 5              | 4             | 5
                NumericLessThanEquals    | 5              | 5             | 6
                NumericGreaterThan       | 5              | 6             | 5
                NumericGreaterThanEquals | 5              | 5             | 4
                DateEquals               | 2026-01-01     | 1767225600    | 2026-01-02
                DateLessThan             | 2026-01-01     | 2025-12-31    | 2026-01-01
                DateLessThanEquals       | 2026-01-01     | 2026-01-01    | 2026-01-02
                DateGreaterThan          | 2026-01-01     | 2026-01-02    | 2026-01-01
                DateGreaterThanEquals    | 2026-01-01     | 2026-01-01    | 2025-12-31
                Bool                     | true           | TRUE          | false
                BinaryEquals             | AQID           | AQID          | BAUG
                IpAddress                | 10.0.0.0/8     | 10.1.1.1      | 11.1.1.1
                ArnEquals                | arn:aws:s3:::* | arn:aws:s3:::b | arn:aws:sqs:::b
                ArnLike                  | arn:aws:s3:::* | arn:aws:s3:::b | arn:aws:sqs:::b
                """)
    void aPositiveOperator(String operator, String policyValue, String good, String bad) {
        assertEquals("-T------", answers(operator, policyValue, good, bad));
        assertEquals("TT------", answers(operator + "IfExists", policyValue, good, bad));
        assertEquals("TT-T-T--", answers("ForAllValues:" + operator, policyValue, good, bad));
        assertEquals("TT-T-T--", answers("ForAllValues:" + operator + "IfExists", policyValue, good, bad));
        assertEquals("-T-T-TT-", answers("ForAnyValue:" + operator, policyValue, good, bad));
        assertEquals("TT-T-TT-", answers("ForAnyValue:" + operator + "IfExists", policyValue, good, bad));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                StringNotEquals           | alice          | alice          | bob
                StringNotEqualsIgnoreCase | alice          | ALICE          | bob
                StringNotLike             | al*            | alice          | bob
                NumericNotEquals          | 5              | 5.0            | 6
                DateNotEquals             | 2026-01-01     | 1767225600     | 2026-01-02
                NotIpAddress              | 10.0.0.0/8     | 10.1.1.1       | 11.1.1.1
                ArnNotEquals              | arn:aws:s3:::* | arn:aws:s3:::b | arn:aws:sqs:::b
                ArnNotLike                | arn:aws:s3:::* | arn:aws:s3:::b | arn:aws:sqs:::b
                """)
    void aNegatedOperator(String operator, String policyValue, String good, String bad) {
        assertEquals("T-T-----", answers(operator, policyValue, good, bad));
        assertEquals("T-T-----", answers(operator + "IfExists", policyValue, good, bad));
        assertEquals("T-T-T--T", answers("ForAllValues:" + operator, policyValue, good, bad));
        assertEquals("T-T-T--T", answers("ForAllValues:" + operator + "IfExists", policyValue, good, bad));
        assertEquals("--T-T-TT", answers("ForAnyValue:" + operator, policyValue, good, bad));
        assertEquals("T-T-T-TT", answers("ForAnyValue:" + operator + "IfExists", policyValue, good, bad));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ForAllValues:StringEquals    | a;b   | a         | true
                ForAllValues:StringEquals    | a;b   | b;a       | true
                ForAllValues:StringEquals    | a;b   | a;a;b     | true
                ForAllValues:StringEquals    | a;b   | a;b;c     | false
                ForAllValues:StringEquals    | a;b   | ``        | true
                ForAllValues:StringEquals    | a;b   | ;         | true
                ForAllValues:StringEquals    | a;b   | ;a        | false
                ForAllValues:StringEquals    | a;;b  | ;a        | true
                ForAllValues:StringLike      | a*;b* | ab;ba     | true
                ForAllValues:StringLike      | a*;b* | ab;ca     | false
                ForAllValues:StringNotEquals | a;b   | c;d       | true
                ForAllValues:StringNotEquals | a;b   | c;b       | false
                ForAllValues:StringNotLike   | a*    | ba;ca     | true
                ForAllValues:StringNotLike   | a*    | ba;ac     | false
                ForAnyValue:StringEquals     | a;b   | c;b       | true
                ForAnyValue:StringEquals     | a;b   | c;d       | false
                ForAnyValue:StringEquals     | a;b   | ``        | false
                ForAnyValue:StringEquals     | a;b;  | ``        | false
                ForAnyValue:StringNotEquals  | a;b   | ``        | false
                ForAnyValue:StringEqualsIfExists | a;b | ``      | false
                ForAnyValue:StringEquals     | a;    | `;c`      | true
                ForAllValues:StringEquals    | a;b   | `;`       | true
                ForAnyValue:StringLike       | a*;b* | c;bx      | true
                ForAnyValue:StringNotEquals  | a;b   | a;c       | true
                ForAnyValue:StringNotEquals  | a;b   | a;b       | false
                ForAnyValue:StringNotEquals  | a;b   | b;b;a     | false
                ForAnyValue:StringNotLike    | a*    | ab;ac     | false
                ForAnyValue:StringNotLike    | a*    | ab;bc     | true
                ForAllValues:NumericLessThan | 5;10  | 1;9       | true
                ForAllValues:NumericLessThan | 5;10  | 1;10      | false
                ForAnyValue:NumericLessThan  | 5     | 6;4       | true
                ForAllValues:Bool            | true  | true;TRUE | true
                ForAllValues:Bool            | true  | true;x    | false
                ForAnyValue:IpAddress        | 10.0.0.0/8 | 11.0.0.1;10.0.0.1   | true
                ForAllValues:IpAddress       | 10.0.0.0/8 | 11.0.0.1;10.0.0.1   | false
                ForAllValues:NotIpAddress    | 10.0.0.0/8 | 11.0.0.1;12.0.0.1   | true
                ForAllValues:NotIpAddress    | 10.0.0.0/8 | 11.0.0.1;x          | false
                ForAnyValue:ArnLike          | arn:aws:s3:::* | x;arn:aws:s3:::b | true
                ForAllValues:ArnNotLike      | arn:aws:s3:::* | x;arn:aws:sqs:::b | false
                ForAllValues:StringEquals    | ${aws:username}  | alice;alice | true
                ForAllValues:StringEquals    | ${x:none}        | alice       | false
                ForAnyValue:StringEquals     | ${x:many}        | a           | false
                ForAnyValue:StringNotEquals  | ${x:none}        | alice       | true
                """)
    void aSetIsTestedValueByValue(String operator, String policyValues, String requestValues, boolean expected) {
        assertEquals(
                expected,
                Conditions.holds(operator, Conditions.split(policyValues), Conditions.several(requestValues)));
    }
}
