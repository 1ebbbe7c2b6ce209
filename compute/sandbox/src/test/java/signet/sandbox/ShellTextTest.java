package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShellTextTest {

    @Test
    void exportsAreSortedAndQuoted() {
        assertEquals("export A='it'\\''s'\nexport B=''\n", ShellText.exports(Map.of("B", "", "A", "it's")));
    }

    @Test
    void aShellReadsBackExactlyWhatWasQuoted() throws Exception {
        Random random = new Random(20_261_123);
        String alphabet = "ab '\"\\$`!*?\n\t;&|<>(){}[]#~-=é";
        StringBuilder script = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int round = 0; round < 200; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            script.append(ShellText.exports(Map.of("VALUE", value.toString()))).append("printf '%s|' \"$VALUE\"\n");
            expected.append(value).append('|');
        }

        Process shell = new ProcessBuilder("sh").start();
        try (var in = shell.getOutputStream()) {
            in.write(script.toString().getBytes(StandardCharsets.UTF_8));
        }

        assertEquals(expected.toString(), new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
