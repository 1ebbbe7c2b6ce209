package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.server.Configuration;
import signet.server.InvalidSettingException;

/** How many events are kept: the settings' defaults, their forms, and what is none. */
class EventsOptionTest {
    @Test
    void theCommandsDefaultsAreTheServers() {
        assertEquals(Configuration.Events.DEFAULT, EventsOption.parse("90d", "1GiB"));
    }

    @ParameterizedTest
    @CsvSource({"1m,1", "90m,90", "12h,720", "7d,10080", "3650d,5256000"})
    void anAgeHasAUnit(String text, long minutes) {
        assertEquals(
                Duration.ofMinutes(minutes), EventsOption.parse(text, "1GiB").age());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1MiB,1048576", "1024KiB,1048576", "200MiB,209715200", "3GiB,3221225472"})
    void aSizeHasAUnitUnlessItIsNone(String text, long bytes) {
        assertEquals(bytes, EventsOption.parse("90d", text).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "90", "0d", "-1d", "3651d", "1w", "1 d", "1.5d", "9999999d", "forever"})
    void anotherTextIsNoAge(String text) {
        InvalidSettingException thrown =
                assertThrows(InvalidSettingException.class, () -> EventsOption.parse(text, "1GiB"));
        assertEquals("--events-age is a time from 1m to 3650d, such as 90d or 12h, not " + text, thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0GiB", "1023KiB", "-1GiB", "1GB", "1 GiB", "9999999999GiB", "much"})
    void anotherTextIsNoSize(String text) {
        InvalidSettingException thrown =
                assertThrows(InvalidSettingException.class, () -> EventsOption.parse("90d", text));
        assertEquals(
                "--events-size is 0 or a size from 1MiB, such as 200MiB or 1GiB, not " + text, thrown.getMessage());
    }
}
