package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarTest {
    private static final int FAR = 100;

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, a, 0",
        "a, b, 1",
        "'', abc, 3",
        "abc, '', 3",
        "abc, ac, 1",
        "ac, abc, 1",
        "ab, ba, 1",
        "getobjcet, getobject, 1",
        "getobjet, getobject, 1",
        "kitten, sitting, 3",
        "abcdef, badcfe, 3",
        "ca, abc, 3"
    })
    void insertionsDeletionsReplacementsAndSwapsAreCounted(String one, String another, int distance) {
        assertEquals(distance, Similar.distance(one, another, FAR));
        assertEquals(distance, Similar.distance(another, one, FAR));
    }

    @ParameterizedTest
    @CsvSource({"abc, xyz, 2, 2", "abc, abx, 2, 1", "abc, abx, 1, 1", "aaaaaaaa, bbbbbbbb, 3, 3", "abc, abc, 1, 0"})
    void fromTheLimitOnNothingIsCounted(String one, String another, int limit, int distance) {
        assertEquals(distance, Similar.distance(one, another, limit));
    }

    @Test
    void theDistanceIsThatOfTheDefinition() {
        Random random = new Random(9);
        for (int round = 0; round < 5_000; round++) {
            String one = text(random);
            String another = text(random);
            int expected = slow(one, another);
            assertEquals(expected, Similar.distance(one, another, FAR), one + " and " + another);
            int limit = random.nextInt(1, 8);
            assertEquals(Math.min(limit, expected), Similar.distance(one, another, limit), one + " and " + another);
        }
    }

    /** The definition of the restricted Damerau-Levenshtein distance, word by word. */
    private static int slow(String one, String another) {
        if (one.isEmpty() || another.isEmpty()) {
            return one.length() + another.length();
        }
        int i = one.length() - 1;
        int j = another.length() - 1;
        String shorter = one.substring(0, i);
        String shorterOther = another.substring(0, j);
        int least = Math.min(slow(shorter, another), slow(one, shorterOther)) + 1;
        least = Math.min(least, slow(shorter, shorterOther) + (one.charAt(i) == another.charAt(j) ? 0 : 1));
        if (i > 0 && j > 0 && one.charAt(i) == another.charAt(j - 1) && one.charAt(i - 1) == another.charAt(j)) {
            least = Math.min(least, slow(one.substring(0, i - 1), another.substring(0, j - 1)) + 1);
        }
        return least;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            text.append("abc".charAt(random.nextInt(3)));
        }
        return text.toString();
    }

    @Test
    void theNearestIsProposedInItsOwnCase() {
        List<String> known = List.of("GetObject", "GetObjectAcl", "PutObject");
        assertEquals("GetObject", Similar.nearest("getobjekt", known));
        assertEquals("PutObject", Similar.nearest("utObject", known));
        assertEquals(" Did you mean GetObjectAcl?", Similar.question("GetObjectACLs", known));
    }

    @Test
    void nothingIsProposedWhereNothingIsNear() {
        assertEquals("", Similar.nearest("Frobnicate", List.of("GetObject", "PutObject")));
        assertEquals("", Similar.question("x", List.of()));
        assertEquals("", Similar.nearest("ab", List.of("wxyz")));
    }

    @Test
    void aLongNameMayBeFartherOff() {
        assertEquals(
                "ReplaceIamInstanceProfileAssociation",
                Similar.nearest("ReplaceInstanceProfileAssociation", List.of("ReplaceIamInstanceProfileAssociation")));
        assertEquals("", Similar.nearest("role", List.of("userrole", "r")));
    }

    @Test
    void ofEquallyNearOnesTheFirstIsProposed() {
        assertEquals("aab", Similar.nearest("aaa", List.of("aab", "aac")));
        assertTrue(Similar.question("aaa", List.of("aac", "aab")).contains("aac"));
    }
}
