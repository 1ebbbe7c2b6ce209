package signet.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private final Ids ids = World.ids(7);

    @ParameterizedTest
    @CsvSource({"ASIAQNZGKIQY56JQ7WML,029608264753", "ASIAWMFUO5HRNCJ7VF5V,438465128930"})
    void theAccountOfAmazonsOwnKeysIsRead(String key, String account) {
        assertEquals(account, Ids.accountOf(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000000", "000000000001", "123456789012", "999999999999", "549755813888"})
    void anAccessKeyIdHoldsItsAccount(String account) {
        for (int i = 0; i < 200; i++) {
            assertEquals(account, Ids.accountOf(ids.accessKeyId("AKIA", account)));
            assertEquals(account, Ids.accountOf(ids.accessKeyId("ASIA", account)));
        }
    }

    @Test
    void anyAccountSurvivesTheRoundTrip() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            String account = String.format(Locale.ROOT, "%012d", random.nextLong(1_000_000_000_000L));
            assertEquals(account, Ids.accountOf(ids.accessKeyId("AKIA", account)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AKIA", "AKIASHORT", "AKIA1111111111111111", "akiaaaaaaaaaaaaaaaaa", "AKIA7777777777777777"})
    void anyTextGivesTwelveDigits(String text) {
        assertTrue(Ids.accountOf(text).matches("[0-9]{12}"), Ids.accountOf(text));
    }

    @Test
    void digitsAreAsciiWhateverTheLanguageOfTheHost() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("029608264753", Ids.accountOf("ASIAQNZGKIQY56JQ7WML"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void eachIdentifierHasAmazonsForm() {
        for (int i = 0; i < 500; i++) {
            assertMatches("AKIA[A-Z2-7]{16}", ids.accessKeyId("AKIA", World.ACCOUNT));
            assertMatches("AROA[A-Z2-7]{17}", ids.uniqueId("AROA", World.ACCOUNT));
            assertMatches("[A-Za-z0-9/+]{40}", ids.secret());
            assertMatches("i-[0-9a-f]{17}", ids.resource("i"));
            assertMatches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", ids.uuid());
            assertEquals(4, UUID.fromString(ids.uuid()).version());
        }
    }

    @Test
    void identifiersDoNotRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            assertTrue(seen.add(ids.accessKeyId("AKIA", World.ACCOUNT)));
            assertTrue(seen.add(ids.uniqueId("AIDA", World.ACCOUNT)));
            assertTrue(seen.add(ids.secret()));
            assertTrue(seen.add(ids.resource("i")));
            assertTrue(seen.add(ids.uuid()));
        }
    }

    @Test
    void everyCharacterOfASecretVaries() {
        char[] first = ids.secret().toCharArray();
        boolean[] varied = new boolean[first.length];
        for (int i = 0; i < 200; i++) {
            String other = ids.secret();
            for (int at = 0; at < varied.length; at++) {
                varied[at] |= other.charAt(at) != first[at];
            }
        }
        boolean[] all = new boolean[first.length];
        Arrays.fill(all, true);
        assertArrayEquals(all, varied);
    }

    @Test
    void randomBytesComeFromTheSourceThatWasGiven() {
        byte[] expected = new byte[16];
        new Random(7).nextBytes(expected);

        assertArrayEquals(expected, ids.bytes(16));
        assertEquals(0, ids.bytes(0).length);
        assertNotEquals(ids.uuid(), ids.uuid());
    }

    private static void assertMatches(String pattern, String text) {
        assertTrue(text.matches(pattern), text);
    }
}
