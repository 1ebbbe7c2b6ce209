package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file of expectations says, and where it is wrong. */
class RuleReaderTest {
    private static final String GOOD = """
            # who may do what
            version: 1
            expectations:
              - name: readers read
                who: [alice, "arn:aws:iam::111122223333:role/ci"]
                actions: [s3:GetObject, s3:ListBucket]
                resources:
                  - arn:aws:s3:::notes
                  - arn:aws:s3:::notes/*
                context:
                  aws:SourceIp: 10.0.0.1
                  aws:TagKeys: [a, b]
                  aws:MultiFactorAuthPresent: true
                  aws:MultiFactorAuthAge: 3600
                expect: allowed
                because: identity
              - who: alice
                action: iam:CreateUser
                expect: explicitly denied
              - who: alice
                pass: {role: admin, service: [ec2.amazonaws.com, lambda.amazonaws.com]}
                expect: denied
            """;

    private static List<Rule> good(String text) {
        RuleReader.Read read = RuleReader.read(text);
        assertEquals(List.of(), read.faults());
        return read.rules();
    }

    private static List<String> faults(String text) {
        return RuleReader.read(text).faults().stream()
                .map(fault -> fault.shown("f"))
                .toList();
    }

    @Test
    void anExpectationIsOfEverybodyNamedAndEverythingAsked() {
        Rule rule = good(GOOD).getFirst();

        assertEquals("readers read", rule.name());
        assertEquals(4, rule.line());
        assertEquals(5, rule.column());
        assertEquals(List.of("alice", "arn:aws:iam::111122223333:role/ci"), rule.who());
        assertEquals(Rule.Ruling.ALLOWED, rule.expected());
        assertEquals("identity", rule.because());
        Map<String, List<String>> keys = Map.of(
                "aws:SourceIp", List.of("10.0.0.1"),
                "aws:TagKeys", List.of("a", "b"),
                "aws:MultiFactorAuthPresent", List.of("true"),
                "aws:MultiFactorAuthAge", List.of("3600"));
        assertEquals(
                List.of(
                        new Ask.Access("s3:GetObject", "arn:aws:s3:::notes", keys),
                        new Ask.Access("s3:GetObject", "arn:aws:s3:::notes/*", keys),
                        new Ask.Access("s3:ListBucket", "arn:aws:s3:::notes", keys),
                        new Ask.Access("s3:ListBucket", "arn:aws:s3:::notes/*", keys)),
                rule.asks());
    }

    @Test
    void withoutAResourceItIsEverything() {
        Rule rule = good(GOOD).get(1);

        assertNull(rule.name());
        assertNull(rule.because());
        assertEquals(List.of(new Ask.Access("iam:CreateUser", "*", Map.of())), rule.asks());
        assertEquals(Rule.Ruling.EXPLICITLY_DENIED, rule.expected());
    }

    @Test
    void aRoleIsHandedToEachService() {
        assertEquals(
                List.of(new Ask.Pass("admin", "ec2.amazonaws.com"), new Ask.Pass("admin", "lambda.amazonaws.com")),
                good(GOOD).get(2).asks());
    }

    @Test
    void anAccountIdAndAnOctalNumberAreTextAsWritten() {
        String text = """
                expectations:
                - {who: 012345678901, action: s3:GetObject, resource: 0777, expect: denied, context: {a:b: 1e3}}
                """;

        Rule rule = good(text).getFirst();

        assertEquals(List.of("012345678901"), rule.who());
        assertEquals(List.of(new Ask.Access("s3:GetObject", "0777", Map.of("a:b", List.of("1e3")))), rule.asks());
    }

    private static String rule(String members) {
        return "expectations:\n- {" + members + "}\n";
    }

    static Stream<Arguments> faults() {
        String rest = "action: s3:GetObject, expect: denied";
        return Stream.of(
                Arguments.of("", "f:1:1: the file is empty"),
                Arguments.of("# nothing\n", "f:1:1: the file is empty"),
                Arguments.of("- a\n", "f:1:1: the file is a mapping of names to values"),
                Arguments.of("version: 1\n", "f:1:1: expectations is missing"),
                Arguments.of("version: 2\n" + rule("who: a, " + rest), "f:1:10: version is 1"),
                Arguments.of("expectations: []\n", "f:1:15: expectations has none: a check of nothing always passes"),
                Arguments.of("expectations: a\n", "f:1:15: expectations is a list"),
                Arguments.of(
                        "other: 1\n" + rule("who: a, " + rest),
                        "f:1:8: \"other\" is not known here, only expectations," + " version"),
                Arguments.of("expectations:\n- 7\n", "f:2:3: an expectation is a mapping of names to values"),
                Arguments.of(rule(rest), "f:2:3: who is missing: an ARN or a name, or a list of them"),
                Arguments.of(rule("who: , " + rest), "f:2:8: who is a text that is not empty"),
                Arguments.of(rule("who: [], " + rest), "f:2:9: who is an empty list"),
                Arguments.of(rule("who: {a: b}, " + rest), "f:2:9: who is a text that is not empty"),
                Arguments.of(rule("who: a, action: s3:GetObject"), "f:2:3: expect is missing: allowed or denied"),
                Arguments.of(
                        rule("who: a, action: s3:GetObject, expect: maybe"),
                        "f:2:42: expect is allowed, denied, explicitly denied or implicitly denied, not \"maybe\""),
                Arguments.of(rule("who: a, expect: denied"), "f:2:3: action is missing, such as s3:GetObject; or pass"),
                Arguments.of(
                        rule("who: a, action: 's3:*', expect: denied"),
                        "f:2:20: \"s3:*\" is no action such as s3:GetObject"),
                Arguments.of(
                        rule("who: a, actions: s3:GetObject, " + rest),
                        "f:2:21: action and actions are the same: write one of them"),
                Arguments.of(
                        rule("who: a, because: luck, " + rest),
                        "f:2:21: because is a kind of policy: boundary,"
                                + " endpoint, identity, rcp, resource, scp, session, not \"luck\""),
                Arguments.of(
                        rule("who: a, pass: {role: r, service: ec2.amazonaws.com}, " + rest),
                        "f:2:18: pass stands alone, without action, resource and context"),
                Arguments.of(rule("who: a, pass: {role: r}, expect: denied"), "f:2:18: pass has a role and a service"),
                Arguments.of(
                        rule("who: a, pass: {role: r, service: ec2}, expect: denied"),
                        "f:2:37: \"ec2\" is no service such as ec2.amazonaws.com"),
                Arguments.of(
                        rule("who: a, context: {SourceIp: b}, " + rest),
                        "f:2:32: \"SourceIp\" is no condition key such as aws:SourceIp"),
                Arguments.of(rule("who: a, who: b, " + rest), "f:2:12: \"who\" is there twice"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedWithItsLineAndColumn(String text, String fault) {
        assertEquals(List.of(fault), faults(text));
    }

    @Test
    void everyFaultIsFoundInOneReading() {
        assertEquals(
                3,
                faults("expectations:\n- {who: a}\n- {expect: denied, who: b, action: x}\n")
                        .size());
    }

    @Test
    void whatIsNoYamlIsSaidWithItsPlace() {
        String fault = faults("expectations:\n- who: [a\n- b: c\n").getFirst();

        assertTrue(fault.matches("f:3:[0-9]+: this is no YAML: .*"), fault);
    }

    @Test
    void tagsMakeNoObjectsAndAliasesNoBombs() {
        assertFalse(faults(rule("who: !!javax.script.ScriptEngineManager [x], action: s3:GetObject, expect: denied")
                        .replace("[x]", "{}"))
                .isEmpty());
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertFalse(faults(bomb.toString()).isEmpty());
    }

    @Test
    void noTextMakesReadingFail() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        Math.min(text.length(), at + random.nextInt(3)),
                        "" + "\n :-[]{}&*!|>'\"%@`,#?\t\u0000é".charAt(random.nextInt(24)));
            }
            RuleReader.Read read = RuleReader.read(text.toString());
            assertNotNull(read);
            read.faults().forEach(fault -> {
                assertTrue(fault.line() > 0 && fault.column() > 0, fault::toString);
                assertEquals(1, fault.reason().lines().count(), fault::toString);
            });
        }
    }
}
