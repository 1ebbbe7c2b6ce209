package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the condition operators have in common, as laws over random values. */
class ConditionLawsTest {
    private static final int CASES = Integer.getInteger("signet.policy.laws", 1_000);

    private final Random random = new Random(601);

    /** Every operator but Null, with values of its type that often are equal. */
    static Stream<String> comparisons() {
        return Operators.ALL.stream().filter(name -> !name.equals("Null"));
    }

    static Stream<String> positive() {
        return comparisons().filter(name -> !name.contains("Not"));
    }

    static Stream<String> negated() {
        return comparisons().filter(name -> name.contains("Not"));
    }

    private String value(String operator) {
        if (operator.startsWith("String")) {
            return pick("a", "A", "b", "ab", "a*", "*", "?", "", "a${x}", "ä");
        }
        if (operator.startsWith("Numeric")) {
            return pick("0", "1", "-1", "1.0", "1.5", "10", "1e3", "", "x");
        }
        if (operator.startsWith("Date")) {
            return pick("2026-01-01", "1767225600", "2026-01-01T01:00:00+01:00", "2025", "x");
        }
        if (operator.startsWith("Arn")) {
            return pick("arn:aws:s3:::b", "arn:aws:s3:::*", "arn:aws:sqs:us-east-1:1:q", "arn:*:*:*:*:*", "b");
        }
        if (operator.startsWith("Binary")) {
            return pick("AQID", "/w==", "", "%");
        }
        return operator.contains("Ip")
                ? pick("10.0.0.1", "10.0.0.0/8", "10.0.0.0/31", "::1", "::/0", "x")
                : pick("true", "false", "TRUE", "x");
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private List<String> values(String operator) {
        List<String> values = new ArrayList<>();
        for (int n = random.nextInt(3); n >= 0; n--) {
            values.add(value(operator));
        }
        return values;
    }

    private static boolean holds(String operator, List<String> policyValues, String value) {
        return Conditions.holds(operator, policyValues, Conditions.single(value));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void ifExistsChangesNothingForAKeyThatIsThere(String operator) {
        for (int i = 0; i < CASES; i++) {
            List<String> values = values(operator);
            String value = value(operator);
            assertEquals(holds(operator, values, value), holds(operator + "IfExists", values, value));
            assertTrue(Conditions.holds(operator + "IfExists", values, Context.EMPTY));
        }
    }

    /** A set of nothing but empty texts is AWS's "null data set", which is as good as none. */
    @ParameterizedTest
    @MethodSource("comparisons")
    void aSetOfOneValueIsThatValueToEitherSetOperator(String operator) {
        for (int i = 0; i < CASES; i++) {
            List<String> values = values(operator);
            String value = value(operator);
            boolean plain = holds(operator, values, value);
            Context set = Context.builder().put("x:key", List.of(value)).build();
            assertEquals(plain && !value.isEmpty(), Conditions.holds("ForAnyValue:" + operator, values, set));
            assertEquals(plain || value.isEmpty(), Conditions.holds("ForAllValues:" + operator, values, set));
            assertFalse(Conditions.holds(operator, values, set), "a list needs a set operator");
        }
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void forAllValuesIsAndOverTheRequestAndForAnyValueIsOr(String operator) {
        for (int i = 0; i < CASES; i++) {
            List<String> values = values(operator);
            String one = value(operator);
            String two = value(operator);
            Context both = Context.builder().put("x:key", List.of(one, two)).build();
            boolean first = holds(operator, values, one);
            boolean second = holds(operator, values, two);
            boolean isNull = one.isEmpty() && two.isEmpty();
            assertEquals(!isNull && (first || second), Conditions.holds("ForAnyValue:" + operator, values, both));
            assertEquals(isNull || (first && second), Conditions.holds("ForAllValues:" + operator, values, both));
        }
    }

    @ParameterizedTest
    @MethodSource("positive")
    void theValuesOfAPositiveOperatorAreAlternatives(String operator) {
        for (int i = 0; i < CASES; i++) {
            String one = value(operator);
            String two = value(operator);
            String value = value(operator);
            assertEquals(
                    holds(operator, List.of(one), value) || holds(operator, List.of(two), value),
                    holds(operator, List.of(one, two), value));
        }
    }

    @ParameterizedTest
    @MethodSource("negated")
    void theValuesOfANegatedOperatorMustAllDiffer(String operator) {
        for (int i = 0; i < CASES; i++) {
            String one = value(operator);
            String two = value(operator);
            String value = value(operator);
            assertEquals(
                    holds(operator, List.of(one), value) && holds(operator, List.of(two), value),
                    holds(operator, List.of(one, two), value));
        }
    }

    @ParameterizedTest
    @MethodSource("negated")
    void anOperatorAndItsNegationNeverBothHold(String operator) {
        String base = operator.replace("Not", "");
        for (int i = 0; i < CASES; i++) {
            List<String> values = values(operator);
            String value = value(operator);
            assertFalse(holds(operator, values, value) && holds(base, values, value));
        }
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void anAbsentKeySatisfiesTheNegatedOperatorsAlone(String operator) {
        List<String> values = values(operator);
        assertEquals(operator.contains("Not"), Conditions.holds(operator, values, Context.EMPTY));
        assertTrue(Conditions.holds("ForAllValues:" + operator, values, Context.EMPTY));
        assertFalse(Conditions.holds("ForAnyValue:" + operator, values, Context.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void anEmptyListInTheContextIsAnAbsentKey(String operator) {
        Context empty =
                Context.builder().put("x:key", "a").put("x:key", List.of()).build();
        for (String name : List.of(operator, operator + "IfExists", "ForAllValues:" + operator)) {
            List<String> values = values(operator);
            assertEquals(Conditions.holds(name, values, Context.EMPTY), Conditions.holds(name, values, empty));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NumericLessThan,NumericGreaterThanEquals",
        "NumericGreaterThan,NumericLessThanEquals",
        "DateLessThan,DateGreaterThanEquals",
        "DateGreaterThan,DateLessThanEquals"
    })
    void oneOfTwoOpposedComparisonsHoldsUnlessAValueIsOfTheWrongType(String operator, String opposed) {
        String equals = operator.startsWith("Date") ? "DateEquals" : "NumericEquals";
        String differs = operator.startsWith("Date") ? "DateNotEquals" : "NumericNotEquals";
        for (int i = 0; i < CASES; i++) {
            List<String> bound = List.of(value(operator));
            String value = value(operator);
            boolean comparable = holds(equals, bound, value) || holds(differs, bound, value);
            assertEquals(comparable, holds(operator, bound, value) ^ holds(opposed, bound, value));
            assertFalse(holds(operator, bound, value) && holds(opposed, bound, value));
        }
    }

    @Test
    void numbersAreOrdered() {
        for (int i = 0; i < CASES; i++) {
            String low = String.valueOf(random.nextInt(2_000) - 1_000);
            String high = new BigDecimal(low)
                    .add(new BigDecimal(random.nextInt(1, 1_000)).movePointLeft(random.nextInt(5)))
                    .toPlainString();
            assertTrue(Conditions.holds("NumericLessThan", high, low));
            assertTrue(Conditions.holds("NumericGreaterThan", low, high));
            assertFalse(Conditions.holds("NumericLessThanEquals", low, high));
            assertFalse(Conditions.holds("NumericEquals", low, high));
            assertTrue(Conditions.holds("NumericEquals", low, low + ".000"));
        }
    }

    @Test
    void anInstantIsTheSameInEveryZoneAndAsAnEpoch() {
        for (int i = 0; i < CASES; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
            ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-14 * 60, 14 * 60));
            String local = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT)
                    .format(instant.atOffset(zone));
            String epoch = String.valueOf(instant.getEpochSecond());
            assertTrue(Conditions.holds("DateEquals", local, epoch), local);
            assertTrue(Conditions.holds("DateEquals", epoch, local), local);
            assertTrue(Conditions.holds("DateEquals", instant.toString(), local), local);
            assertTrue(Conditions.holds("DateLessThan", instant.plusSeconds(1).toString(), local), local);
            assertTrue(Conditions.holds("DateGreaterThan", instant.minusNanos(1).toString(), local), local);
        }
    }

    @Test
    void aRangeIsItsTwoHalves() {
        for (int i = 0; i < CASES; i++) {
            int prefix = random.nextInt(32);
            int start = random.nextInt() & (prefix == 0 ? 0 : -1 << (32 - prefix));
            String whole = dotted(start) + "/" + prefix;
            String low = dotted(start) + "/" + (prefix + 1);
            String high = dotted(start | 1 << (31 - prefix)) + "/" + (prefix + 1);
            int suffix = prefix == 0 ? random.nextInt() : random.nextInt() >>> prefix;
            String inside = dotted(start | suffix);
            assertTrue(Conditions.holds("IpAddress", whole, inside), whole);
            assertTrue(Conditions.holds("IpAddress", low, inside) ^ Conditions.holds("IpAddress", high, inside), whole);
            assertTrue(Conditions.holds("IpAddress", low + ";" + high, inside), whole);
            assertFalse(Conditions.holds("NotIpAddress", whole, inside), whole);
            assertTrue(Conditions.holds("IpAddress", whole, low), "a range inside the range");
            if (prefix > 0) {
                String outside = dotted((start | suffix) ^ 1 << (32 - prefix));
                assertTrue(Conditions.holds("NotIpAddress", whole, outside), whole);
            }
        }
    }

    private static String dotted(int bits) {
        return (bits >>> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }

    @Test
    void likeWithoutWildcardsIsEquality() {
        for (int i = 0; i < CASES; i++) {
            String value = word();
            String policyValue = random.nextBoolean() ? value : word();
            assertEquals(
                    Conditions.holds("StringEquals", policyValue, value),
                    Conditions.holds("StringLike", policyValue, value));
            assertEquals(
                    Conditions.holds("StringNotEquals", policyValue, value),
                    Conditions.holds("StringNotLike", policyValue, value));
        }
    }

    @Test
    void ignoringCaseIsEqualityInOneCase() {
        for (int i = 0; i < CASES; i++) {
            String value = word();
            String policyValue = random.nextBoolean() ? SameMeaning.anotherCase(value, random) : word();
            assertEquals(
                    Conditions.holds(
                            "StringEquals", policyValue.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT)),
                    Conditions.holds("StringEqualsIgnoreCase", policyValue, value));
            if (Conditions.holds("StringEquals", policyValue, value)) {
                assertTrue(Conditions.holds("StringEqualsIgnoreCase", policyValue, value));
            }
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            word.append("abAB-/.:".charAt(random.nextInt(8)));
        }
        return word.toString();
    }

    @Test
    void aVariableIsTheValueOfItsKeyWhateverStandsInIt() {
        for (int i = 0; i < CASES; i++) {
            String value = pick("a", "A", "*", "?", "a*b", "${x:other}", "$", "}", " ", "ä");
            String asked = pick("a", "A", "*", "?", "a*b", "axb", "${x:other}", "$", "}", " ", "ä");
            Context context = Context.builder()
                    .put("x:key", asked)
                    .put("x:value", value)
                    .put("x:other", "a")
                    .build();
            for (String operator : List.of("StringEquals", "StringLike")) {
                assertEquals(value.equals(asked), Conditions.holds(operator, List.of("${x:value}"), context));
                assertEquals(value.equals(asked), Conditions.holds(operator, List.of("${x:value, 'b'}"), context));
            }
            assertEquals(
                    value.equalsIgnoreCase(asked),
                    Conditions.holds("StringEqualsIgnoreCase", List.of("${X:VALUE}"), context));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ${x:none, 'd'}            | d         | true
                ${x:none, 'd'}            | e         | false
                ${x:none, 'a b'}          | a b       | true
                ${x:none, ''}             | ``        | true
                ${x:none, ''}             | a         | false
                a${x:none, '-'}b          | a-b       | true
                ${x:none, '*'}            | *         | true
                ${x:none, '*'}            | anything  | false
                ${x:none,'d'}             | d         | false
                ${x:none, "d"}            | d         | false
                ${x:none, d}              | d         | false
                ${x:none, 'd}             | d         | false
                ${x:none, '}              | ``        | false
                ${x:one}                  | a         | false
                ${x:one, 'd'}             | d         | true
                ${x:empty}                | ``        | true
                ${x:empty, 'd'}           | ``        | true
                ${x:empty, 'd'}           | d         | false
                ${aws:username}           | alice     | true
                ${AWS:UserName}           | alice     | true
                ${ aws:username}          | alice     | false
                ${aws:username}@a.example | alice@a.example | true
                ${aws:username}${*}       | alice*    | true
                ${aws:username}*          | alice-1   | true
                ${aws:username}${?}       | alicex    | false
                ${$}{aws:username}        | ${aws:username} | true
                $${aws:username}          | $alice    | true
                """)
    void aVariableHasAValueADefaultOrNone(String policyValue, String value, boolean expected) {
        assertEquals(expected, holds("StringLike", List.of(policyValue), value));
        assertEquals(!expected, holds("StringNotLike", List.of(policyValue), value));
    }

    @Test
    void nullWithTrueIsTheOppositeOfNullWithFalse() {
        for (Context context : List.of(
                Context.EMPTY,
                Conditions.single(""),
                Conditions.single("a"),
                Conditions.several("a"),
                Conditions.several(";"))) {
            boolean absent = Conditions.holds("Null", List.of("true"), context);
            assertEquals(context.get("x:key").isEmpty(), absent);
            assertEquals(!absent, Conditions.holds("Null", List.of("false"), context));
            assertTrue(Conditions.holds("Null", List.of("true", "false"), context));
            assertFalse(Conditions.holds("Null", List.of("x"), context));
        }
    }

    @Test
    void keysOfAConditionAreAskedTogether() {
        for (int i = 0; i < CASES; i++) {
            boolean first = random.nextBoolean();
            boolean second = random.nextBoolean();
            boolean third = random.nextBoolean();
            Context context = Context.builder()
                    .put("x:one", first ? "1" : "0")
                    .put("x:two", second ? "1" : "0")
                    .put("x:three", third ? "1" : "0")
                    .build();
            SourcedPolicy policy = Policies.policy(
                    PolicyKind.IDENTITY,
                    "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NumericEquals':{'x:one':1,'x:two':'1'},"
                            + "'StringEquals':{'x:three':['1','2']}}}");
            assertEquals(
                    first && second && third,
                    Evaluator.decide(
                                    Policies.request(Policies.ALICE, "x:Do", "*", context),
                                    PolicySet.builder()
                                            .identity(List.of(policy))
                                            .build())
                            .allowed());
        }
    }
}
