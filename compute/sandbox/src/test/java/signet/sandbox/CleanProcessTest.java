package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CleanProcessTest {
    /** All but the real-time ones, of which the C library keeps two for itself. */
    private static final long SIGNALS_OF_PROGRAMS = 0x7fff_ffffL;

    @Test
    void noSignalIsIgnoredThoughTheServerIgnoresIt() throws Exception {
        ProcessBuilder clean = CleanProcess.builder(
                List.of("grep", "SigIgn", "/proc/self/status"), Map.of("PATH", SandboxInstance.PATH));
        List<String> ofAnIgnoringServer =
                new ArrayList<>(List.of("sh", "-c", "trap '' HUP INT QUIT; exec \"$@\"", "sh"));
        ofAnIgnoringServer.addAll(clean.command());

        String ignored =
                output(clean.command(ofAnIgnoringServer)).replace("SigIgn:", "").strip();
        assertEquals(0, Long.parseUnsignedLong(ignored, 16) & SIGNALS_OF_PROGRAMS, ignored);
    }

    @Test
    void theServersEnvironmentIsNotInherited() throws Exception {
        assertEquals(
                "PATH=" + SandboxInstance.PATH + "\nTERM=vt100\n",
                output(CleanProcess.builder(
                        List.of("sh", "-c", "env | grep -v ^_= | grep -v ^PWD= | grep -v ^SHLVL= | sort"),
                        Map.of("PATH", SandboxInstance.PATH, "TERM", "vt100"))));
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
