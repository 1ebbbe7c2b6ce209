package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;

/** The README's example compiles, runs and prints what the README says. */
class ReadmeTest {
    @TempDir
    private Path folder = Path.of("");

    private static String block(String text, String language) {
        String fence = "\n```" + language + "\n";
        int start = text.indexOf(fence) + fence.length();
        return text.substring(start, text.indexOf("\n```", start) + 1);
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    @Test
    void theExamplePrintsWhatTheReadmeSays() throws IOException, InterruptedException, URISyntaxException {
        String readme = Files.readString(Path.of("README.md"));
        Path source = Files.writeString(folder.resolve("Example.java"), block(readme, "java"));
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        place(Policy.class) + File.pathSeparator + place(JsonFactory.class),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        java.getOutputStream().close();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor(), output);
        assertEquals(block(readme, "text"), output);
    }

    @Test
    void theCoordinatesAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String dependency = block(Files.readString(Path.of("README.md")), "xml");
        for (String line : dependency.lines().map(String::strip).toList()) {
            assertTrue(line.contains("dependency>") || pom.contains(line), line);
        }
    }
}
