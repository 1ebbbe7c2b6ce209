package signet.microvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"jail.sh", "init", "guest.sh", "agent.sh", "run.sh"})
    void aScriptIsOneThatAShellCanRead(String name) throws Exception {
        Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
        try (var in = shell.getOutputStream()) {
            in.write(Resource.read(name));
        }

        assertEquals("", new String(shell.getInputStream().readAllBytes(), UTF_8));
        assertEquals(0, shell.waitFor());
    }

    @Test
    void aScriptThatIsNotThereIsAnError() {
        assertThrows(IOException.class, () -> Resource.read("absent"));
    }
}
