package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bool, BinaryEquals, Null, and which names are operators at all. */
class BoolBinaryAndNullOperatorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                Bool         | true         | true     | true
                Bool         | true         | True     | true
                Bool         | TRUE         | true     | true
                Bool         | false        | FALSE    | true
                Bool         | true         | false    | false
                Bool         | false        | true     | false
                Bool         | true;false   | true     | true
                Bool         | true;false   | false    | true
                Bool         | true         | ``       | false
                Bool         | false        | ``       | false
                Bool         | true         | 1        | false
                Bool         | true         | yes      | false
                Bool         | true         | ` true`  | false
                Bool         | 1            | 1        | false
                Bool         | 0            | false    | false
                Bool         | yes          | yes      | false
                Bool         | ``           | ``       | false
                Bool         | ${x:star}    | *        | false
                BinaryEquals | AQID         | AQID     | true
                BinaryEquals | AQID         | AQIE     | false
                BinaryEquals | AQID         | aqid     | false
                BinaryEquals | AQI=         | AQI=     | true
                BinaryEquals | AQI=         | AQI      | true
                BinaryEquals | AQ==         | AQ       | true
                BinaryEquals | AQID;BAUG    | BAUG     | true
                BinaryEquals | AQID;BAUG    | BwgJ     | false
                BinaryEquals | ``           | ``       | true
                BinaryEquals | ``           | AQ==     | false
                BinaryEquals | !            | !        | false
                BinaryEquals | AQID         | !        | false
                BinaryEquals | !;AQID       | AQID     | true
                BinaryEquals | -_-_         | -_-_     | false
                BinaryEquals | A            | A        | false
                """)
    void aValueIsComparedByItsType(String operator, String policyValues, String requestValue, boolean expected) {
        assertEquals(expected, Conditions.holds(operator, policyValues, requestValue));
        assertEquals(expected, Conditions.holds(operator + "IfExists", policyValues, requestValue));
        boolean nullSet = requestValue.isEmpty();
        assertEquals(expected && !nullSet, Conditions.holds("ForAnyValue:" + operator, policyValues, requestValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                true       | absent  | true
                true       | empty   | false
                true       | value   | false
                true       | list    | false
                true       | nothing | true
                false      | absent  | false
                false      | empty   | true
                false      | value   | true
                false      | list    | true
                false      | nothing | false
                TRUE       | absent  | true
                False      | value   | true
                true;false | absent  | true
                true;false | value   | true
                x          | absent  | false
                x          | value   | false
                ``         | absent  | false
                1          | absent  | false
                """)
    void nullAsksWhetherTheKeyIsThere(String policyValues, String key, boolean expected) {
        Context context = switch (key) {
            case "empty" -> Conditions.single("");
            case "value" -> Conditions.single("a");
            case "list" -> Conditions.several("a;b");
            case "nothing" ->
                Context.builder().put("x:key", java.util.List.of()).build();
            default -> Context.EMPTY;
        };
        assertEquals(expected, Conditions.holds("Null", Conditions.split(policyValues), context));
        assertEquals(expected, Conditions.holds("ForAnyValue:Null", Conditions.split(policyValues), context));
        assertEquals(expected, Conditions.holds("ForAllValues:Null", Conditions.split(policyValues), context));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StringEquals",
                "StringNotEquals",
                "StringEqualsIgnoreCase",
                "StringNotEqualsIgnoreCase",
                "StringLike",
                "StringNotLike",
                "NumericEquals",
                "NumericNotEquals",
                "NumericLessThan",
                "NumericLessThanEquals",
                "NumericGreaterThan",
                "NumericGreaterThanEquals",
                "DateEquals",
                "DateNotEquals",
                "DateLessThan",
                "DateLessThanEquals",
                "DateGreaterThan",
                "DateGreaterThanEquals",
                "Bool",
                "BinaryEquals",
                "IpAddress",
                "NotIpAddress",
                "ArnEquals",
                "ArnNotEquals",
                "ArnLike",
                "ArnNotLike"
            })
    void everyOperatorTakesAQuantifierAndIfExists(String name) {
        for (String quantifier : new String[] {"", "ForAllValues:", "ForAnyValue:"}) {
            ConditionOperator plain = ConditionOperator.parse(quantifier + name);
            ConditionOperator ifExists = ConditionOperator.parse(quantifier + name + "IfExists");
            assertNotNull(plain);
            assertNotNull(ifExists);
            assertEquals(quantifier + name, plain.name());
            assertEquals(false, plain.ifExists());
            assertEquals(true, ifExists.ifExists());
            assertEquals(plain.comparison(), ifExists.comparison());
            assertEquals(name, plain.comparison().wireName());
        }
        assertNull(ConditionOperator.parse(name.toLowerCase(java.util.Locale.ROOT)));
        assertNull(ConditionOperator.parse(name + "ifexists"));
        assertNull(ConditionOperator.parse("ForAllValues" + name));
        assertNull(ConditionOperator.parse("forallvalues:" + name));
        assertNull(ConditionOperator.parse("ForAllValues:ForAnyValue:" + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "IfExists",
                "ForAllValues:",
                "ForAnyValue:IfExists",
                "NullIfExists",
                "ForAllValues:NullIfExists",
                "ForAnyValue::StringEquals",
                "ForAnyValues:StringEquals",
                "ForAllValue:StringEquals",
                "StringEqualsIfExistsIfExists",
                "IfExistsStringEquals",
                "StringEquals ",
                " StringEquals",
                "StringIsNotEqual",
                "NotStringEquals",
                "BoolNotEquals",
                "BinaryNotEquals",
                "IpAddressNot",
                "NumericNotLessThan",
                "DateLike",
                "ArnEqualsIgnoreCase",
                "null"
            })
    void otherNamesAreNoOperators(String name) {
        assertNull(ConditionOperator.parse(name));
    }
}
