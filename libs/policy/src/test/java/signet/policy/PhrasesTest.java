package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words for each obstacle, letter by letter, and how texts of strangers are shown. */
class PhrasesTest {
    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                s3:Put*           | false | its Action "s3:Put*" does not include s3:GetObject
                s3:Get*           | true  | its NotAction "s3:Get*" excludes s3:GetObject
                a:b;c:d           | false | its Action "a:b", "c:d" does not include s3:GetObject
                a:b;c:d;e:f       | true  | its NotAction "a:b", "c:d", "e:f" excludes s3:GetObject
                a:b;c:d;e:f;g:h   | false | its Action "a:b", "c:d", "e:f", 1 more does not include s3:GetObject
                a:b;c:d;e:f;g:h;i:j;k:l | true | its NotAction "a:b", "c:d", "e:f", 3 more excludes s3:GetObject
                """)
    void anAction(String patterns, boolean negated, String phrase) {
        assertEquals(phrase, Phrases.obstacle(new Explanation.ActionObstacle("s3:GetObject", list(patterns), negated)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                111111111111      | false | its Principal "111111111111" does not include arn:aws:iam::1:user/a
                *                 | true  | its NotPrincipal "*" excludes arn:aws:iam::1:user/a
                a;b;c;d           | false | its Principal "a", "b", "c", 1 more does not include arn:aws:iam::1:user/a
                """)
    void aPrincipal(String entries, boolean negated, String phrase) {
        assertEquals(
                phrase,
                Phrases.obstacle(new Explanation.PrincipalObstacle("arn:aws:iam::1:user/a", list(entries), negated)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                a:*;b:* | false | ``  | its Resource "a:*", "b:*" does not include arn:r
                a:*     | true  | ``  | its NotResource "a:*" excludes arn:r
                ${k}    | false | k   | its Resource "${k}" does not include arn:r (${k} has no value in the request)
                ${k}    | true  | k   | its NotResource "${k}" excludes arn:r (${k} has no value in the request)
                ${k}    | false | k;l | its Resource "${k}" does not include arn:r (${k}, ${l} have no value in the request)
                """)
    void aResource(String patterns, boolean negated, String unresolved, String phrase) {
        assertEquals(
                phrase,
                Phrases.obstacle(new Explanation.ResourceObstacle("arn:r", list(patterns), negated, list(unresolved))));
    }

    private static String condition(String operator, String wanted, String present, boolean many, String unresolved) {
        return Phrases.obstacle(new Explanation.ConditionObstacle(
                operator, "x:k", list(wanted), list(present), many, list(unresolved)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                StringEquals             | a       | b   | wants "a" and the request has "b"
                StringEquals             | a;b     | c   | wants "a" or "b" and the request has "c"
                StringEquals             | a;b;c;d | e   | wants "a" or "b" or "c" or 1 more and the request has "e"
                StringEquals             | a       | ``  | wants "a" and the request has no such key
                StringEquals             | ``      | b   | wants one of no values and the request has "b"
                StringEqualsIfExists     | a       | b   | wants "a" and the request has "b"
                StringNotEquals          | a;b     | a   | wants anything but "a" or "b" and the request has "a"
                StringNotLikeIfExists    | a*      | ab  | wants anything but "a*" and the request has "ab"
                NotIpAddress             | ::/0    | ::1 | wants anything but "::/0" and the request has "::1"
                ArnNotEquals             | a       | a   | wants anything but "a" and the request has "a"
                NumericNotEquals         | 1       | 1   | wants anything but "1" and the request has "1"
                DateNotEquals            | 1       | 1   | wants anything but "1" and the request has "1"
                NumericLessThan          | 5       | 6   | wants "5" and the request has "6"
                Bool                     | true    | false | wants "true" and the request has "false"
                Null                     | true    | v   | wants it to be absent and the request has "v"
                Null                     | false   | ``  | wants it to be present and the request has no such key
                Null                     | true    | v;w | wants it to be absent and the request has "v", "w"
                ForAllValues:StringLike  | a*      | b;c | wants "a*" and the request has "b", "c"
                ForAnyValue:StringNotEquals | a    | a;a | wants anything but "a" and the request has "a", "a"
                """)
    void aCondition(String operator, String wanted, String present, String phrase) {
        boolean quantified = operator.indexOf(':') > 0 || operator.equals("Null");
        assertEquals(
                "the condition " + operator + " x:k " + phrase, condition(operator, wanted, present, quantified, ""));
    }

    @Test
    void aListBeforeAnOperatorWithoutQuantifierIsTheReason() {
        assertEquals(
                "the condition StringEquals x:k wants \"a\" and the request has the list \"a\", \"b\", which only"
                        + " ForAnyValue and ForAllValues compare",
                condition("StringEquals", "a", "a;b", true, ""));
        assertEquals(
                "the condition StringEquals x:k wants \"a\" and the request has the list \"a\", which only"
                        + " ForAnyValue and ForAllValues compare",
                condition("StringEquals", "a", "a", true, ""));
        assertEquals(
                "the condition StringEquals x:k wants \"a\" and the request has no such key",
                condition("StringEquals", "a", "", true, ""));
        assertEquals(
                "the condition ForAnyValue:StringEquals x:k wants \"a\" and the request has \"b\"",
                condition("ForAnyValue:StringEquals", "a", "b", true, ""));
    }

    @Test
    void aVariableWithoutValueIsSaidAtTheEnd() {
        assertEquals(
                "the condition StringLike x:k wants \"${aws:username}/*\" and the request has \"v\""
                        + " (${aws:username} has no value in the request)",
                condition("StringLike", "${aws:username}/*", "v", false, "aws:username"));
        assertEquals(
                "the condition StringLike x:k wants \"${a}${b}\" and the request has no such key"
                        + " (${a}, ${b} have no value in the request)",
                condition("StringLike", "${a}${b}", "", false, "a;b"));
    }

    @Test
    void anOperatorThatNobodyKnowsIsShownAsWritten() {
        assertEquals(
                "the condition StringNotQuite x:k wants \"a\" and the request has \"b\"",
                condition("StringNotQuite", "a", "b", false, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                'Sid':'A',      | statement 1 "A"
                'Sid':'',       | statement 1
                ``              | statement 1
                """)
    void aStatementIsNumberedFromOne(String sid, String phrase) {
        Statement statement = Policies.policy(
                        PolicyKind.IDENTITY, "{" + sid + "'Effect':'Allow','Action':'*','Resource':'*'}")
                .policy()
                .statements()
                .getFirst();
        assertEquals(phrase, Phrases.statement(statement));
    }

    @Test
    void anUnprintableCharacterIsShownByItsNumber() {
        assertEquals("a\\u0000b", Phrases.printable("a\u0000b"));
        assertEquals("\\u000a\\u000d\\u0009", Phrases.printable("\n\r\t"));
        assertEquals("\\u001b[2J", Phrases.printable("\u001b[2J"));
        assertEquals("\\u007f\\u009b", Phrases.printable("\u007f\u009b"));
        assertEquals("\\u200b\\u202e\\u2066\\ufeff", Phrases.printable("\u200b\u202e\u2066\ufeff"));
        assertEquals("\\u2028\\u2029", Phrases.printable("\u2028\u2029"));
        assertEquals("\\ud83d", Phrases.printable("\ud83d"));
        assertEquals("\\ude00x", Phrases.printable("\ude00x"));
        assertEquals("\\ue0001", Phrases.printable(Character.toString(0xE0001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "plain", "é€ß", "日本", "\ud83d\ude00", "a/b:c*?${x}", "\"quotes\""})
    void whatCanBePrintedIsPrinted(String text) {
        assertEquals(text, Phrases.printable(text));
        assertEquals('"' + text + '"', Phrases.quoted(text));
    }

    @Test
    void ofALongTextTheFirst120CharactersAreShown() {
        assertEquals("x".repeat(119), Phrases.printable("x".repeat(119)));
        assertEquals("x".repeat(120), Phrases.printable("x".repeat(120)));
        assertEquals("x".repeat(120) + "…", Phrases.printable("x".repeat(121)));
        assertEquals("x".repeat(120) + "…", Phrases.printable("x".repeat(120) + "\n"));
        String faces = "\ud83d\ude00".repeat(120);
        assertEquals(faces, Phrases.printable(faces));
        assertEquals(faces + "…", Phrases.printable(faces + "x"));
        assertEquals("\\u0001".repeat(120), Phrases.printable("\u0001".repeat(120)));
    }

    @Test
    void everyTextOfARequestOrPolicyIsShownPrintable() {
        String evil = "a\nb\u001b[0m";
        String shown = "a\\u000ab\\u001b[0m";
        List<Explanation.Obstacle> obstacles = List.of(
                new Explanation.ActionObstacle(evil, List.of(evil), false),
                new Explanation.PrincipalObstacle(evil, List.of(evil), true),
                new Explanation.ResourceObstacle(evil, List.of(evil), false, List.of(evil)),
                new Explanation.ConditionObstacle(
                        "StringEquals", evil, List.of(evil), List.of(evil), false, List.of(evil)));
        for (Explanation.Obstacle obstacle : obstacles) {
            String phrase = Phrases.obstacle(obstacle);
            assertTrue(phrase.contains(shown), phrase);
            assertTrue(phrase.chars().noneMatch(Character::isISOControl), phrase);
        }
    }
}
