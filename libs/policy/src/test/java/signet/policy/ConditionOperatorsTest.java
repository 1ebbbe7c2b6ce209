package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator, value against value; several values are separated by a semicolon. */
class ConditionOperatorsTest {
    private static final Context KNOWN = Context.builder()
            .put("aws:username", "alice")
            .put("x:star", "*")
            .put("x:many", List.of("a", "b"))
            .put("x:arn", "arn:aws:iam::1:user/alice")
            .build();

    private static boolean holds(String operator, List<String> policyValues, Context context, boolean variables) {
        ConditionOperator parsed = ConditionOperator.parse(operator);
        if (parsed == null) {
            throw new AssertionError(operator);
        }
        return new Condition(parsed, "X:Key", policyValues, variables).holds(context.with(KNOWN));
    }

    private static Context value(String value) {
        return Context.builder().put("x:key", value).build();
    }

    private static List<String> split(String text) {
        return Arrays.asList(text.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "StringEquals | alice | alice | true",
                "StringEquals | alice | Alice | false",
                "StringEquals | a* | alice | false",
                "StringEquals | a* | a* | true",
                "StringEquals | bob;alice | alice | true",
                "StringEquals | ${aws:username} | alice | true",
                "StringEquals | ${AWS:UserName}! | alice! | true",
                "StringEquals | ${x:none} | alice | false",
                "StringEquals | ${x:none, 'alice'} | alice | true",
                "StringEquals | ${x:many} | a | false",
                "StringEquals | ${x:many, 'a'} | a | true",
                "StringEquals | ${*}${?}${$} | *?$ | true",
                "StringEquals | ${aws:username | ${aws:username | true",
                "StringNotEquals | alice | alice | false",
                "StringNotEquals | alice | bob | true",
                "StringNotEquals | bob;alice | alice | false",
                "StringNotEquals | bob;carol | alice | true",
                "StringNotEquals | ${x:none} | alice | true",
                "StringEqualsIgnoreCase | ALICE | alice | true",
                "StringEqualsIgnoreCase | bob | alice | false",
                "StringNotEqualsIgnoreCase | ALICE | alice | false",
                "StringNotEqualsIgnoreCase | bob | alice | true",
                "StringLike | al* | alice | true",
                "StringLike | AL* | alice | false",
                "StringLike | a?ice | alice | true",
                "StringLike | a?ce | alice | false",
                "StringLike | * | `` | true",
                "StringLike | ${x:star} | anything | false",
                "StringLike | ${x:star} | * | true",
                "StringLike | ${*}* | *x | true",
                "StringLike | ${*} | x | false",
                "StringLike | ${aws:username}/* | alice/home | true",
                "StringNotLike | al* | alice | false",
                "StringNotLike | b* | alice | true",
                "NumericEquals | 5 | 5.0 | true",
                "NumericEquals | 5 | 6 | false",
                "NumericEquals | x | x | false",
                "NumericEquals | 1e3 | 1000 | true",
                "NumericNotEquals | 5 | 6 | true",
                "NumericNotEquals | 5 | 5.00 | false",
                "NumericNotEquals | 5 | x | false",
                "NumericNotEquals | x | 5 | false",
                "NumericLessThan | 5 | 4.9 | true",
                "NumericLessThan | 5 | 5 | false",
                "NumericLessThanEquals | 5 | 5 | true",
                "NumericLessThanEquals | 5 | 5.1 | false",
                "NumericGreaterThan | 5 | 5.1 | true",
                "NumericGreaterThan | -5 | -6 | false",
                "NumericGreaterThanEquals | 5 | 5 | true",
                "NumericGreaterThanEquals | 5 | 4 | false",
                "DateEquals | 2026-01-01T00:00:00Z | 1767225600 | true",
                "DateEquals | 2026-01-01 | 2026-01-01T01:00:00+01:00 | true",
                "DateEquals | 2026 | 2026-01-01T00:00:00Z | false",
                "DateEquals | 2026-01 | 2026-01-01T00:00:00.000Z | true",
                "DateNotEquals | 2026-01-01 | 2026-01-02 | true",
                "DateNotEquals | 2026-01-01 | x | false",
                "DateLessThan | 2026-01-01 | 2025-12-31T23:59:59.999Z | true",
                "DateLessThan | 2026-01-01 | 2026-01-01 | false",
                "DateLessThanEquals | 2026-01-01 | 2026-01-01 | true",
                "DateGreaterThan | 2026-01-01 | 2026-01-01T00:00:01Z | true",
                "DateGreaterThan | 2026-01-01 | 2025-01-01 | false",
                "DateGreaterThanEquals | 1767225600 | 2026-01-01 | true",
                "Bool | true | TRUE | true",
                "Bool | True | true | true",
                "Bool | false | true | false",
                "Bool | yes | yes | false",
                "Bool | true;false | false | true",
                "BinaryEquals | QmluYXJ5 | QmluYXJ5 | true",
                "BinaryEquals | QmluYXJ5 | Qmlu | false",
                "BinaryEquals | % | % | false",
                "IpAddress | 10.0.0.0/8 | 10.1.2.3 | true",
                "IpAddress | 10.1.2.3 | 10.1.2.3 | true",
                "IpAddress | 10.1.2.3/24 | 10.1.2.200 | true",
                "IpAddress | 10.1.2.0/31 | 10.1.2.2 | false",
                "IpAddress | 0.0.0.0/0 | 255.255.255.255 | true",
                "IpAddress | 0.0.0.0/0 | 2001:db8::1 | false",
                "IpAddress | 2001:db8::/32 | 2001:db8:ffff::1 | true",
                "IpAddress | 2001:db8::1 | 2001:0DB8:0:0:0:0:0:1 | true",
                "IpAddress | ::ffff:1.2.3.4 | ::ffff:102:304 | true",
                "IpAddress | 10.0.0.0/33 | 10.0.0.1 | false",
                "IpAddress | 10.0.0.0/8 | 010.0.0.1 | true",
                "IpAddress | 10.0.0.0/8 | 10.0.0.1x | false",
                "NotIpAddress | 10.0.0.0/8 | 11.0.0.1 | true",
                "NotIpAddress | 10.0.0.0/8;11.0.0.0/8 | 11.0.0.1 | false",
                "NotIpAddress | 2001:db8::/32 | 10.0.0.1 | true",
                "NotIpAddress | 10.0.0.0/8 | x | false",
                "ArnEquals | arn:aws:iam::*:user/* | arn:aws:iam::1:user/a/b | true",
                "ArnLike | arn:aws:iam::*:user/a?ice | arn:aws:iam::1:user/alice | true",
                "ArnLike | arn:aws:iam:* | arn:aws:iam::1:user/a | false",
                "ArnLike | arn:aws:*:user/a | arn:aws:iam::1:user/a | false",
                "ArnLike | arn:aws:IAM::1:user/a | arn:aws:iam::1:user/a | false",
                "ArnLike | arn:aws:s3:::b/* | arn:aws:s3:::b/k:v:w | true",
                "ArnLike | ${x:arn} | arn:aws:iam::1:user/alice | true",
                "ArnLike | * | arn:aws:iam::1:user/alice | true",
                "ArnLike | * | alice | false",
                "ArnNotEquals | arn:aws:iam::1:user/a | arn:aws:iam::1:user/b | true",
                "ArnNotLike | arn:aws:iam::1:user/* | arn:aws:iam::1:user/b | false",
                "ArnNotLike | arn:aws:iam::1:user/* | no arn | false",
                "ArnNotLike | ${x:none} | arn:aws:iam::1:user/b | true",
            })
    void aSingleValueIsCompared(String operator, String policyValues, String requestValue, boolean expected) {
        assertEquals(expected, holds(operator, split(policyValues), value(requestValue), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StringEquals",
                "StringEqualsIgnoreCase",
                "StringLike",
                "NumericEquals",
                "NumericLessThan",
                "NumericLessThanEquals",
                "NumericGreaterThan",
                "NumericGreaterThanEquals",
                "DateEquals",
                "DateLessThan",
                "DateLessThanEquals",
                "DateGreaterThan",
                "DateGreaterThanEquals",
                "Bool",
                "BinaryEquals",
                "IpAddress",
                "ArnEquals",
                "ArnLike"
            })
    void anAbsentKeyFailsAPositiveOperatorUnlessIfExists(String operator) {
        assertFalse(holds(operator, List.of("x"), Context.EMPTY, true));
        assertTrue(holds(operator + "IfExists", List.of("x"), Context.EMPTY, true));
        assertTrue(holds("ForAllValues:" + operator, List.of("x"), Context.EMPTY, true));
        assertFalse(holds("ForAnyValue:" + operator, List.of("x"), Context.EMPTY, true));
        assertTrue(holds("ForAnyValue:" + operator + "IfExists", List.of("x"), Context.EMPTY, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StringNotEquals",
                "StringNotEqualsIgnoreCase",
                "StringNotLike",
                "NumericNotEquals",
                "DateNotEquals",
                "NotIpAddress",
                "ArnNotEquals",
                "ArnNotLike"
            })
    void anAbsentKeySatisfiesANegatedOperatorExceptForAnyValue(String operator) {
        assertTrue(holds(operator, List.of("x"), Context.EMPTY, true));
        assertTrue(holds(operator + "IfExists", List.of("x"), Context.EMPTY, true));
        assertTrue(holds("ForAllValues:" + operator, List.of("x"), Context.EMPTY, true));
        assertFalse(holds("ForAnyValue:" + operator, List.of("x"), Context.EMPTY, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "StringEquals | a | a | false",
                "StringNotEquals | b | a | false",
                "StringEqualsIfExists | a | a | false",
                "ForAllValues:StringEquals | a;b | a;b | true",
                "ForAllValues:StringEquals | a;b | a;c | false",
                "ForAllValues:StringEquals | a | `` | true",
                "ForAllValues:StringEquals | a | ``;c | false",
                "ForAnyValue:StringEquals | a;b | c;b | true",
                "ForAnyValue:StringEquals | a;b | c;d | false",
                "ForAllValues:StringNotEquals | a;b | c;d | true",
                "ForAllValues:StringNotEquals | a;b | c;a | false",
                "ForAnyValue:StringNotEquals | a;b | a;c | true",
                "ForAnyValue:StringNotEquals | a;b | a;b | false",
                "ForAnyValue:StringLike | a* | b;ab | true",
                "Null | false | a;b | true",
                "Null | true | a;b | false",
            })
    void aKeyWithSeveralValuesNeedsASetOperator(
            String operator, String policyValues, String requestValues, boolean expected) {
        Context several = Context.builder()
                .put("x:key", split(requestValues.replace("``", "")))
                .build();
        assertEquals(expected, holds(operator, split(policyValues), several, true));
    }

    @ParameterizedTest
    @CsvSource({"true,true,false", "false,false,true", "TRUE,true,false", "x,false,false", "true;false,true,true"})
    void nullTestsPresence(String policyValues, boolean whenAbsent, boolean whenPresent) {
        assertEquals(whenAbsent, holds("Null", split(policyValues), Context.EMPTY, true));
        assertEquals(whenPresent, holds("Null", split(policyValues), value(""), true));
        Context empty = Context.builder().put("x:key", List.of()).build();
        assertEquals(whenAbsent, holds("Null", split(policyValues), empty, true));
    }

    @Test
    void variablesAreTextInTheOldVersionAndInOtherOperators() {
        assertTrue(holds("StringEquals", List.of("${aws:username}"), value("${aws:username}"), false));
        assertFalse(holds("StringEquals", List.of("${aws:username}"), value("alice"), false));
        assertTrue(holds("StringLike", List.of("${*}"), value("${anything}"), false));
        assertFalse(holds("NumericEquals", List.of("${x:n}"), value("5"), true));
    }

    @Test
    void anEmptyListOfPolicyValuesFitsOnlyNegatedOperators() {
        assertFalse(holds("StringEquals", List.of(), value("a"), true));
        assertTrue(holds("StringNotEquals", List.of(), value("a"), true));
        assertFalse(holds("Null", List.of(), value("a"), true));
    }

    @Test
    void tagsWhoseKeysDifferOnlyInCaseAreNoValueOfOneConditionKey() {
        Context context = Context.builder()
                .put("aws:RequestTag/team", "evil")
                .put("aws:RequestTag/Team", "red")
                .put("aws:RequestTag/team", "evil")
                .put("aws:RequestTag/other", "x")
                .build();
        assertTrue(context.get("aws:RequestTag/team").isEmpty());
        assertTrue(context.get("aws:requesttag/TEAM").isEmpty());
        assertEquals(List.of("x"), context.get("aws:RequestTag/Other").orElseThrow());
    }
}
