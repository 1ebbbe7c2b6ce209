package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions, resources, principals and the patterns below them. */
class MatchingTest {
    private static final Context ALICE =
            Context.builder().put("aws:username", "alice").put("x:star", "*").build();

    private static boolean statementMatches(PolicyKind kind, String body, Request request) {
        Policy policy = Policies.parse(kind, "{'Version':'2012-10-17','Statement':{" + body + "}}");
        return policy.statements().getFirst().levels(new Query(request, false)) != 0;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "* | s3:GetObject | true",
                "s3:* | s3:GetObject | true",
                "S3:GETobject | s3:GetObject | true",
                "s3:getobject | S3:GetObject | true",
                "s3:Get* | s3:GetObject | true",
                "s3:*Object | s3:GetObject | true",
                "s3:*t*b*t | s3:GetObject | true",
                "s3:?etObject | s3:GetObject | true",
                "s3:?GetObject | s3:GetObject | false",
                "s3:Get | s3:GetObject | false",
                "s3: | s3:GetObject | false",
                "s3:` ` | s3:GetObject | false",
                "s3x:* | s3:GetObject | false",
                "s3:GetObject | s3x:GetObject | false",
                "s3:GetObject* | s3:GetObject | true",
                "s3:** | s3:GetObject | true",
            })
    void anActionMatchesRegardlessOfCaseWithWildcardsInItsName(String pattern, String action, boolean expected) {
        String text = pattern.replace("`", "");
        Request request = Policies.request(Policies.ALICE, action, "*", Context.EMPTY);
        assertEquals(
                expected,
                statementMatches(
                        PolicyKind.IDENTITY, "'Effect':'Allow','Action':'" + text + "','Resource':'*'", request));
        assertEquals(
                !expected,
                statementMatches(
                        PolicyKind.IDENTITY, "'Effect':'Allow','NotAction':'" + text + "','Resource':'*'", request));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | * | true",
                "arn:aws:s3:::* | * | false",
                "* | arn:aws:s3:::b/k | true",
                "arn:aws:s3:::b/k | arn:aws:s3:::b/k | true",
                "arn:aws:s3:::b/K | arn:aws:s3:::b/k | false",
                "arn:aws:s3:::b/* | arn:aws:s3:::b/k/l:m | true",
                "arn:aws:s3:::b/? | arn:aws:s3:::b/kk | false",
                "arn:aws:s3:::*/k | arn:aws:s3:::b/k | true",
                "arn:*:s3:::b/k | arn:aws:s3:::b/k | true",
                "arn:aws:s*:::b/k | arn:aws:s3:::b/k | true",
                "arn:aws:S3:::b/k | arn:aws:s3:::b/k | true",
                "arn:aws:sns:*:1:t | arn:aws:sns:eu-west-1:1:t | true",
                "arn:aws:sns:eu-*-1:1:t | arn:aws:sns:eu-west-1:1:t | true",
                "arn:aws:sns:*:t | arn:aws:sns:eu-west-1:1:t | false",
                "arn:aws:sns | arn:aws:sns:eu-west-1:1:t | true",
                "arn:aws:sns:us* | arn:aws:sns:eu-west-1:1:t | false",
                "arn:aws:s3:::${aws:username}/* | arn:aws:s3:::alice/k | true",
                "arn:aws:s3:::${aws:username}/* | arn:aws:s3:::bob/k | false",
                "arn:aws:s3:::${x:none}/* | arn:aws:s3:::/k | false",
                "arn:aws:s3:::${x:none, ~b~}/* | arn:aws:s3:::b/k | true",
                "arn:aws:s3:::${x:star} | arn:aws:s3:::b | false",
                "arn:aws:s3:::${*} | arn:aws:s3:::b | false",
                "arn:aws:s3:::b${?} | arn:aws:s3:::b? | true",
            })
    void aResourceMatchesSegmentBySegment(String pattern, String resource, boolean expected) {
        Request request = Policies.request(Policies.ALICE, "s3:GetObject", resource, ALICE);
        assertEquals(
                expected,
                statementMatches(
                        PolicyKind.IDENTITY, "'Effect':'Allow','Action':'*','Resource':'" + pattern + "'", request));
        boolean unresolved = pattern.contains("x:none}");
        assertEquals(
                !expected && !unresolved,
                statementMatches(
                        PolicyKind.IDENTITY, "'Effect':'Allow','Action':'*','NotResource':'" + pattern + "'", request));
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY,arn:aws:s3,true",
        "BOUNDARY,arn:aws:s3,true",
        "SESSION,arn:aws:s3,true",
        "RESOURCE,arn:aws:s3,false",
        "RESOURCE,arn:aws:s3*,true",
        "ENDPOINT,arn:aws:s3,false",
        "SERVICE_CONTROL,arn:aws:s3*,true"
    })
    void aShortArnMeansWhatItsKindOfPolicySays(PolicyKind kind, String pattern, boolean expected) {
        boolean principal = kind == PolicyKind.RESOURCE || kind == PolicyKind.ENDPOINT;
        String body = "'Effect':'Allow'," + (principal ? "'Principal':'*'," : "") + "'Action':'*','Resource':'"
                + pattern + "'";
        assertEquals(expected, statementMatches(kind, body, Policies.getObject(Policies.ALICE)));
    }

    @Test
    void variablesAreLiteralInTheOldVersion() {
        Policy policy = Policies.parse(
                PolicyKind.RESOURCE,
                "{'Statement':{'Effect':'Allow','Principal':'*','Action':'*','Resource':'arn:aws:s3:::${aws:username}'}}");
        Request literal = Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::${aws:username}", ALICE);
        Request replaced = Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::alice", ALICE);
        assertTrue(policy.statements().getFirst().matchesResource(new Query(literal, false)));
        assertFalse(policy.statements().getFirst().matchesResource(new Query(replaced, false)));
    }

    @Test
    void globsAgreeWithRegularExpressions() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            String pattern = word(random, "ab*?");
            String text = word(random, "abA");
            assertEquals(
                    ReferenceMatching.like(pattern, text),
                    Glob.of(pattern, false).matches(text),
                    pattern + " " + text);
            assertEquals(
                    ReferenceMatching.like(pattern, Context.lower(text)),
                    Glob.of(pattern, true).matches(text),
                    pattern + " " + text);
        }
    }

    private static String word(Random random, String letters) {
        StringBuilder word = new StringBuilder();
        for (int n = random.nextInt(9); n > 0; n--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    @Test
    void aGlobOfManyStarsEndsSoon() {
        assertFalse(Glob.of("*a".repeat(2_000) + "b", false).matches("a".repeat(10_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.0.0",
                "256.0.0.1",
                "10.0.0.1/",
                "10.0.0.1/33",
                "1:2",
                "::/129",
                ":::",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1:2:3:4::5:6:7:8",
                "1::2:3:4:5:6:7:8",
                "g::",
                "::1.2.3",
                "1.2.3.4::",
                "12345::",
                "::1::",
                "10.0.0.1/-1"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertNull(IpRange.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "1::",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "1:2:3:4:5:6:1.2.3.4",
                "fe80::1/64",
                "0.0.0.0/0"
            })
    void addressesAndRangesAreRead(String text) {
        assertNotNull(IpRange.parse(text));
    }

    @Test
    void aRequestOfTheWrongShapeIsRefusedBeforeAnyDecision() {
        for (String action : new String[] {"", "s3", "s3:", ":Get", "s3:Get:x"}) {
            assertThrows(
                    IllegalArgumentException.class, () -> Policies.request(Policies.ALICE, action, "*", Context.EMPTY));
        }
        for (String resource : new String[] {"", "bucket", "arn:aws:s3", "arn:aws:s3:::".substring(0, 11)}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Policies.request(Policies.ALICE, "s3:GetObject", resource, Context.EMPTY));
        }
    }

    @Test
    void contextKeysIgnoreCaseAndLaterOnesCover() {
        Context base =
                Context.builder().put("aws:RequestTag/Team", "a").put("x", "1").build();
        Context over = Context.builder().put("AWS:requesttag/team", "b").build();
        assertEquals(
                "b", base.with(over).get("aws:RequestTag/Team").orElseThrow().getFirst());
        assertEquals("1", base.with(over).get("X").orElseThrow().getFirst());
        assertTrue(base.with(over).keys().contains("AWS:requesttag/team"));
        assertEquals(base, base.with(Context.EMPTY));
    }
}
