package signet.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MfaDeviceTest {
    private static final Instant NOW = World.NOW;
    private static final long STEP = Totp.step(NOW);

    private final MfaDevice device = MfaDevice.create(
            World.ACCOUNT, "/", "phone", "12345678901234567890".getBytes(StandardCharsets.UTF_8), NOW, Map.of());

    private String code(long step) {
        return Totp.code(device.seed(), step);
    }

    /** RFC 6238, appendix B; its eight digits end in our six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfRfc6238(long second, String code) {
        assertEquals(code, code(Totp.step(Instant.ofEpochSecond(second))));
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void base32IsThatOfRfc4648(String plain, String encoded) {
        assertEquals(encoded, Base32.encode(plain.getBytes(StandardCharsets.UTF_8)));
        assertArrayEquals(plain.getBytes(StandardCharsets.UTF_8), Base32.decode(encoded));
    }

    @Test
    void anyBytesComeBackFromBase32() {
        Random random = new Random(3);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, Base32.decode(Base32.encode(bytes)));
        }
        assertThrows(IllegalArgumentException.class, () -> Base32.decode("a1"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void aCodeMayBeOneStepOff(long off) {
        assertTrue(device.accept(code(STEP + off), NOW).isPresent());
    }

    @ParameterizedTest
    @ValueSource(longs = {-20, -3, -2, 2, 3, 20})
    void aCodeMayNotBeFurtherOff(long off) {
        assertEquals(Optional.empty(), device.accept(code(STEP + off), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000000", "28708", "2870822", "abcdef", "２８７０８２"})
    void whatIsNoCodeOfTheDeviceIsNone(String code) {
        assertEquals(Optional.empty(), device.accept(code, NOW));
    }

    @Test
    void aCodeIsGoodOnce() {
        MfaDevice used = device.accept(code(STEP), NOW).orElseThrow();

        assertEquals(Optional.empty(), used.accept(code(STEP), NOW));
        assertEquals(Optional.empty(), used.accept(code(STEP - 1), NOW), "nor is an earlier one good after it");
        assertTrue(used.accept(code(STEP + 1), NOW).isPresent());
    }

    @Test
    void twoCodesInARowBelongTogether() {
        assertTrue(device.acceptTwo(code(STEP - 1), code(STEP), NOW).isPresent());
        assertEquals(Optional.empty(), device.acceptTwo(code(STEP), code(STEP), NOW));
        assertEquals(Optional.empty(), device.acceptTwo(code(STEP), code(STEP - 1), NOW));
        assertEquals(Optional.empty(), device.acceptTwo(code(STEP - 2), code(STEP), NOW));
        assertEquals(Optional.empty(), device.acceptTwo(code(STEP + 30), code(STEP + 31), NOW));
    }

    @Test
    void theCodesThatBroughtTheClocksTogetherAreUsed() {
        MfaDevice enabled = device.acceptTwo(code(STEP - 1), code(STEP), NOW).orElseThrow();

        assertEquals(Optional.empty(), enabled.accept(code(STEP), NOW));
        assertEquals(Optional.empty(), enabled.acceptTwo(code(STEP), code(STEP + 1), NOW));
        assertTrue(enabled.accept(code(STEP + 1), NOW.plusSeconds(30)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(longs = {-15, -2, 5, 19})
    void aClockThatIsOffIsKnownAfterTwoCodes(long off) {
        MfaDevice known =
                device.acceptTwo(code(STEP + off - 1), code(STEP + off), NOW).orElseThrow();
        Instant later = NOW.plus(Duration.ofMinutes(10));

        assertTrue(known.accept(code(Totp.step(later) + off), later).isPresent());
        assertFalse(
                known.accept(code(Totp.step(later)), later).isPresent(), "its owner's codes are those of its clock");
    }

    @Test
    void aDeviceThatChangesHandsRemembersItsCodes() {
        MfaDevice again = device.accept(code(STEP), NOW)
                .orElseThrow()
                .enabledFor("AIDAX", NOW)
                .deactivated()
                .enabledFor("AIDAY", NOW);

        assertEquals(Optional.empty(), again.accept(code(STEP), NOW));
    }

    @Test
    void theSeedIsInNoLog() {
        assertFalse(device.toString().contains(device.seed()), device.toString());
    }

    @Test
    void aSerialNumberNamesOneDevice() {
        try (World world = new World()) {
            MfaDevice deep = MfaDevice.create(World.ACCOUNT, "/a//b/", "phone", new byte[40], NOW, Map.of("k", "v"));
            world.state.change(tx -> {
                tx.put(Tables.MFA_DEVICES, device.key(), device);
                tx.put(Tables.MFA_DEVICES, deep.key(), deep);
            });

            assertEquals(Optional.of(device), Tables.mfaDevice(world.view(), device.serialNumber()));
            assertEquals(Optional.of(deep), Tables.mfaDevice(world.view(), deep.serialNumber()));
            for (String other : new String[] {
                "",
                "phone",
                "GAHT12345678",
                "arn:aws:iam::123456789012:mfa/Phone",
                "arn:aws:iam::210987654321:mfa/phone",
                "arn:aws:iam::123456789012:mfa//phone",
                "arn:aws:iam::123456789012:user/phone",
                "arn:aws:sts::123456789012:mfa/phone"
            }) {
                assertEquals(Optional.empty(), Tables.mfaDevice(world.view(), other), other);
            }
            try (signet.snapshot.State again = signet.snapshot.State.open(world.store, Tables.all())) {
                assertEquals(Optional.of(deep), Tables.mfaDevice(again.current(), deep.serialNumber()));
            }
        }
    }
}
