package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostProgramsTest {

    @TempDir
    Path home = Path.of("");

    private Path program(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private HostPrograms find(String folder, Path... wanted) throws IOException {
        return HostPrograms.find("/nowhere:relative::" + home.resolve(folder), List.of(wanted));
    }

    @Test
    void onlyTheProgramPartsOfAPrefixAreShown() throws IOException {
        program("tools/bin/aws", "#!/bin/sh\n");
        Files.createDirectories(home.resolve("tools/lib"));
        Files.createDirectories(home.resolve("tools/Documents"));
        Files.writeString(home.resolve("tools/credentials"), "secret");

        HostPrograms found = find("tools/bin");

        assertEquals(List.of(home.resolve("tools/bin"), home.resolve("tools/lib")), found.extra());
        assertEquals(home.resolve("tools/bin"), found.awsFolder());
    }

    @Test
    void linksAndInterpretersAreFollowed() throws IOException {
        Path python = program("venv/bin/python", "binary");
        Files.writeString(home.resolve("venv/pyvenv.cfg"), "");
        Path real = program("real/bin/aws", "#!" + python + "\n");
        Files.createDirectories(home.resolve("links/bin"));
        Files.createSymbolicLink(home.resolve("links/bin/aws"), real);

        List<Path> shown = find("links/bin").extra();

        assertEquals(
                List.of(
                        home.resolve("links/bin"),
                        home.resolve("real/bin"),
                        home.resolve("venv/bin"),
                        home.resolve("venv/pyvenv.cfg")),
                shown);
    }

    @Test
    void aProgramOutsideAProgramFolderShowsItsFolderOnly() throws IOException {
        program("here/aws", "binary");
        Files.createDirectories(home.resolve("lib"));

        assertEquals(List.of(home.resolve("here")), find("here").extra());
    }

    @Test
    void withoutAnAwsCommandNothingButTheWantedIsShown() throws IOException {
        HostPrograms found = find("empty", Path.of("/data/tools"), Path.of("/data/tools/inner"), Path.of("/usr/share"));

        assertEquals(List.of(Path.of("/data/tools")), found.extra());
        assertNull(found.awsFolder());
    }

    @Test
    void theSystemsDirectoriesAreNeverHomesOrSecrets() throws IOException {
        HostPrograms found = find("empty");

        assertTrue(found.system().contains(Path.of("/usr")));
        for (String hidden : List.of("/root", "/home", "/etc", "/var", "/tmp", "/sys", "/proc", "/dev")) {
            assertFalse(found.system().contains(Path.of(hidden)), hidden);
        }
    }

    @Test
    void aCircleOfInterpretersEnds() throws IOException {
        Path aws = home.resolve("a/bin/aws");
        program("a/bin/aws", "#!" + aws + "\n");

        assertEquals(List.of(home.resolve("a/bin")), find("a/bin").extra());
    }
}
