package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, dates and addresses of a request compare alike, however they are written and whichever reader takes them. */
class ComparedValuesTest {
    private static final int ROUNDS = 5_000;

    private static final Map<String, IntPredicate> ORDERS = Map.of(
            "Equals", order -> order == 0,
            "NotEquals", order -> order != 0,
            "LessThan", order -> order < 0,
            "LessThanEquals", order -> order <= 0,
            "GreaterThan", order -> order > 0,
            "GreaterThanEquals", order -> order >= 0);

    static List<String> orders() {
        return ORDERS.keySet().stream().sorted().toList();
    }

    private static IntPredicate order(String name) {
        IntPredicate order = ORDERS.get(name);
        assertNotNull(order);
        return order;
    }

    private static ValueTest test(String operator, String policyValue) {
        Comparison comparison = Comparison.byName().get(operator);
        assertNotNull(comparison, operator);
        return comparison.compile(policyValue, true);
    }

    private static boolean holds(String operator, String policyValue, String requestValue) {
        return test(operator, policyValue).test(requestValue, Context.EMPTY);
    }

    /** Ways to write one whole number. */
    private static List<String> written(long number) {
        String plain = Long.toString(number);
        String sign = number < 0 ? "-" : "";
        String digits = number < 0 ? plain.substring(1) : plain;
        return List.of(plain, plain + ".0", plain + ".", sign + "000" + digits, plain + "e0", sign + digits + "0e-1");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aWholeNumberComparesAlikeHoweverItIsWritten(String order) {
        Random random = new Random(11);
        for (int round = 0; round < ROUNDS; round++) {
            long bound = random.nextLong(-40, 41);
            long asked = random.nextLong(-40, 41);
            boolean expected = order(order).test(Long.compare(asked, bound));
            String policyValue = written(bound).get(random.nextInt(6));
            String requestValue = written(asked).get(random.nextInt(6));
            assertEquals(
                    expected,
                    holds("Numeric" + order, policyValue, requestValue),
                    () -> requestValue + " " + order + " " + policyValue);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aNumberOfAnySizeComparesAsItsValue(String order) {
        Random random = new Random(12);
        for (int round = 0; round < ROUNDS; round++) {
            String policyValue = number(random);
            String requestValue = random.nextInt(5) == 0 ? policyValue : number(random);
            int compared = new BigDecimal(requestValue).compareTo(new BigDecimal(policyValue));
            assertEquals(
                    order(order).test(compared),
                    holds("Numeric" + order, policyValue, requestValue),
                    () -> requestValue + " " + order + " " + policyValue);
        }
    }

    private static String number(Random random) {
        long value = random.nextLong() >> random.nextInt(64);
        return switch (random.nextInt(5)) {
            case 0 -> Long.toString(value);
            case 1 -> value + "." + random.nextInt(1_000);
            case 2 -> value + "e" + random.nextInt(20);
            case 3 -> value + "E-" + random.nextInt(20);
            default -> value + Integer.toString(random.nextInt(1_000_000));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "1000000000000000000", "9223372036854775807", "9223372036854775808"})
    void atTheEndOfPlainNumbersNothingTurnsRound(String edge) {
        String above = new BigDecimal(edge).add(BigDecimal.ONE).toPlainString();
        assertTrue(holds("NumericEquals", edge, edge));
        assertFalse(holds("NumericEquals", edge, above));
        assertTrue(holds("NumericLessThan", above, edge));
        assertFalse(holds("NumericLessThan", edge, above));
        assertTrue(holds("NumericGreaterThan", "-" + above, "-" + edge));
        assertTrue(holds("NumericLessThan", edge, "-" + edge));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatIsNoNumberSatisfiesNoOrder(String order) {
        for (String text : List.of("", "-", "x", "1,0", "0x1", "1 ", "NaN", "Infinity", "1e1000", "--1", "٣")) {
            assertFalse(holds("Numeric" + order, "1", text), text);
            assertFalse(holds("Numeric" + order, text, "1"), text);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aDateComparesAlikeHoweverItIsWritten(String order) {
        Random random = new Random(13);
        for (int round = 0; round < ROUNDS; round++) {
            long bound = 1_795_489_200L + random.nextInt(5);
            long asked = 1_795_489_200L + random.nextInt(5);
            boolean expected = order(order).test(Long.compare(asked, bound));
            String policyValue = date(bound, random.nextInt(5));
            String requestValue = date(asked, random.nextInt(6));
            assertEquals(
                    expected,
                    holds("Date" + order, policyValue, requestValue),
                    () -> requestValue + " " + order + " " + policyValue);
        }
    }

    private static String date(long second, int way) {
        String utc = Instant.ofEpochSecond(second).toString();
        String local = Instant.ofEpochSecond(second + 5_400).toString();
        return switch (way) {
            case 0 -> utc;
            case 1 -> Long.toString(second);
            case 2 -> utc.replace('T', 't').replace('Z', 'z');
            case 3 -> local.replace("Z", "+01:30");
            case 4 -> utc.replace("Z", ".000Z");
            default -> second + ".0";
        };
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aPartOfASecondCounts(String order) {
        Random random = new Random(14);
        for (int round = 0; round < ROUNDS; round++) {
            int bound = random.nextInt(3_000);
            int asked = random.nextBoolean() ? random.nextInt(3) * 1_000 : random.nextInt(3_000);
            boolean expected = order(order).test(Integer.compare(asked, bound));
            String policyValue = Instant.ofEpochMilli(bound).toString();
            String requestValue = Instant.ofEpochMilli(asked).toString();
            assertEquals(expected, holds("Date" + order, policyValue, requestValue));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30T00:00:00Z,2026-03-02T00:00:00Z",
        "2024-02-30T00:00:00Z,2024-03-01T00:00:00Z",
        "2026-04-31T00:00:00Z,2026-05-01T00:00:00Z",
        "2100-02-29T00:00:00Z,2100-03-01T00:00:00Z",
        "2000-02-29T23:59:59Z,951868799"
    })
    void aDayPastItsMonthIsADayOfTheNext(String written, String meant) {
        assertTrue(holds("DateEquals", meant, written));
        assertTrue(holds("DateEquals", written, meant));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.255.255,true",
        "10.0.0.0/8,11.0.0.0,false",
        "10.0.0.0/8,010.000.000.001,true",
        "10.9.8.7/8,10.0.0.0,true",
        "10.9.8.7,10.9.8.7,true",
        "10.9.8.7,10.9.8.6,false",
        "0.0.0.0/0,255.255.255.255,true",
        "0.0.0.0/0,::1,false",
        "::/0,1.2.3.4,false",
        "::/0,2001:db8::1,true",
        "2001:db8::/32,2001:db9::1,false",
        "128.0.0.0/1,127.255.255.255,false",
        "128.0.0.0/1,128.0.0.0,true",
        "10.0.0.0/8,10.0.0.0/16,true",
        "10.0.0.0/16,10.0.0.0/8,false"
    })
    void anAddressIsInItsRangeAndNotInOthers(String range, String address, boolean inside) {
        assertEquals(inside, holds("IpAddress", range, address));
        assertEquals(!inside, holds("NotIpAddress", range, address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.2.3", "1.2.3.4.5", "256.0.0.0", "1.2.3.4/33", "1.2.3.4/", ":::", "1.2.3.-4"})
    void whatIsNoAddressSatisfiesNeitherTheOperatorNorItsNegation(String text) {
        assertFalse(holds("IpAddress", "0.0.0.0/0", text));
        assertFalse(holds("NotIpAddress", "10.0.0.0/8", text));
        assertFalse(holds("IpAddress", text, "1.2.3.4"));
        assertFalse(holds("NotIpAddress", text, "1.2.3.4"));
    }

    @Test
    void anAddressIsInTheRangeOfItsFirstBits() {
        Random random = new Random(15);
        for (int round = 0; round < ROUNDS; round++) {
            int base = random.nextInt();
            int prefix = random.nextInt(33);
            int asked = base ^ (random.nextBoolean() ? 0 : 1 << random.nextInt(32));
            boolean inside = prefix == 0 || base >>> (32 - prefix) == asked >>> (32 - prefix);
            assertEquals(inside, holds("IpAddress", dotted(base) + "/" + prefix, dotted(asked)));
        }
    }

    private static String dotted(int address) {
        return (address >>> 24) + "." + ((address >>> 16) & 255) + "." + ((address >>> 8) & 255) + "."
                + (address & 255);
    }

    @ParameterizedTest
    @CsvSource({
        "'arn:aws:s3:::b/*','arn:aws:s3:::b/k',true",
        "'arn:aws:s3:::b/*','arn:aws:s3:::b/',true",
        "'arn:aws:s3:::b/*','arn:aws:s3:::b',false",
        "'arn:aws:s3:::b/*','arn:AWS:S3:::b/k',true",
        "'arn:aws:s3:::b/*','arn:aws:s3:::B/k',false",
        "'arn:aws:s3:::*','arn:aws:s3:::x:y',true",
        "'arn:aws:s3:*','arn:aws:s3:::b',true",
        "'arn:aws:s3:::b/k','arn:aws:s3:::b/k',true",
        "'arn:aws:s3:::b/k','arn:AWS:s3:::b/k',true",
        "'arn:aws:s3:::b/k','arn:aws:s3:::b/kk',false",
        "'arn:aws:s3:::b/**','arn:aws:s3:::b/k',true",
        "'arn:aws:s3:::b/*?','arn:aws:s3:::b/',false",
        "'arn:aws:s3:::b/?*','arn:aws:s3:::b/k',true",
        "'arn:aws:s3:::b/${a:b}','arn:aws:s3:::b/v',true",
        "'arn:aws:s3:::b/${a:b}','arn:AWS:s3:::b/v',true",
        "'arn:aws:s3:::b/${a:b}','arn:aws:s3:::b/V',false",
        "'arn:aws:s3:::b/${a:b}*','arn:aws:s3:::b/v/w',true",
        "'arn:aws:s3:::b/*${a:b}','arn:aws:s3:::b/w:v',true",
        "'arn:aws:s3:::b/${no:key}','arn:aws:s3:::b/v',false",
        "'arn:aws:s3:::b/${no:key, ''v''}','arn:aws:s3:::b/v',true",
        "'arn:aws:s3:::b/${*}','arn:aws:s3:::b/v',false",
        "'arn:aws:s3:::b/${*}','arn:aws:s3:::b/*',true"
    })
    void aResourceIsCoveredAsItsTextSays(String pattern, String resource, boolean covered) {
        Request request = Policies.request(
                Policies.ALICE,
                "s3:GetObject",
                resource,
                Context.builder().put("a:b", "v").build());
        ResourcePattern.Outcome outcome =
                ResourcePattern.parse(PolicyKind.IDENTITY, pattern, true).match(request.query(false));
        assertEquals(covered, outcome == ResourcePattern.Outcome.MATCH, outcome::toString);
        assertEquals(pattern.contains("no:key}"), outcome == ResourcePattern.Outcome.UNRESOLVED);
    }

    @Test
    void aResourceWithoutValueForItsVariableIsUnresolvedWhateverTheRequestIsFor() {
        ResourcePattern pattern = ResourcePattern.parse(PolicyKind.IDENTITY, "arn:aws:s3:::b/${no:key}", true);
        for (String resource : List.of("*", "arn:aws:s3:::b/", "arn:aws:sqs:::q", "arn:aws:s3:::b/${no:key}")) {
            Request request = Policies.request(Policies.ALICE, "s3:GetObject", resource, Context.EMPTY);
            assertEquals(ResourcePattern.Outcome.UNRESOLVED, pattern.match(request.query(false)), resource);
        }
    }
}
