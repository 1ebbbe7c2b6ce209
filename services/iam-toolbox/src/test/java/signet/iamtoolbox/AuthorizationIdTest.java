package signet.iamtoolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.Ids;

class AuthorizationIdTest {
    private final Random random = new Random(4);
    private final Ids ids = new Ids(random::nextBytes);

    @Test
    void anIdHasAmazonsFormAndIsItsOwnProof() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            String id = AuthorizationId.next(ids);
            assertTrue(id.matches("[0123456789abcdefghijklmnopqrstuvwxyz]{20}"), id);
            assertTrue(AuthorizationId.isOne(id));
            assertEquals(Optional.of(id), AuthorizationId.meaning(id));
            assertTrue(all.add(id));
        }
    }

    @Test
    void anIdWithOneCharacterChangedIsNone() {
        for (int i = 0; i < 2_000; i++) {
            StringBuilder id = new StringBuilder(AuthorizationId.next(ids));
            int at = random.nextInt(id.length());
            char before = id.charAt(at);
            id.setCharAt(at, before == 'a' ? 'b' : 'a');
            // a change of the first sixteen is found unless four characters of a hash happen to be the same
            assertFalse(AuthorizationId.isOne(id.toString()), id::toString);
        }
    }

    /** The published model's test asks for this one, and wants to hear that it is not valid. */
    @ParameterizedTest
    @ValueSource(
            strings = {"aaaaaaaaaaaaaaaaaaaa", "", "a", "0123456789abcdef0", "zzzzzzzzzzzzzzzz", "AAAAAAAAAAAAAAAA"})
    void otherTextMeansNothing(String text) {
        assertEquals(Optional.empty(), AuthorizationId.meaning(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0123456789ab4cde8f0123456789abcd, 01234567-89ab-4cde-8f01-23456789abcd",
        "ffffffffffffffffffffffffffffffff, ffffffff-ffff-ffff-ffff-ffffffffffff",
        "0123456789abcdef, 0123456789ABCDEF",
    })
    void theIdOfAnyRequestOrEventIsMeantWithoutItsDashesAndInSmallLetters(String text, String meant) {
        assertEquals(Optional.of(meant), AuthorizationId.meaning(text));
    }
}
