package signet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Ipv4RangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "100.68.0.18/18, 100.68.0.0/18",
        "255.255.255.255/1, 128.0.0.0/1",
        "1.2.3.4/0, 0.0.0.0/0",
        "1.2.3.4/32, 1.2.3.4/32",
        "010.0.0.0/8, 10.0.0.0/8"
    })
    void surplusBitsAreDropped(String written, String canonical) {
        assertEquals(Optional.of(canonical), Ipv4Range.parse(written).map(Ipv4Range::toString));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0/8",
                "10.0.0.0/33",
                "256.0.0.0/8",
                "10.0.0.0/",
                "::/0",
                "10.0.0.0/8 ",
                "1.2.3.4/-1"
            })
    void whatIsNoRangeIsNone(String text) {
        assertEquals(Optional.empty(), Ipv4Range.parse(text));
    }

    @Test
    void aRangeHasTheAddressesWithItsLeadingBits() {
        Ipv4Range range = Ipv4Range.parse("172.31.16.0/20").orElseThrow();

        assertTrue(range.contains(Packets.number("172.31.16.0")));
        assertTrue(range.contains(Packets.number("172.31.31.255")));
        assertFalse(range.contains(Packets.number("172.31.32.0")));
        assertFalse(range.contains(Packets.number("172.31.15.255")));
        assertTrue(Ipv4Range.ALL.contains(Packets.number("255.255.255.255")));
    }

    @Test
    void whatIsPrintedIsReadAsTheSame() {
        Random random = new Random(4);
        for (int i = 0; i < 10_000; i++) {
            Ipv4Range range = new Ipv4Range(random.nextInt(), random.nextInt(33));

            assertEquals(Optional.of(range), Ipv4Range.parse(range.toString()));
            assertTrue(range.contains(range.address()));
        }
    }

    @Test
    void bitsAreZeroToThirtyTwo() {
        assertThrows(IllegalArgumentException.class, () -> new Ipv4Range(0, 33));
        assertThrows(IllegalArgumentException.class, () -> new Ipv4Range(0, -1));
    }
}
