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

/** How late changes take effect: the setting's default, its forms, and what is none. */
class PropagationOptionTest {
    @Test
    void nothingIsAtOnce() {
        assertEquals(Configuration.Propagation.NONE, PropagationOption.parse("0", "1"));
    }

    @ParameterizedTest
    @CsvSource({"5,5000", "5s,5000", "1500ms,1500", "2m,120000", "120s,120000", "0s,0", "120000ms,120000", "1ms,1"})
    void aTimeHasAUnitOrIsInSeconds(String text, long millis) {
        assertEquals(
                Duration.ofMillis(millis), PropagationOption.parse(text, "7").longest());
        assertEquals(7, PropagationOption.parse(text, "7").seed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-1", "-1s", "121s", "3m", "120001ms", "5 s", "5h", "1e3", "9999999999s", "5s5"})
    void anotherTextIsNoTime(String text) {
        InvalidSettingException thrown =
                assertThrows(InvalidSettingException.class, () -> PropagationOption.parse(text, "1"));
        assertEquals("--propagation is a time from 0 to 120s, such as 5s or 1500ms, not " + text, thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "9223372036854775808"})
    void aSeedIsAWholeNumber(String text) {
        InvalidSettingException thrown =
                assertThrows(InvalidSettingException.class, () -> PropagationOption.parse("5s", text));
        assertEquals("--propagation-seed is a whole number, not " + text, thrown.getMessage());
    }
}
