package signet.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of the JSON reader and what it makes of each type of value. */
class ParserLimitsTest {
    private static final String VALID =
            "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}";

    private static MalformedPolicyException refused(PolicyKind kind, String document) {
        return assertThrows(
                MalformedPolicyException.class, () -> Policy.parse(kind, Policies.json(document)), document);
    }

    private static Policy conditioned(String value) {
        return Policies.parse(
                PolicyKind.IDENTITY,
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
                        + "{'StringEquals':{'x:key':" + value + "}}}}");
    }

    private static boolean holdsFor(Policy policy, String requestValue) {
        return policy.statements().getFirst().conditions().getFirst().holds(Conditions.single(requestValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                true                  | true
                false                 | false
                5                     | 5
                -5                    | -5
                5.0                   | 5.0
                5.50                  | 5.50
                1e3                   | 1e3
                1E+3                  | 1E+3
                0                     | 0
                -0                    | -0
                12345678901234567890  | 12345678901234567890
                'text'                | text
                ''                    | ``
                '\\u0061'              | a
                '\\u00e9'              | é
                '\\ud83d\\ude00'        | 😀
                '\\/'                  | /
                ['a']                 | a
                [true]                | true
                [5,'b']               | b
                """)
    void aConditionValueIsItsTextAsWritten(String json, String text) {
        assertTrue(holdsFor(conditioned(json), text), json);
        assertEquals(
                text,
                conditioned(json)
                        .statements()
                        .getFirst()
                        .conditions()
                        .getFirst()
                        .values()
                        .getLast());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[null]",
                "[[]]",
                "[{}]",
                "['a',['b']]",
                "True",
                "TRUE",
                "nul",
                "01",
                "+1",
                ".5",
                "5.",
                "1e",
                "0x5",
                "NaN",
                "Infinity",
                "-",
                "--1",
                "'a",
                "a'",
                "'a''b'",
                "[1,]",
                "[,1]",
                "[1 2]",
                "'\\x'",
                "'\\u12'",
                "'\\ud83d",
                "undefined",
                "/*c*/1",
                "1//c",
                "\u00a01"
            })
    void whatIsNoScalarIsRefused(String json) {
        refused(
                PolicyKind.IDENTITY,
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
                        + "{'StringEquals':{'x:key':" + json + "}}}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Version':'2012-10-17','Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Id':'a','Id':'b','Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':[],'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Sid':'a','Sid':'a','Effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Action':'ec2:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{},'Condition':{}}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'a':'true'},'Bool':{'b':'true'}}}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'a':'true','a':'false'}}}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','\\u0045ffect':'Deny','Action':'s3:*','Resource':'*'}}"
            })
    void aNameGivenTwiceIsRefusedWhereverItStands(String document) {
        assertEquals(
                "Syntax errors in policy.",
                refused(PolicyKind.IDENTITY, document).getMessage());
        assertEquals(
                "This policy contains invalid Json",
                refused(PolicyKind.TRUST, document).getMessage());
        assertTrue(refused(PolicyKind.RESOURCE, document).getMessage().startsWith("Policies must be valid JSON"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statements':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'effect':'Allow','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Actions':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resources':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Conditions':{}}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','SID':'a'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','':'a'}}",
                "{'Version':'2012-10-17','Comment':'a','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}"
            })
    void anElementMisspeltIsRefusedAndNotIgnored(String document) {
        for (PolicyKind kind : PolicyKind.values()) {
            refused(kind, document);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 8, 13, 14, 15, 16, 17, 100, 10_000})
    void nestingBeyondAnyPolicyIsRefusedWithoutAnOverflow(int depth) {
        String nested = "{'Version':'2012-10-17','Statement':" + "[".repeat(depth)
                + "{'Effect':'Allow','Action':'*','Resource':'*'}" + "]".repeat(depth) + "}";
        if (depth <= 1) {
            assertEquals(
                    1, Policies.parse(PolicyKind.IDENTITY, nested).statements().size());
        } else {
            assertEquals(
                    "Syntax errors in policy.",
                    refused(PolicyKind.IDENTITY, nested).getMessage());
        }
    }

    @Test
    void aDocumentMayHaveAMebibyteAndNotACharacterMore() {
        String full = VALID + " ".repeat((1 << 20) - VALID.length());
        assertEquals(1, Policies.parse(PolicyKind.IDENTITY, full).statements().size());
        MalformedPolicyException e = refused(PolicyKind.IDENTITY, full + " ");
        assertEquals("Syntax errors in policy.", e.getMessage());
        assertEquals(List.of(1, 1), List.of(e.line(), e.column()));
    }

    @Test
    void oneStringMayFillTheDocument() {
        String sid = "s".repeat(900_000);
        Policy policy = Policies.parse(PolicyKind.IDENTITY, VALID.replace("'Effect'", "'Sid':'" + sid + "','Effect'"));
        assertEquals(sid, policy.statements().getFirst().sid().orElseThrow());
    }

    @Test
    void aNumberHasAThousandDigitsAtMost() {
        assertDoesNotThrow(() -> conditioned("9".repeat(1_000)));
        refused(
                PolicyKind.IDENTITY,
                VALID.replace("'*'}", "'*','Condition':{'NumericEquals':{'k':" + "9".repeat(1_001) + "}}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\r\n", "\n\n\n"})
    void whiteSpaceMayStandBetweenAllTokens(String space) {
        String spaced = VALID.replaceAll("([{}\\[\\],]|(?<='):)", space.replace("\\", "\\\\") + "$1" + space);
        Policy policy = Policies.parse(PolicyKind.IDENTITY, spaced);
        assertEquals(List.of("s3:*"), policy.statements().getFirst().actions());
        assertEquals(Policies.json(spaced), policy.document());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u000b", "\f", "\u00a0", "\u2028", "\ufeff", "\u0000"})
    void otherWhiteSpaceIsNoJson(String space) {
        refused(PolicyKind.IDENTITY, VALID + space);
        refused(PolicyKind.IDENTITY, space + VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "}", "]", ",", "{}", "null", "'", VALID})
    void nothingMayFollowTheDocument(String more) {
        for (PolicyKind kind : PolicyKind.values()) {
            refused(kind, VALID + more);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "日本語", "😀", "a\\u0000b", "\\ud800", "\\\\", "\\\""})
    void textOfAnyScriptIsKept(String sid) throws MalformedPolicyException {
        String document = Policies.json(VALID).replace("\"Effect\"", "\"Sid\":\"" + sid + "\",\"Effect\"");
        Policy policy = Policy.parse(PolicyKind.IDENTITY, document);
        assertFalse(policy.statements().getFirst().sid().orElseThrow().isEmpty());
        assertEquals(document, policy.document());
        assertEquals(document, policy.withAwsPrincipals(name -> "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\u001f", "\t", "\n"})
    void aControlCharacterInsideAStringMustBeEscaped(String control) {
        refused(PolicyKind.IDENTITY, VALID.replace("s3:*", "s3:" + control + "*"));
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void truncationAnywhereIsRefused(PolicyKind kind) {
        String statement = switch (kind) {
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> "'Effect':'Deny','Action':'s3:*','Resource':'*'";
            case RESOURCE, ENDPOINT, RESOURCE_CONTROL ->
                "'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'";
            case TRUST -> "'Effect':'Deny','Principal':'*','Action':'sts:AssumeRole'";
        };
        String document = "{'Version':'2012-10-17','Statement':[{" + statement + "}]}";
        assertEquals(1, Policies.parse(kind, document).statements().size());
        for (int length = 0; length < document.length(); length++) {
            refused(kind, document.substring(0, length));
        }
    }
}
