package signet.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of the guide is a test that runs here, but for its package and imports. */
class GuideTest {
    private static final Path GUIDE = Path.of("../docs/guide/testing.md");

    private static String block(String text, String language) {
        String fence = "\n```" + language + "\n";
        int start = text.indexOf(fence) + fence.length();
        return text.substring(start, text.indexOf("\n```", start) + 1);
    }

    @Test
    void theExampleIsTheTestThatRunsHere() throws IOException {
        String source = Files.readString(Path.of("src/test/java/signet/junit/NotesTest.java"));
        String shown = source.substring(source.indexOf("@SignetServer"));

        assertEquals(shown, block(Files.readString(GUIDE), "java"));
    }

    @Test
    void theCoordinatesAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        block(Files.readString(GUIDE), "xml")
                .lines()
                .map(String::strip)
                .filter(line -> !line.contains("dependency>") && !line.contains("<scope>"))
                .forEach(line -> assertTrue(pom.contains(line), line));
    }
}
