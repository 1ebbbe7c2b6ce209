package signet.functions;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.functions.BadCodeException.Reason;

class CodeArchiveTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("code.zip");
    }

    private Reason refused(Path zip) {
        return assertThrows(BadCodeException.class, () -> CodeArchive.check(zip))
                .reason();
    }

    @Test
    void anArchiveOfFilesAndFoldersIsTaken() throws IOException {
        Path zip = Archives.of(file(), "a.py", "x", "lib/", "", "lib/b.py", "y", ".hidden", "", "a..b/c", "");

        assertDoesNotThrow(() -> CodeArchive.check(zip));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "a/..",
                "..",
                "/etc/passwd",
                "//a",
                "a//b",
                "./a",
                "a/.",
                "a\\..\\..\\b",
                "C:\\a",
                "a\0b",
                "../"
            })
    void aNameThatCouldLeadElsewhereMakesItNoArchive(String name) throws IOException {
        assertEquals(Reason.NOT_READABLE, refused(Archives.of(file(), "fine", "x", name, "")));
        assertFalse(CodeArchive.isInside(name));
    }

    @Test
    void aNameThatIsEndlessIsRefused() throws IOException {
        assertEquals(Reason.NOT_READABLE, refused(Archives.of(file(), "a".repeat(1025), "x")));
        assertDoesNotThrow(() -> CodeArchive.check(Archives.of(file(), "a".repeat(1024), "x")));
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        assertEquals(Reason.NOT_READABLE, refused(Files.writeString(file(), "print('hello')")));
        assertEquals(Reason.NOT_READABLE, refused(Files.write(file(), new byte[0])));
        assertEquals(Reason.NOT_READABLE, refused(directory.resolve("absent")));
    }

    @Test
    void anArchiveOfNothingIsRefused() throws IOException {
        assertEquals(Reason.EMPTY, refused(Archives.of(file())));
    }

    @Test
    void aSmallArchiveOfFarTooMuchIsRefused() throws IOException {
        Path bomb = Archives.zeros(file(), CodeArchive.LARGEST + 1);

        assertTrue(Files.size(bomb) < 1 << 20);
        assertEquals(Reason.TOO_LARGE, refused(bomb));
    }

    @Test
    void theSizeThatAnEntryClaimsIsNotBelieved() throws IOException {
        byte[] content = new byte[1000];
        Path zip = Archives.stored(file(), "a", content);
        byte[] bytes = Files.readAllBytes(zip);
        // the size in the central directory: 24 bytes behind its mark
        for (int i = 0; i < bytes.length - 4; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 24] = 1;
                bytes[i + 25] = 0;
            }
        }
        Files.write(zip, bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThrows(Exception.class, () -> {
            CodeArchive.check(zip);
            CodeArchive.writeTar(zip, "task", CodeArchive.tar(out));
        });
    }

    @Test
    void spoiltArchivesAreRefusedAndNothingWorse() throws IOException {
        Path zip = Archives.of(file(), "a.py", "x".repeat(500), "b/c.py", "y".repeat(500));
        byte[] good = Files.readAllBytes(zip);
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Files.write(zip, bytes);
            try {
                CodeArchive.check(zip);
            } catch (BadCodeException e) {
                assertEquals(Reason.NOT_READABLE, e.reason());
            }
        }
    }

    @Test
    void theFilesOfAnArchiveComeOutOfTheTarAsTheyWere() throws IOException, InterruptedException {
        String longName = "folder-of-a-long-name/".repeat(12) + "é.py";
        Path zip = Archives.of(file(), "a.py", "print('a')", "empty", "", "lib/", "", longName, "x".repeat(1025));
        Path tar = directory.resolve("code.tar");
        try (var out = Files.newOutputStream(tar)) {
            TarWriter writer = CodeArchive.tar(out);
            writer.directory("task");
            CodeArchive.writeTar(zip, "task", writer);
            writer.end();
        }
        Process unpack = new ProcessBuilder("tar", "-x", "-f", tar.toString(), "-C", directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(unpack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, unpack.waitFor(), said);
        Path task = directory.resolve("task");
        assertEquals("print('a')", Files.readString(task.resolve("a.py")));
        assertEquals("", Files.readString(task.resolve("empty")));
        assertTrue(Files.isDirectory(task.resolve("lib")));
        assertEquals("x".repeat(1025), Files.readString(task.resolve(longName)));
        assertTrue(Files.isExecutable(task.resolve("a.py")));
    }

    @Test
    void anArchiveThatWasChangedSinceIsNotUnpacked() throws IOException {
        Path zip = Archives.of(file(), "../a", "x");

        assertThrows(
                IOException.class,
                () -> CodeArchive.writeTar(zip, "task", CodeArchive.tar(new ByteArrayOutputStream())));
    }

    @Test
    void aFileOfAnotherSizeThanItsHeaderSaysIsAFault() {
        TarWriter tar = CodeArchive.tar(new ByteArrayOutputStream());

        assertThrows(IOException.class, () -> tar.file("a", 3, new java.io.ByteArrayInputStream(new byte[] {1, 2})));
    }
}
