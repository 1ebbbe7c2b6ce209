package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under a hash stand its own places and no other's, and the first whose statement applies is the answer. */
class HashedPlacesTest {
    private static final int NOT_FOUND = Integer.MAX_VALUE;
    private static final Query QUERY = Policies.getObject(Policies.ALICE).query(false);

    /** Statements that apply to {@link #QUERY} where the text has a plus, and don't where it has a minus. */
    private static Statement[] statements(String which) {
        if (which.isEmpty()) {
            return new Statement[0];
        }
        return Policies.policy(
                        PolicyKind.IDENTITY,
                        which.chars()
                                .mapToObj(c -> "{'Effect':'Allow','Action':'s3:*','Resource':'"
                                        + (c == '+' ? Policies.OBJECT : "arn:aws:s3:::other") + "'}")
                                .toArray(String[]::new))
                .policy()
                .statements()
                .toArray(new Statement[0]);
    }

    private static HashedPlaces places(int... hashes) {
        return new HashedPlaces(IntStream.range(0, hashes.length)
                .mapToObj(place -> new HashedPlaces.Entry(hashes[place], place))
                .toList());
    }

    private static int first(HashedPlaces places, int hash, int best, String which) {
        return places.first(hash, best, statements(which), QUERY, Principals.ANY_LEVEL);
    }

    @Test
    void withoutEntriesNothingIsFound() {
        HashedPlaces none = places();
        for (int hash : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertEquals(NOT_FOUND, first(none, hash, NOT_FOUND, ""));
            assertEquals(3, first(none, hash, 3, ""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 31, 1 << 30, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x9E3779B9})
    void anEntryIsFoundUnderItsOwnHashAlone(int hash) {
        HashedPlaces one = places(hash);
        assertEquals(0, first(one, hash, NOT_FOUND, "+"));
        assertEquals(NOT_FOUND, first(one, hash, NOT_FOUND, "-"));
        for (int bit = 0; bit < 32; bit++) {
            assertEquals(NOT_FOUND, first(one, hash ^ 1 << bit, NOT_FOUND, "+"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 0, 1, -1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void ofOneHashTheFirstWhoseStatementAppliesIsFound(int hash) {
        HashedPlaces same = places(hash, hash, hash, hash, hash);
        assertEquals(0, first(same, hash, NOT_FOUND, "+++++"));
        assertEquals(1, first(same, hash, NOT_FOUND, "-+-++"));
        assertEquals(4, first(same, hash, NOT_FOUND, "----+"));
        assertEquals(NOT_FOUND, first(same, hash, NOT_FOUND, "-----"));
    }

    @Test
    void nothingAtOrBehindTheBestIsAnswered() {
        HashedPlaces same = places(7, 7, 7);
        assertEquals(0, first(same, 7, 1, "+++"));
        assertEquals(0, first(same, 7, 0, "+++"));
        assertEquals(2, first(same, 7, 2, "--+"));
        assertEquals(1, first(same, 7, 1, "--+"));
        assertEquals(1, first(same, 7, 2, "-++"));
    }

    @Test
    void theLevelOfAStatementMustBeOneOfThoseAskedFor() {
        Statement[] statements = Policies.policy(
                        PolicyKind.RESOURCE,
                        grant("111111111111"),
                        grant(Policies.SESSION.roleArn()),
                        grant(Policies.SESSION.sessionArn()))
                .policy()
                .statements()
                .toArray(new Statement[0]);
        HashedPlaces same = places(7, 7, 7);
        Query query = Policies.getObject(Policies.SESSION).query(false);
        assertEquals(0, same.first(7, NOT_FOUND, statements, query, Principals.ANY_LEVEL));
        assertEquals(0, same.first(7, NOT_FOUND, statements, query, Principals.ACCOUNT));
        assertEquals(1, same.first(7, NOT_FOUND, statements, query, Principals.VIA));
        assertEquals(2, same.first(7, NOT_FOUND, statements, query, Principals.DIRECT));
        assertEquals(1, same.first(7, NOT_FOUND, statements, query, Principals.DIRECT | Principals.VIA));
        assertEquals(NOT_FOUND, same.first(7, NOT_FOUND, statements, query, 0));
    }

    private static String grant(String principal) {
        return "{'Effect':'Allow','Principal':{'AWS':'" + principal + "'},'Action':'s3:*','Resource':'*'}";
    }

    @Test
    void aPlaceMayStandUnderSeveralHashes() {
        HashedPlaces places = new HashedPlaces(List.of(
                new HashedPlaces.Entry(1, 0),
                new HashedPlaces.Entry(2, 0),
                new HashedPlaces.Entry(1, 1),
                new HashedPlaces.Entry(2, 2)));
        assertEquals(0, first(places, 1, NOT_FOUND, "+++"));
        assertEquals(0, first(places, 2, NOT_FOUND, "+++"));
        assertEquals(1, first(places, 1, NOT_FOUND, "-++"));
        assertEquals(2, first(places, 2, NOT_FOUND, "-++"));
    }

    /** Few hashes, so that chains are long and slots shared; all numbers of entries around the powers of two. */
    @Test
    void randomPlacesAreFoundAsByALookAtEachEntry() {
        Random random = new Random(21);
        for (int count = 0; count < 70; count++) {
            int distinct = 1 + random.nextInt(12);
            int[] hashes =
                    random.ints(count, 0, distinct).map(n -> n * 0x10001 - 5).toArray();
            StringBuilder which = new StringBuilder();
            for (int i = 0; i < count; i++) {
                which.append(random.nextInt(4) == 0 ? '+' : '-');
            }
            Statement[] statements = statements(which.toString());
            HashedPlaces places = places(hashes);
            for (int n = -1; n <= distinct; n++) {
                int asked = n * 0x10001 - 5;
                int best = random.nextBoolean() ? NOT_FOUND : random.nextInt(count + 1);
                int expected = IntStream.range(0, count)
                        .filter(i -> i < best && hashes[i] == asked && which.charAt(i) == '+')
                        .findFirst()
                        .orElse(best);
                assertEquals(expected, places.first(asked, best, statements, QUERY, Principals.ANY_LEVEL));
            }
        }
    }

    @Test
    void whatWasPutInMayChangeAfterwards() {
        List<HashedPlaces.Entry> entries = new ArrayList<>(List.of(new HashedPlaces.Entry(5, 0)));
        HashedPlaces places = new HashedPlaces(entries);
        entries.clear();
        assertEquals(0, first(places, 5, NOT_FOUND, "+"));
    }
}
