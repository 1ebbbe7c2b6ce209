package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree of an explanation, whole: its lines, its branches, and where a long line goes on. */
class TreeTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static String tree(Principal caller, String resource, PolicySet set) {
        return Evaluator.explain(Policies.request(caller, "s3:GetObject", resource, Context.EMPTY), set)
                .tree();
    }

    private static String tree(PolicySet set) {
        return tree(Policies.ALICE, Policies.OBJECT, set);
    }

    private static PolicySet identity(String... statements) {
        return PolicySet.builder().identity(Policies.identity(statements)).build();
    }

    private static final String HEAD = """
            s3:GetObject on arn:aws:s3:::bucket/key
            by arn:aws:iam::111111111111:user/team/alice
            """;

    @Test
    void withoutPoliciesItIsTheHeadAlone() {
        assertEquals(
                HEAD + "is denied because no identity-based policy allows the s3:GetObject action\n",
                tree(PolicySet.EMPTY));
        assertEquals("""
                s3:GetObject on arn:aws:s3:::bucket/key
                by arn:aws:iam::111111111111:root
                is allowed because the caller is the root user of the account
                """, tree(Policies.ROOT, Policies.OBJECT, PolicySet.EMPTY));
    }

    @Test
    void aStatementThatAllowsAndOneThatDenies() {
        assertEquals(HEAD + """
                is denied with an explicit deny in an identity-based policy
                identity-based policy "inline"
                ├─ statement 1 allows, line 1
                └─ statement 2 "No" denies, line 1
                """, tree(identity(ALLOW, "{'Sid':'No','Effect':'Deny','Action':'s3:*','Resource':'*'}")));
    }

    @Test
    void aDenyThatDoesNotMatchIsNamedWithItsObstacle() {
        assertEquals(
                HEAD + """
                is allowed because an identity-based policy allows the s3:GetObject action
                identity-based policy "inline"
                ├─ statement 1 would deny, does not match, line 1
                │    its Resource "arn:aws:s3:::other" does not include arn:aws:s3:::bucket/key
                └─ statement 2 allows, line 1
                """, tree(identity("{'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::other'}", ALLOW)));
    }

    @ParameterizedTest
    @CsvSource({"1,1 statement", "2,2 statements", "30,30 statements"})
    void statementsForOtherServicesAreCounted(int count, String counted) {
        String other = "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}";
        String[] statements = new String[count];
        java.util.Arrays.fill(statements, other);
        assertEquals(HEAD + """
                is denied because no identity-based policy allows the s3:GetObject action
                identity-based policy "inline"
                └─ %s for actions of other services
                """.formatted(counted), tree(identity(statements)));
    }

    @Test
    void theLastBranchIsOpenWhileOthersAreCountedBehindIt() {
        String miss = "{'Effect':'Allow','Action':'s3:Put*','Resource':'*'}";
        String other = "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}";
        assertEquals(HEAD + """
                is denied because no identity-based policy allows the s3:GetObject action
                identity-based policy "inline"
                ├─ statement 2 would allow, does not match (the closest), line 1
                │    its Action "s3:Put*" does not include s3:GetObject
                └─ 1 statement for actions of other services
                """, tree(identity(other, miss)));
        assertEquals(HEAD + """
                is denied because no identity-based policy allows the s3:GetObject action
                identity-based policy "inline"
                └─ statement 1 would allow, does not match (the closest), line 1
                     its Action "s3:Put*" does not include s3:GetObject
                """, tree(identity(miss)));
    }

    @Test
    void everyObstacleHasItsLineAndEveryPolicyItsHead() {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Effect':'Allow','Action':'s3:Put*','Resource':'arn:aws:s3:::other',"
                        + "'Condition':{'Bool':{'aws:SecureTransport':'true'}}}"))
                .boundary(Policies.policy(PolicyKind.BOUNDARY, ALLOW))
                .build();
        assertEquals(HEAD + """
                is denied because no identity-based policy allows the s3:GetObject action
                identity-based policy "inline"
                └─ statement 1 would allow, does not match (the closest), line 1
                     its Action "s3:Put*" does not include s3:GetObject
                     its Resource "arn:aws:s3:::other" does not include arn:aws:s3:::bucket/key
                     the condition Bool aws:SecureTransport wants "true" and the request has no such key
                permissions boundary "inline"
                └─ statement 1 allows, line 1
                """, tree(set));
    }

    @Test
    void aGrantToTheAccountDelegatesAndADenyToItDenies() {
        String statement = "{'Effect':'%s','Principal':{'AWS':'111111111111'},'Action':'s3:*','Resource':'*'}";
        assertEquals(
                HEAD + """
                is denied because no identity-based policy allows the s3:GetObject action
                resource-based policy "inline"
                └─ statement 1 allows the account, whose own policies decide, line 1
                """,
                tree(PolicySet.builder()
                        .resource(Policies.policy(PolicyKind.RESOURCE, statement.formatted("Allow")))
                        .build()));
        assertEquals(
                HEAD + """
                is denied with an explicit deny in a resource-based policy
                resource-based policy "inline"
                └─ statement 1 denies, line 1
                """,
                tree(PolicySet.builder()
                        .resource(Policies.policy(PolicyKind.RESOURCE, statement.formatted("Deny")))
                        .build()));
    }

    /** Of equal statements only the closest itself is marked, not its like in another policy. */
    @Test
    void theClosestIsMarkedInItsPolicy() {
        String miss = "{'Effect':'Allow','Action':'s3:Put*','Resource':'*'}";
        SourcedPolicy first = new SourcedPolicy(
                "first", true, Policies.policy(PolicyKind.IDENTITY, miss).policy());
        SourcedPolicy second = new SourcedPolicy(
                "second", true, Policies.policy(PolicyKind.IDENTITY, miss).policy());
        assertEquals(
                HEAD + """
                is denied because no identity-based policy allows the s3:GetObject action
                identity-based policy "first"
                └─ statement 1 would allow, does not match (the closest), line 1
                     its Action "s3:Put*" does not include s3:GetObject
                identity-based policy "second"
                └─ statement 1 would allow, does not match, line 1
                     its Action "s3:Put*" does not include s3:GetObject
                """,
                tree(PolicySet.builder().identity(List.of(first, second)).build()));
    }

    /** "s3:GetObject on " has 16 characters; an ARN of 84 fills the line, and one more moves to the next. */
    @ParameterizedTest
    @ValueSource(ints = {83, 84, 85, 99, 100, 101, 119})
    void aWordThatDoesNotFitGoesToTheNextLine(int length) {
        String arn = Policies.OBJECT + "x".repeat(length - Policies.OBJECT.length());
        List<String> lines = tree(Policies.ROOT, arn, PolicySet.EMPTY).lines().toList();
        if (length <= 84) {
            assertEquals("s3:GetObject on " + arn, lines.getFirst());
            assertEquals(3, lines.size());
        } else {
            assertEquals("s3:GetObject on", lines.getFirst());
            assertEquals(arn.substring(0, Math.min(100, length)), lines.get(1));
            assertEquals(length > 100 ? arn.substring(100) : "by arn:aws:iam::111111111111:root", lines.get(2));
        }
    }

    @Test
    void whatGoesOnIsIndentedBehindItsBranch() {
        String long1 = "s3:Put" + "a".repeat(70);
        String long2 = "s3:Put" + "b".repeat(70);
        String statement = "{'Effect':'Allow','Action':['" + long1 + "','" + long2 + "'],'Resource':'*'}";
        assertEquals(HEAD + """
                is denied because no identity-based policy allows the s3:GetObject action
                identity-based policy "inline"
                ├─ statement 1 would allow, does not match (the closest), line 1
                │    its Action "%s",
                │      "%s" does not
                │      include s3:GetObject
                └─ statement 2 would allow, does not match, line 1
                     its Action "%s",
                       "%s" does not
                       include s3:GetObject
                """.formatted(long1, long2, long1, long2), tree(identity(statement, statement)));
    }

    @Test
    void aSidLongerThanALineIsCutIntoLines() {
        String sid = "S".repeat(118);
        String tree = tree(identity("{'Sid':'" + sid + "','Effect':'Allow','Action':'*','Resource':'*'}"));
        String joined = tree.replaceAll("\n +", "").replace("\n", " ");
        assertTrue(joined.contains(sid), tree);
        assertTrue(tree.lines().allMatch(line -> line.length() <= 100), tree);
        assertTrue(tree.lines().anyMatch(line -> line.length() == 100), tree);
    }

    /** Characters outside of the basic plane are two chars and one column, and are never torn. */
    @Test
    void columnsAreCountedInCharactersThatAPersonSees() {
        String faces = "\ud83d\ude00".repeat(110);
        List<String> lines = tree(Policies.ROOT, "arn:aws:s3:::" + faces, PolicySet.EMPTY)
                .lines()
                .toList();
        assertEquals("s3:GetObject on", lines.getFirst());
        assertEquals(100, lines.get(1).codePointCount(0, lines.get(1).length()));
        // Of the 123 characters 120 are shown.
        assertEquals("\ud83d\ude00".repeat(20) + "…", lines.get(2));
    }

    @Test
    void noTextOfAnyShapeMakesALineTooLongOrLosesAWord() {
        Random random = new Random(51);
        for (int i = 0; i < 500; i++) {
            StringBuilder arn = new StringBuilder("arn:aws:s3:::");
            for (int n = random.nextInt(105); n > 0; n--) {
                arn.append(random.nextInt(12) == 0 ? ' ' : random.nextInt(15) == 0 ? 'é' : 'k');
            }
            String text = arn.toString().stripTrailing();
            String tree = tree(identity("{'Effect':'Allow','Action':'s3:*','Resource':'" + text + "'}"));
            String asked = tree(Policies.ALICE, text, PolicySet.EMPTY);
            for (String line : (tree + asked).split("\n", -1)) {
                assertTrue(line.codePointCount(0, line.length()) <= 100, line);
                assertEquals(line.stripTrailing(), line);
            }
            assertTrue(
                    asked.replaceAll("[ \n]", "").startsWith(("s3:GetObjecton" + text + "by").replace(" ", "")), asked);
        }
    }
}
