package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever finds statements faster finds the very statement that a look at each of them in order finds. */
class IndexAgreementTest {
    private static final List<Integer> MASKS =
            List.of(Principals.ANY_LEVEL, Principals.DIRECT, Principals.VIA, Principals.ACCOUNT);

    /** A policy of so many random statements that it is indexed by action and by resource. */
    private static SourcedPolicy large(Worlds worlds, PolicyKind kind, int statements) {
        List<Doc.Line> lines = new ArrayList<>();
        while (lines.size() < statements) {
            lines.addAll(worlds.doc(kind).lines());
        }
        return Worlds.pair(kind, new Doc(true, lines)).compiled();
    }

    private static @Nullable Statement lookAtEach(Policy policy, Effect effect, Query query, int mask) {
        return policy.statements().stream()
                .filter(statement -> statement.effect() == effect && (statement.levels(query) & mask) != 0)
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyAnswersAsALookAtEachStatementDoes(PolicyKind kind) {
        Worlds worlds = new Worlds(400 + kind.name().length());
        int found = 0;
        for (int i = 0; i < 25; i++) {
            Policy policy = large(worlds, kind, 1 + i * 4).policy();
            for (int n = 0; n < 120; n++) {
                Request request = worlds.request();
                Query query = request.query(n % 2 == 0);
                for (int mask : MASKS) {
                    Statement allow = Policies.first(policy.allows(), query, mask);
                    Statement deny = Policies.first(policy.denies(), query, mask);
                    assertSame(lookAtEach(policy, Effect.ALLOW, query, mask), allow, () -> request + "\n" + policy);
                    assertSame(lookAtEach(policy, Effect.DENY, query, mask), deny, () -> request + "\n" + policy);
                    found += allow != null || deny != null ? 1 : 0;
                }
            }
        }
        assertTrue(found > 1_000, "found only " + found);
    }

    @Test
    void aGroupAnswersAsALookAtEachOfItsPoliciesDoes() {
        Worlds worlds = new Worlds(419);
        Set<PolicyKind> seen = EnumSet.noneOf(PolicyKind.class);
        for (PolicyKind kind : List.of(PolicyKind.IDENTITY, PolicyKind.SERVICE_CONTROL, PolicyKind.RESOURCE)) {
            for (int i = 0; i < 20; i++) {
                List<SourcedPolicy> policies = IntStream.range(0, i % 7)
                        .mapToObj(n -> large(worlds, kind, 1 + n * 3))
                        .toList();
                PolicyGroup group = new PolicyGroup(kind, policies);
                for (int n = 0; n < 100; n++) {
                    Query query = worlds.request().query(false);
                    Decision.ByStatement grant = group.grant(query, Principals.ANY_LEVEL);
                    assertEquals(first(policies, Effect.ALLOW, query), grant == null ? null : grant.statement());
                    assertEquals(grant != null, group.allows(query));
                    Decision.ExplicitlyDenied denial = group.denial(query);
                    assertEquals(first(policies, Effect.DENY, query), denial == null ? null : denial.statement());
                    if (grant != null) {
                        assertTrue(grant.policy().policy().statements().contains(grant.statement()));
                        assertTrue(policies.contains(grant.policy()) && grant.kind() == kind);
                        seen.add(kind);
                    }
                }
            }
        }
        assertEquals(3, seen.size());
    }

    private static @Nullable Statement first(List<SourcedPolicy> policies, Effect effect, Query query) {
        return policies.stream()
                .map(policy -> lookAtEach(policy.policy(), effect, query, Principals.ANY_LEVEL))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String allow(String resource) {
        return "{'Effect':'Allow','Action':'s3:GetObject','Resource':'" + resource + "'}";
    }

    private static @Nullable Statement first(Policy policy, String resource) {
        Context context = Context.builder().put("aws:username", "alice").build();
        return Policies.first(
                policy.allows(),
                Policies.request(Policies.ALICE, "s3:GetObject", resource, context)
                        .query(false),
                Principals.ANY_LEVEL);
    }

    /** Every way to cover one object, in every order: the first in the document is named. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theFirstInTheDocumentIsNamedHoweverItIsFound(int seed) {
        List<String> covering = List.of(
                "arn:aws:s3:::bucket/alice/x",
                "arn:aws:s3:::bucket/alice/*",
                "arn:aws:s3:::bucket/*",
                "arn:aws:s3:::*",
                "arn:aws:s*",
                "arn:aws:S3:::bucket/alice/x",
                "arn:*:s3:::bucket/alice/x",
                "arn:aws:s3:::bucket/${aws:username}/x",
                "arn:aws:s3:::bucket/alice/?",
                "*");
        Random random = new Random(seed);
        List<String> resources = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            resources.add("arn:aws:s3:::bucket/other-" + i + (i % 2 == 0 ? "/*" : ""));
        }
        int earliest = resources.size();
        for (String resource : covering) {
            int place = random.nextInt(resources.size() + 1);
            resources.add(place, resource);
            earliest = Math.min(earliest, place);
        }
        Policy policy = Policies.policy(
                        PolicyKind.IDENTITY,
                        resources.stream().map(IndexAgreementTest::allow).toArray(String[]::new))
                .policy();
        int expected = IntStream.range(0, resources.size())
                .filter(i -> covering.contains(resources.get(i)))
                .findFirst()
                .orElseThrow();
        Statement named = first(policy, "arn:aws:s3:::bucket/alice/x");
        assertEquals(expected, named == null ? -1 : named.index());
        assertTrue(earliest <= expected);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::bucket/k, arn:aws:S3:::bucket/k, true",
        "arn:aws:S3:::bucket/k, arn:aws:s3:::bucket/k, true",
        "arn:aws:s3:::bucket/K, arn:aws:s3:::bucket/k, false",
        "arn:aws:s3:::Bucket/*, arn:aws:s3:::bucket/k, false",
        "arn:aws:s3:::bucket/*, arn:AWS:S3:::bucket/k, true",
        "arn:aws:s3:::bucket/*, arn:aws:s3:::bucket/, true",
        "arn:aws:s3:::bucket/*, arn:aws:s3:::bucket, false",
        "arn:aws:s3:::b:c/*, arn:aws:s3:::b:c/d, true",
        "arn:aws:s3:::b:c, arn:aws:s3:::b:C, false",
        "arn:aws:s3:::*, arn:aws:s3:::, true",
        "arn:aws:s3*, arn:aws:s3:eu-west-1:1:x, true",
        "arn:aws:s3:::b${*}, arn:aws:s3:::b*, true",
        "arn:aws:s3:::b${*}, arn:aws:s3:::bc, false",
        "arn:aws:s3:::b$/x, arn:aws:s3:::b$/x, true",
        "arn:aws:s3:::b/${aws:username}, arn:aws:s3:::b/alice, true",
        "arn:aws:s3:::b/${aws:username}, arn:aws:s3:::b/bob, false",
        "arn:aws:s3:::Aa/*, arn:aws:s3:::BB/k, false",
        "arn:aws:s3:::Aa, arn:aws:s3:::BB, false"
    })
    void amongManyAPatternCoversWhatItCoversAlone(String pattern, String resource, boolean covers) {
        String[] statements = IntStream.range(0, 40)
                .mapToObj(i -> allow(i == 33 ? pattern : "arn:aws:s3:::filler-" + i + "/x"))
                .toArray(String[]::new);
        Statement named = first(Policies.policy(PolicyKind.IDENTITY, statements).policy(), resource);
        assertEquals(covers ? 33 : -1, named == null ? -1 : named.index());
        Statement alone =
                first(Policies.policy(PolicyKind.IDENTITY, allow(pattern)).policy(), resource);
        assertEquals(covers, alone != null);
    }

    @Test
    void aRequestWithoutResourceIsCoveredByTheStarAlone() {
        List<String> statements = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> allow("arn:aws:s3:::filler-" + i + "*"))
                .toList());
        Policy without = Policies.policy(PolicyKind.IDENTITY, statements.toArray(new String[0]))
                .policy();
        assertEquals(null, first(without, "*"));
        statements.add(17, allow("*"));
        Statement named = first(
                Policies.policy(PolicyKind.IDENTITY, statements.toArray(new String[0]))
                        .policy(),
                "*");
        assertEquals(17, named == null ? -1 : named.index());
    }

    @Test
    void aConditionOfOneStatementUnderAHashSendsToTheNext() {
        String never = "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/k','Condition':{'Null':"
                + "{'aws:username':'true'}}}";
        String[] statements = IntStream.range(0, 50)
                .mapToObj(i -> i < 41 ? never : allow("arn:aws:s3:::b/k"))
                .toArray(String[]::new);
        Statement named = first(Policies.policy(PolicyKind.IDENTITY, statements).policy(), "arn:aws:s3:::b/k");
        assertEquals(41, named == null ? -1 : named.index());
    }

    /** Strings of "Aa" and "BB" all have one hash, which an attacker knows too. */
    @Test
    void resourcesOfOneHashAreToldApart() {
        List<String> names = List.of("AaAa", "AaBB", "BBAa", "BBBB");
        List<String> resources = new ArrayList<>();
        for (String one : names) {
            for (String other : names) {
                resources.add("arn:aws:s3:::b/" + one + other);
            }
        }
        Policy policy = Policies.policy(
                        PolicyKind.IDENTITY,
                        resources.stream().map(IndexAgreementTest::allow).toArray(String[]::new))
                .policy();
        for (int i = 0; i < resources.size(); i++) {
            Statement named = first(policy, resources.get(i));
            assertEquals(i, named == null ? -1 : named.index());
        }
        assertEquals(null, first(policy, "arn:aws:s3:::b/AaAaAaBa"));
    }
}
