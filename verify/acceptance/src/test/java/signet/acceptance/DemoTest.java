package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    private Path directory;

    @Test
    @Tag("slow")
    void theDemoGoesAsTheArticleSaysAndLeavesNothing() throws IOException {
        Assumptions.assumeTrue(Clients.onPath("aws"), "the AWS CLI is not on PATH");
        Ran ran = Ran.of(Signet.command(List.of("-Djava.io.tmpdir=" + directory), "demo"));
        assertEquals(0, ran.status(), ran.out() + ran.err());
        assertTrue(ran.out().contains("outcomes are as the article says"), ran.out());
        assertTrue(!ran.out().contains("\u001b"), "colours, and it is no terminal");
        try (var left = Files.list(directory)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.toString().contains("demo")).toList());
        }
    }

    @Test
    void withoutTheAwsCliOneLineSaysWhatToInstall() {
        ProcessBuilder builder = Signet.command("demo");
        builder.environment().put("PATH", directory.toString());
        Ran ran = Ran.of(builder);
        assertEquals(2, ran.status());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().contains("pip install awscli"), ran.err());
    }
}
