package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
    private static final String PURPOSE = "test";

    private final World world = new World();
    private final Seal seal = new Seal(world.state, world.ids, World.CLOCK);

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "{\"name\":\"Zoë 🙂\"}", "\u0000\uffff", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void whatWasSealedOpensAgain(String text) {
        assertEquals(Optional.of(text), seal.open(PURPOSE, seal.seal(PURPOSE, text)));
    }

    @Test
    void aLargeTextOpensAgainWholly() {
        String text = new Random(1)
                .ints(1 << 20, 'a', 'z')
                .collect(StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append)
                .toString();

        assertEquals(Optional.of(text), seal.open(PURPOSE, seal.seal(PURPOSE, text)));
    }

    @Test
    void aTextThatCouldNotBeOpenedAgainIsNotSealed() {
        assertThrows(IllegalArgumentException.class, () -> seal.seal(PURPOSE, "a".repeat((1 << 20) + 1)));
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        assertNotEquals(seal.seal(PURPOSE, "text"), seal.seal(PURPOSE, "text"));
    }

    @Test
    void theTextCannotBeReadInItsSealedForm() {
        byte[] sealed = Base64.getDecoder().decode(seal.seal(PURPOSE, "a secret that nobody may read"));

        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("secret"));
    }

    @Test
    void itOpensForTheSamePurposeOnly() {
        String sealed = seal.seal(PURPOSE, "text");

        assertEquals(Optional.empty(), seal.open("tes", sealed));
        assertEquals(Optional.empty(), seal.open("test2", sealed));
        assertEquals(Optional.empty(), seal.open("", sealed));
        assertEquals(Optional.empty(), seal.open("TEST", sealed));
    }

    @Test
    void anyChangedBitIsRefused() {
        byte[] sealed = Base64.getDecoder().decode(seal.seal(PURPOSE, "text"));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(
                    Optional.empty(), seal.open(PURPOSE, Base64.getEncoder().encodeToString(changed)));
        }
    }

    @Test
    void anyChangedCharacterIsRefused() {
        for (String text : new String[] {"t", "te", "tex"}) {
            String sealed = seal.seal(PURPOSE, text);
            for (int at = 0; at < sealed.length(); at++) {
                for (char c : "AQgw/+=-\n é".toCharArray()) {
                    String changed = sealed.substring(0, at) + c + sealed.substring(at + 1);
                    if (!changed.equals(sealed)) {
                        assertEquals(Optional.empty(), seal.open(PURPOSE, changed));
                    }
                }
            }
        }
    }

    @Test
    void anyShortenedOrLengthenedFormIsRefused() {
        String sealed = seal.seal(PURPOSE, "text");
        for (int length = 0; length < sealed.length(); length++) {
            assertEquals(Optional.empty(), seal.open(PURPOSE, sealed.substring(0, length)));
        }
        byte[] bytes = Base64.getDecoder().decode(sealed);
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(bytes, length);
            assertEquals(
                    Optional.empty(), seal.open(PURPOSE, Base64.getEncoder().encodeToString(shorter)));
        }
        byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        assertEquals(Optional.empty(), seal.open(PURPOSE, Base64.getEncoder().encodeToString(longer)));
        assertEquals(Optional.empty(), seal.open(PURPOSE, sealed + "AAAA"));
        assertEquals(Optional.empty(), seal.open(PURPOSE, sealed + sealed));
    }

    @Test
    void whatAnotherInstallationSealedIsRefused() {
        try (World elsewhere = new World()) {
            Seal other = new Seal(elsewhere.state, World.ids(99), World.CLOCK);

            assertEquals(Optional.empty(), seal.open(PURPOSE, other.seal(PURPOSE, "text")));
        }
    }

    @Test
    void randomTextIsRefused() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertEquals(
                    Optional.empty(), seal.open(PURPOSE, Base64.getEncoder().encodeToString(bytes)));
            assertEquals(Optional.empty(), seal.open(PURPOSE, new String(bytes, StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void aRestartedServerOpensWhatItSealedBefore() {
        String sealed = seal.seal(PURPOSE, "text");

        Seal again = new Seal(world.state, World.ids(2), World.CLOCK);

        assertEquals(Optional.of("text"), again.open(PURPOSE, sealed));
        assertEquals(1, world.view().under(Tables.SEALING_KEYS, "").size());
    }

    @Test
    void theNewestKeySealsAndAnOlderOneStillOpens() {
        String old = seal.seal(PURPOSE, "text");
        world.state.change(tx -> tx.put(
                Tables.SEALING_KEYS,
                "0000000002",
                new SealingKey(2, Base64.getEncoder().encodeToString(new byte[32]), World.NOW)));

        String sealed = seal.seal(PURPOSE, "text");

        assertEquals(2, Base64.getDecoder().decode(sealed)[3]);
        assertEquals(Optional.of("text"), seal.open(PURPOSE, sealed));
        assertEquals(Optional.of("text"), seal.open(PURPOSE, old));
        world.state.change(tx -> tx.delete(Tables.SEALING_KEYS, "0000000001"));
        assertEquals(Optional.empty(), seal.open(PURPOSE, old));
    }

    @Test
    void aKeyDoesNotShowItsSecret() {
        SealingKey key =
                world.view().under(Tables.SEALING_KEYS, "").values().iterator().next();

        assertEquals("SealingKey[1]", key.toString());
        assertEquals(32, Base64.getDecoder().decode(key.secret()).length);
        assertTrue(key.created().equals(World.NOW));
    }
}
