package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    private static AddressRange range(String text) {
        return Objects.requireNonNull(AddressRange.parse(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "203.0.113.7",
                "203.0.113.0/24",
                "0.0.0.0/0",
                "203.0.113.7/32",
                "::",
                "::1",
                "::/0",
                "2001:db8::/32",
                "2001:DB8::1/128",
                "1:2:3:4:5:6:7:8",
                "fe80::1"
            })
    void addressesAndRangesAreRead(String text) {
        assertNotNull(AddressRange.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "localhost",
                "example.com",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                ".1.2.3.4",
                "1.2.3.4/",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/8/8",
                "1.2.3.4/ 8",
                " 1.2.3.4",
                "1.2.3.*",
                "::/129",
                "::/1000",
                ":",
                ":::",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "fe80::1%eth0",
                "[::1]"
            })
    void whatIsNoAddressIsNone(String text) {
        assertNull(AddressRange.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/24, 203.0.113.0/24",
        "203.0.113.7/32, 203.0.113.7/32",
        "203.0.113.7, 203.0.113.7/32",
        "203.0.113.255/25, 203.0.113.128/25",
        "255.255.255.255/0, 0.0.0.0/0",
        "10.11.12.13/12, 10.0.0.0/12",
        "2001:db8::1/32, 2001:db8:0:0:0:0:0:0/32",
        "ffff::/1, 8000:0:0:0:0:0:0:0/1"
    })
    void theBaseHasZerosBehindThePrefix(String text, String base) {
        assertEquals(base, range(text).base());
        assertTrue(range(base).isBase());
        assertEquals(
                range(text).address().equals(range(base).address()), range(text).isBase());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.0/16",
        "10.0.0.0/8, 10.0.0.0/8",
        "0.0.0.0/0, 1.2.3.4",
        "::/0, 2001:db8::",
        "203.0.113.7/24, 203.0.113.200"
    })
    void aRangeContainsWhatHasItsPrefix(String wide, String narrow) {
        assertTrue(range(wide).contains(range(narrow)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 11.0.0.0/8",
        "10.0.0.0/16, 10.0.0.0/8",
        "0.0.0.0/0, ::1",
        "::/0, 1.2.3.4",
        "203.0.113.0/25, 203.0.113.128"
    })
    void andNothingElse(String wide, String narrow) {
        assertFalse(range(wide).contains(range(narrow)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, true",
        "10.1.2.3, true",
        "9.255.255.255, false",
        "11.0.0.0, false",
        "10.0.0.0/7, false",
        "172.15.255.255, false",
        "172.16.0.0, true",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "192.168.0.0/16, true",
        "192.167.0.0/16, false",
        "127.0.0.1, true",
        "fc00::1, true",
        "fdff::/16, true",
        "fe00::/16, false",
        "2001:db8::, false",
        "0.0.0.0/0, false"
    })
    void privateIsWhatNoRequestFromTheInternetHas(String text, boolean isPrivate) {
        assertEquals(isPrivate, range(text).isPrivate());
    }

    @Test
    void anyTextHasAnAnswerAndABaseIsTheBaseOfItself() {
        Random random = new Random(21);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(14); left > 0; left--) {
                text.append("0123456789abf.:/".charAt(random.nextInt(16)));
            }
            AddressRange range = AddressRange.parse(text.toString());
            if (range != null) {
                assertEquals(range.base(), range(range.base()).base());
                assertTrue(
                        range.contains(range(range.base()))
                                && range(range.base()).contains(range),
                        text::toString);
            }
        }
    }
}
