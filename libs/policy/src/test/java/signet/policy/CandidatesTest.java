package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of any length and groups of any number of policies name the first statement, and the policy that it is of. */
class CandidatesTest {
    private static String allow(String resource) {
        return statement("Allow", "s3:*", resource);
    }

    private static String statement(String effect, String action, String resource) {
        return "{'Effect':'" + effect + "','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    private static SourcedPolicy named(String source, String... statements) {
        return new SourcedPolicy(
                source, true, Policies.policy(PolicyKind.IDENTITY, statements).policy());
    }

    private static Query query(String resource) {
        return Policies.request(Policies.ALICE, "s3:GetObject", resource, Context.EMPTY)
                .query(false);
    }

    /** Around eight, from where a list is indexed by resource; the only statement that applies at each place. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 10, 16, 33})
    void theOnlyStatementThatAppliesIsFoundWhereverItStands(int length) {
        for (String covering : List.of(Policies.OBJECT, "arn:aws:s3:::bucket/*", "*", "arn:*:s3:::bucket/key")) {
            for (int place = 0; place < length; place++) {
                int at = place;
                List<Statement> statements = Policies.policy(
                                PolicyKind.IDENTITY,
                                IntStream.range(0, length)
                                        .mapToObj(i -> allow(i == at ? covering : "arn:aws:s3:::other" + i))
                                        .toArray(String[]::new))
                        .policy()
                        .statements();
                Candidates candidates = new Candidates(statements, List.of());
                assertEquals(length, candidates.size());
                assertEquals(place, candidates.first(query(Policies.OBJECT), Principals.ANY_LEVEL));
                assertSame(statements.get(place), candidates.statement(place));
                int other = candidates.first(query("arn:aws:s3:::x"), Principals.ANY_LEVEL);
                assertEquals(covering.equals("*") ? place : -1, other);
            }
        }
    }

    @Test
    void noCandidatesAnswerNothing() {
        assertEquals(0, Candidates.NONE.size());
        assertEquals(-1, Candidates.NONE.first(query("*"), Principals.ANY_LEVEL));
        assertEquals(-1, Candidates.NONE.first(query(Policies.OBJECT), Principals.ANY_LEVEL));
    }

    private static @Nullable String grant(PolicyGroup group, String resource) {
        Decision.ByStatement grant = group.grant(query(resource), Principals.ANY_LEVEL);
        return grant == null
                ? null
                : grant.policy().source() + grant.statement().index();
    }

    @Test
    void ofSeveralPoliciesTheFirstPolicyIsNamedThenTheFirstStatement() {
        SourcedPolicy a = named("a", allow("arn:aws:s3:::x"), allow("arn:aws:s3:::bucket/*"), allow("*"));
        SourcedPolicy b = named("b", allow("*"), allow(Policies.OBJECT));
        PolicyGroup ab = new PolicyGroup(PolicyKind.IDENTITY, List.of(a, b));
        PolicyGroup ba = new PolicyGroup(PolicyKind.BOUNDARY, List.of(b, a));
        assertEquals("a1", grant(ab, Policies.OBJECT));
        assertEquals("a0", grant(ab, "arn:aws:s3:::x"));
        assertEquals("a2", grant(ab, "arn:aws:s3:::y"));
        assertEquals("b0", grant(ba, Policies.OBJECT));
        Decision.ByStatement grant = ba.grant(query(Policies.OBJECT), Principals.ANY_LEVEL);
        assertEquals(PolicyKind.BOUNDARY, grant == null ? null : grant.kind());
        assertEquals(PolicyKind.BOUNDARY, ba.kind());
        assertEquals(List.of(b, a), ba.policies());
        assertTrue(ab.allows(query(Policies.OBJECT)));
        assertNull(ab.denial(query(Policies.OBJECT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12})
    void aDenialNamesItsPolicyAndStatement(int policies) {
        List<SourcedPolicy> all = new ArrayList<>();
        for (int i = 0; i < policies; i++) {
            all.add(named(
                    "p" + i,
                    allow("*"),
                    statement("Deny", "s3:Get*", "arn:aws:s3:::" + i),
                    statement("Deny", "s3:*", "arn:aws:s3:::last")));
        }
        PolicyGroup group = new PolicyGroup(PolicyKind.SESSION, all);
        for (int i = 0; i < policies; i++) {
            Decision.ExplicitlyDenied denied = group.denial(query("arn:aws:s3:::" + i));
            assertEquals("p" + i, denied == null ? null : denied.policy().source());
            assertEquals(1, denied == null ? -1 : denied.statement().index());
            assertEquals(PolicyKind.SESSION, denied == null ? null : denied.kind());
        }
        Decision.ExplicitlyDenied last = group.denial(query("arn:aws:s3:::last"));
        assertEquals("p0", last == null ? null : last.policy().source());
        assertNull(group.denial(query("arn:aws:s3:::none")));
    }

    @Test
    void aGroupWithoutPoliciesNeitherAllowsNorDenies() {
        PolicyGroup none = new PolicyGroup(PolicyKind.IDENTITY, List.of());
        assertNull(grant(none, "*"));
        assertNull(none.denial(query("*")));
        assertEquals(false, none.allows(query("*")));
    }

    /** The same text in the group twice: the first owner is named, though statements are equal in all. */
    @Test
    void ofEqualPoliciesTheFirstOwnerIsNamed() {
        String[] statements =
                IntStream.range(0, 20).mapToObj(i -> allow("arn:aws:s3:::" + i)).toArray(String[]::new);
        SourcedPolicy one = named("one", statements);
        SourcedPolicy same = new SourcedPolicy("same", false, one.policy());
        PolicyGroup group = new PolicyGroup(PolicyKind.IDENTITY, List.of(one, same));
        PolicyGroup turned = new PolicyGroup(PolicyKind.IDENTITY, List.of(same, one));
        for (int i = 0; i < 20; i++) {
            assertEquals("one" + i, grant(group, "arn:aws:s3:::" + i));
            assertEquals("same" + i, grant(turned, "arn:aws:s3:::" + i));
        }
    }

    private static final List<String> RESOURCES = List.of(
            "*",
            "arn:aws:s3:::*",
            "arn:aws:s3:::b",
            "arn:aws:s3:::b/*",
            "arn:aws:s3:::b/k",
            "arn:aws:S3:::b/k",
            "arn:aws:s*");
    private static final List<String> ASKED =
            List.of("*", "arn:aws:s3:::b", "arn:aws:s3:::b/k", "arn:aws:S3:::B", "arn:aws:ec2:::b");
    private static final List<String> ACTIONS = List.of("s3:*", "s3:GetObject", "s3:Put*", "*", "ec2:*");

    /** A whole group against a look at each statement of each policy, which the statement itself answers. */
    @ParameterizedTest
    @EnumSource(Effect.class)
    void randomGroupsAnswerAsALookAtEachStatement(Effect effect) {
        Random random = new Random(41);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            List<SourcedPolicy> policies = new ArrayList<>();
            for (int p = random.nextInt(6); p >= 0; p--) {
                String[] statements = IntStream.rangeClosed(0, random.nextInt(random.nextInt(9) == 0 ? 40 : 6))
                        .mapToObj(n -> statement(
                                random.nextInt(3) == 0 ? "Deny" : "Allow",
                                ACTIONS.get(random.nextInt(ACTIONS.size())),
                                RESOURCES.get(random.nextInt(RESOURCES.size()))))
                        .toArray(String[]::new);
                policies.add(named("p" + p, statements));
            }
            PolicyGroup group = new PolicyGroup(PolicyKind.IDENTITY, policies);
            for (String action : List.of("s3:GetObject", "S3:PUTOBJECT", "ec2:RunInstances", "x:y")) {
                for (String asked : ASKED) {
                    Query query = Policies.request(Policies.ALICE, action, asked, Context.EMPTY)
                            .query(false);
                    String expected = lookAtEach(policies, effect, query);
                    assertEquals(expected, answer(group, effect, query), () -> action + " " + asked + policies);
                    found += expected.isEmpty() ? 0 : 1;
                }
            }
        }
        assertTrue(found > 1_000, "found only " + found);
    }

    private static String answer(PolicyGroup group, Effect effect, Query query) {
        if (effect == Effect.ALLOW) {
            Decision.ByStatement grant = group.grant(query, Principals.ANY_LEVEL);
            assertEquals(grant != null, group.allows(query));
            return grant == null
                    ? ""
                    : grant.policy().source() + "/" + grant.statement().index();
        }
        Decision.ExplicitlyDenied denied = group.denial(query);
        return denied == null
                ? ""
                : denied.policy().source() + "/" + denied.statement().index();
    }

    private static String lookAtEach(List<SourcedPolicy> policies, Effect effect, Query query) {
        for (SourcedPolicy policy : policies) {
            for (Statement statement : policy.policy().statements()) {
                if (statement.effect() == effect && statement.levels(query) != 0) {
                    return policy.source() + "/" + statement.index();
                }
            }
        }
        return "";
    }
}
