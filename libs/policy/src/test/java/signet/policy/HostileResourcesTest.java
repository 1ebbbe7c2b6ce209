package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of statements that somebody wrote to be looked at in vain: the answers stay those of a few. */
class HostileResourcesTest {
    private static String statement(String effect, String action, String resource) {
        return "{'Effect':'" + effect + "','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    private static Policy policy(List<String> statements) {
        return Policies.policy(PolicyKind.IDENTITY, statements.toArray(new String[0]))
                .policy();
    }

    private static int named(Policy policy, Effect effect, String action, String resource) {
        Query query = Policies.request(Policies.ALICE, action, resource, Context.EMPTY)
                .query(false);
        ActionIndex index = effect == Effect.ALLOW ? policy.allows() : policy.denies();
        Statement statement = Policies.first(index, query, Principals.ANY_LEVEL);
        return statement == null ? -1 : statement.index();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 3_000})
    void ofManyEqualPrefixesTheOneThatCoversIsFound(int count) {
        List<String> statements = IntStream.range(0, count)
                .mapToObj(i -> statement("Allow", "s3:*", "arn:aws:s3:::bucket/*/" + i))
                .toList();
        Policy policy = policy(statements);
        for (int i : new int[] {0, 1, count / 2, count - 1}) {
            assertEquals(i, named(policy, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::bucket/any/" + i));
        }
        assertEquals(-1, named(policy, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::bucket/any/" + count));
        assertEquals(-1, named(policy, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::bucket"));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 3_000})
    void ofManyEqualResourcesTheFirstIsNamed(int count) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statements.add(statement(i % 3 == 2 ? "Deny" : "Allow", "s3:*", Policies.OBJECT));
        }
        Policy policy = policy(statements);
        assertEquals(0, named(policy, Effect.ALLOW, "s3:GetObject", Policies.OBJECT));
        assertEquals(2, named(policy, Effect.DENY, "s3:GetObject", Policies.OBJECT));
        assertEquals(-1, named(policy, Effect.DENY, "s3:GetObject", Policies.OBJECT + "s"));
    }

    /** Prefixes of every length to a thousand: the shortest that stands first is named. */
    @Test
    void prefixesOfAThousandLengthsAreAllTried() {
        String name = "abcdefghij".repeat(100);
        List<String> statements = IntStream.range(0, name.length())
                .mapToObj(i -> statement("Allow", "s3:*", "arn:aws:s3:::" + name.substring(0, 1_000 - i) + "*"))
                .toList();
        Policy policy = policy(statements);
        for (int length = 1; length <= 1_000; length += 37) {
            String asked = "arn:aws:s3:::" + name.substring(0, length);
            assertEquals(1_000 - length, named(policy, Effect.ALLOW, "s3:GetObject", asked));
            assertEquals(1_000 - length, named(policy, Effect.ALLOW, "s3:GetObject", asked + "-"));
        }
        assertEquals(-1, named(policy, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::b"));
    }

    @ParameterizedTest
    @CsvSource({"1", "100", "20000"})
    void aRequestMayBeOfAnyLength(int length) {
        List<String> statements = new ArrayList<>(IntStream.range(0, 20)
                .mapToObj(i -> statement("Allow", "s3:*", "arn:aws:s3:::filler-" + i + (i % 2 == 0 ? "*" : "")))
                .toList());
        String key = "k:/".repeat(length);
        statements.add(statement("Allow", "s3:*", "arn:aws:s3:::bucket/" + key));
        statements.add(statement("Allow", "s3:*", "arn:aws:s3:::bucket/*"));
        Policy policy = policy(statements);
        assertEquals(20, named(policy, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::bucket/" + key));
        assertEquals(21, named(policy, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::bucket/" + key + "x"));
        assertEquals(-1, named(policy, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::buckets/" + key));
    }

    /** Names of one hash, as whole names and as prefixes; a hash finds, the statement's own look decides. */
    @Test
    void namesOfOneHashAreToldApartAsPrefixesToo() {
        List<String> names = new ArrayList<>(List.of(""));
        for (int i = 0; i < 6; i++) {
            names = names.stream()
                    .flatMap(name -> List.of(name + "Aa", name + "BB").stream())
                    .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        }
        assertEquals(64, names.size());
        assertEquals(1, names.stream().map(String::hashCode).distinct().count());
        Policy whole = policy(names.stream()
                .map(name -> statement("Allow", "s3:*", "arn:aws:s3:::" + name))
                .toList());
        Policy begun = policy(names.stream()
                .map(name -> statement("Allow", "s3:*", "arn:aws:s3:::" + name + "/*"))
                .toList());
        for (int i = 0; i < names.size(); i++) {
            assertEquals(i, named(whole, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::" + names.get(i)));
            assertEquals(i, named(begun, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::" + names.get(i) + "/k"));
        }
        assertEquals(-1, named(whole, Effect.ALLOW, "s3:GetObject", "arn:aws:s3:::AaAaAaAaAaC#"));
    }

    /** A client that asks about ever new actions, in between which the answers of the others stay right. */
    @Test
    void thousandsOfActionsOnThousandsOfStatements() {
        Random random = new Random(81);
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String action = i % 5 == 0 ? "s3:*" + i : i % 5 == 1 ? "s3:Get" + i + "-*" : "s3:Put" + i;
            statements.add(statement("Allow", action, "arn:aws:s3:::b" + i % 100 + "/*"));
        }
        Policy policy = policy(statements);
        for (int n = 0; n < 600; n++) {
            int i = 5 * random.nextInt(390) + 2;
            assertEquals(i, named(policy, Effect.ALLOW, "s3:put" + i, "arn:aws:s3:::b" + i % 100 + "/k"));
            assertEquals(-1, named(policy, Effect.ALLOW, "s3:put" + i, "arn:aws:s3:::b" + (i + 1) % 100 + "/k"));
            assertEquals(
                    i - 1,
                    named(policy, Effect.ALLOW, "S3:GET" + (i - 1) + "-X", "arn:aws:s3:::b" + (i - 1) % 100 + "/k"));
        }
    }
}
