package signet.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimesTest {
    @TempDir
    Path folder;

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private Runtimes runtimes() {
        return Runtimes.in(List.of(folder));
    }

    @Test
    void aPythonOfAVersionIsARuntime() throws IOException {
        program("python3.11", "");
        program("python3.13", "");
        program("python3", "");
        program("python3.7", "");
        program("python2.7", "");

        assertEquals(List.of("python3.11", "python3.13"), runtimes().names());
        assertEquals(
                List.of(folder.resolve("python3.11").toString(), "/var/runtime/bootstrap.py"),
                runtimes().command("python3.11").orElseThrow());
    }

    @Test
    void aNodeIsTheRuntimeOfItsVersion() throws IOException {
        program("node", "echo v20.11.1");

        assertEquals(List.of("nodejs20.x"), runtimes().names());
        assertTrue(runtimes().command("nodejs22.x").isEmpty());
        assertEquals("bootstrap.mjs", Runtimes.bootstrap("nodejs20.x"));
    }

    @Test
    void aNodeThatIsTooOldOrSaysNothingSensibleIsNone() throws IOException {
        program("node", "echo v12.0.0");
        assertEquals(List.of(), runtimes().names());
        program("node", "echo hello; exit 1");
        assertEquals(List.of(), runtimes().names());
    }

    @Test
    void whatMayNotBeRunIsNone() throws IOException {
        Files.writeString(folder.resolve("python3.11"), "");

        assertEquals(List.of(), runtimes().names());
    }

    @Test
    void theBootstrapsAreThere() {
        assertTrue(Runtimes.class.getResource("bootstrap.py") != null);
        assertTrue(Runtimes.class.getResource("bootstrap.mjs") != null);
        assertEquals("bootstrap.py", Runtimes.bootstrap("python3.12"));
    }
}
