package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each pair of values with the answers of Equals, NotEquals, LessThan, LessThanEquals, GreaterThan, GreaterThanEquals. */
class NumberAndDateOperatorsTest {
    private static final List<String> COMPARISONS =
            List.of("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals");

    private static String answers(String family, String policyValues, String requestValue) {
        StringBuilder answers = new StringBuilder();
        for (String comparison : COMPARISONS) {
            boolean plain = Conditions.holds(family + comparison, policyValues, requestValue);
            boolean ifExists = Conditions.holds(family + comparison + "IfExists", policyValues, requestValue);
            assertEquals(plain, ifExists, "IfExists changes nothing for a key that is there");
            answers.append(plain ? 'T' : '-');
        }
        return answers.toString();
    }

    /** The request's value is less than, equal to or greater than the policy's. */
    private static String ordered(String order) {
        return switch (order) {
            case "<" -> "-TTT--";
            case "=" -> "T--T-T";
            case ">" -> "-T--TT";
            default -> "------";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                5                     | 5                     | =
                5                     | 5.0                   | =
                5.0                   | 5                     | =
                5.                    | 5                     | =
                .5                    | 0.5                   | =
                05                    | 5                     | =
                +5                    | 5                     | =
                -0                    | 0                     | =
                0.1                   | 0.10000               | =
                5                     | 4                     | <
                5                     | 4.999999999           | <
                5                     | -5                    | <
                -5                    | -6                    | <
                0                     | -0.0001               | <
                5                     | 6                     | >
                5                     | 5.000000001           | >
                -5                    | -4                    | >
                -1                    | 0                     | >
                9                     | 10                    | >
                10                    | 9                     | <
                9223372036854775807   | 9223372036854775808   | >
                9007199254740992      | 9007199254740993      | >
                0.30000000000000004   | 0.3                   | <
                99999999999999999999  | 99999999999999999999  | =
                x                     | 5                     | no
                5                     | x                     | no
                x                     | x                     | no
                ``                    | ``                    | no
                5                     | ``                    | no
                5                     | 0x5                   | no
                5                     | 5e0                   | =
                1e1                   | 10                    | =
                1E+3                  | 1000                  | =
                1.5e-3                | 0.0015                | =
                1e999                 | 1e998                 | <
                -1e3                  | -999                  | >
                5                     | 5e                    | no
                5                     | e5                    | no
                5                     | 1e1000                | no
                5                     | 5e1.5                 | no
                5                     | `5 `                  | no
                5                     | 5,0                   | no
                5                     | 5.0.0                 | no
                5                     | --5                   | no
                5                     | .                     | no
                5                     | +                     | no
                NaN                   | NaN                   | no
                Infinity              | 5                     | no
                5                     | ٥                     | no
                ${x:number}           | 5                     | no
                """)
    void numbersAreComparedAsNumbers(String policyValue, String requestValue, String order) {
        assertEquals(ordered(order), answers("Numeric", policyValue, requestValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                2026-01-01                      | 2026-01-01T00:00:00Z            | =
                2026-01-01                      | 2026                            | <
                2026-01                         | 2026-01-01                      | =
                2026-01-01T00Z                  | 2026-01-01                      | =
                2026-01-01T00:00Z               | 2026-01-01                      | =
                2026-01-01T00:00:00             | 2026-01-01T00:00:00Z            | =
                2026-01-01t00:00:00z            | 2026-01-01T00:00:00Z            | =
                2026-01-01T00:00:00.000Z        | 2026-01-01                      | =
                2026-01-01T00:00:00.000000000Z  | 2026-01-01                      | =
                2026-01-01T00:00:00+00:00       | 2026-01-01                      | =
                2026-01-01T00:00:00-00:00       | 2026-01-01                      | =
                2026-01-01T01:00:00+01:00       | 2026-01-01                      | =
                2026-01-01T01:00:00+01          | 2026-01-01                      | =
                2026-01-01T01:00:00+0100        | 2026-01-01                      | =
                2025-12-31T19:00:00-05:00       | 2026-01-01                      | =
                2026-01-01T05:30:00+05:30       | 2026-01-01                      | =
                1767225600                      | 2026-01-01                      | =
                2026-01-01                      | 1767225600                      | =
                0                               | 1970-01-01                      | =
                2026-01-01                      | 1767225600.0                    | =
                1767225600                      | 1767225600.5                    | >
                2026-01-01                      | 1767225599.999999999            | <
                2026-01-01                      | 1767225600.                     | no
                2026-01-01                      | .5                              | no
                2026-01-01                      | 1767225600.1234567890           | no
                1767225600.5                    | 1767225600.5                    | no
                26-01-01                        | 2026-01-01                      | >
                2026-1-1                        | 2026-01-01                      | =
                2026-02-31                      | 2026-03-03                      | =
                2026-01-01                      | 2025-12-31T23:59:59Z            | <
                2026-01-01                      | 2025-12-31T23:59:59.999999999Z  | <
                2026-01-01                      | 1767225599                      | <
                1767225600                      | 2025-12-31                      | <
                2026-01-01                      | 2026-01-01T00:00:00+00:01       | <
                2026-01-01                      | 2026-01-01T00:00:01Z            | >
                2026-01-01                      | 2026-01-01T00:00:00.000000001Z  | >
                2026-01-01                      | 1767225601                      | >
                2026-01-01                      | 2026-01-01T00:00:00-00:01       | >
                2026-01-01                      | 9223372036854775807             | >
                2026-01-01                      | 20260101                        | <
                2026-01-01T23:59:00+23:59       | 2026-01-01                      | =
                2025-12-31T00:01:00-23:59       | 2026-01-01                      | =
                2026-01-01                      | -292275054-01-01                | <
                2026-01-01                      | 292278993-12-31T23:59:59Z       | >
                2026-01-01                      | -0001-01-01                     | <
                2026-01-01                      | x                               | no
                2026-01-01                      | ``                              | no
                2026-01-01                      | 2026-13-01                      | no
                2026-01-01                      | 2026-00-01                      | no
                2026-01-01                      | 2026-01-32                      | no
                2026-01-01                      | 2026-01-00                      | no
                2026-01-01                      | 2026-01-01T24:00:00Z            | no
                2026-01-01                      | 2026-01-01T23:60:00Z            | no
                2026-01-01                      | 2026-01-01T23:59:60Z            | no
                2026-01-01                      | 2026-01-01T00:00:00+24:00       | no
                2026-01-01                      | 2026-01-01T00:00:00+00:60       | no
                2026-01-01                      | 2026-01-01T00:00:00.1234567890Z | no
                2026-01-01                      | 2026-01-01 00:00:00Z            | no
                2026-01-01                      | 2026-01-01T00:00:00UTC          | no
                2026-01-01                      | 01/01/2026                      | no
                2026-01-01                      | Thu, 01 Jan 2026 00:00:00 GMT   | no
                2026-01-01                      | -5                              | no
                2026-01-01                      | 9223372036854775808             | no
                2026-01-01                      | 292278994-01-01                 | no
                2026-01-01                      | -292275055-01-01                | no
                x                               | 2026-01-01                      | no
                ${x:date}                       | 2026-01-01                      | no
                """)
    void datesAreComparedAsInstants(String policyValue, String requestValue, String order) {
        assertEquals(ordered(order), answers("Date", policyValue, requestValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                NumericEquals            | 5;6;7 | 6 | true
                NumericEquals            | 5;6;7 | 8 | false
                NumericEquals            | x;6   | 6 | true
                NumericNotEquals         | 5;6;7 | 8 | true
                NumericNotEquals         | 5;6;7 | 6 | false
                NumericNotEquals         | 5;x   | 6 | false
                NumericLessThan          | 5;10  | 7 | true
                NumericLessThan          | 5;10  | 10 | false
                NumericLessThanEquals    | 5;10  | 10 | true
                NumericGreaterThan       | 5;10  | 7 | true
                NumericGreaterThan       | 5;10  | 5 | false
                NumericGreaterThanEquals | 5;10  | 5 | true
                DateEquals               | 2026-01-01;2027-01-01 | 2027-01-01 | true
                DateEquals               | 2026-01-01;2027-01-01 | 2028-01-01 | false
                DateNotEquals            | 2026-01-01;2027-01-01 | 2028-01-01 | true
                DateNotEquals            | 2026-01-01;2027-01-01 | 2027-01-01 | false
                DateLessThan             | 2026-01-01;2027-01-01 | 2026-06-01 | true
                DateGreaterThan          | 2026-01-01;2027-01-01 | 2026-06-01 | true
                DateGreaterThan          | 2026-01-01;2027-01-01 | 2025-06-01 | false
                """)
    void ofSeveralBoundsOneIsEnoughUnlessNegated(
            String operator, String policyValues, String requestValue, boolean expected) {
        assertEquals(expected, Conditions.holds(operator, policyValues, requestValue));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:EpochTime", "aws:CurrentTime"})
    void theTimeOfTheRequestIsADateAndEpochTimeIsANumberToo(String key) throws MalformedPolicyException {
        Context now = Context.builder()
                .put("aws:EpochTime", "1767225600")
                .put("aws:CurrentTime", "2026-01-01T00:00:00Z")
                .build();
        Policy dates = Policies.parse(
                PolicyKind.IDENTITY,
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{"
                        + "'DateGreaterThan':{'" + key + "':'2025-12-31'},'DateLessThan':{'" + key
                        + "':1767225601}}}}");
        Request request = Policies.request(Policies.ALICE, "s3:GetObject", "*", now);
        assertTrue(dates.statements().getFirst().levels(new Query(request, false)) != 0);
        ConditionOperator number = ConditionOperator.parse("NumericLessThan");
        assertTrue(number != null && new Condition(number, "aws:EpochTime", List.of("1767225601"), true).holds(now));
        assertFalse(number != null && new Condition(number, "aws:CurrentTime", List.of("1767225601"), true).holds(now));
    }

    @Test
    void numbersAgreeWithDoubles() {
        Random random = new Random(23);
        for (int i = 0; i < 20_000; i++) {
            double bound = (random.nextInt(2_001) - 1_000) / 8.0;
            double value = (random.nextInt(2_001) - 1_000) / 8.0;
            String order = value < bound ? "<" : value > bound ? ">" : "=";
            assertEquals(
                    ordered(order),
                    answers("Numeric", Double.toString(bound), Double.toString(value)),
                    () -> bound + " " + value);
        }
    }

    @Test
    void datesAgreeWithInstants() {
        Random random = new Random(29);
        for (int i = 0; i < 5_000; i++) {
            long bound = random.nextInt(2_000_000_000);
            long value = random.nextInt(4) == 0 ? bound : random.nextInt(2_000_000_000);
            String order = value < bound ? "<" : value > bound ? ">" : "=";
            String written = java.time.Instant.ofEpochSecond(value).toString();
            assertEquals(ordered(order), answers("Date", Long.toString(bound), written), () -> bound + " " + written);
        }
    }
}
