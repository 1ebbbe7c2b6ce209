package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server starts, refuses to start, and stops. */
class ServerTest {
    private static final int TERMINATED = 143;

    @TempDir
    private Path directory;

    @Test
    void aServerSaysWhereItListensAndAnswersThereOnceItSaysSo() {
        try (RunningServer server = RunningServer.on(data())) {
            RawRequest.Answer answer = RawRequest.of(server.endpoint(), "GET", "/_signet/health", null, "")
                    .send();
            assertEquals(200, answer.status());
            assertTrue(answer.body().startsWith("{"), answer.body());
            assertTrue(server.said().contains("export AWS_ENDPOINT_URL=" + server.endpoint()), server.said());
            assertTrue(!server.endpoint().endsWith(":0"), server.endpoint());
        }
    }

    @Test
    void sigtermEndsItCleanlyAndWhatItKeptIsThereAgain() {
        try (RunningServer server = RunningServer.on(data())) {
            new Clients(server.endpoint(), Keys.ROOT).iam().createUser(user -> user.userName("kept"));
            int status = server.stop();
            assertTrue(status == 0 || status == TERMINATED, "exit status " + status);
            assertTrue(!server.said().contains("Exception"), server.said());
        }
        try (RunningServer server = RunningServer.on(data())) {
            assertEquals(
                    "kept",
                    new Clients(server.endpoint(), Keys.ROOT)
                            .iam()
                            .getUser(user -> user.userName("kept"))
                            .user()
                            .userName());
        }
    }

    @Test
    void aSecondServerOnTheSameDataIsRefusedInOneLine() {
        try (RunningServer first = RunningServer.on(data())) {
            Ran second = Ran.of(Signet.command("up", "--port", "0", "--data", data().toString()));
            refusedInOneLine(second);
            assertTrue(second.err().contains(data().toString()), second.err());
            assertEquals(
                    200,
                    RawRequest.of(first.endpoint(), "GET", "/_signet/health", null, "")
                            .send()
                            .status());
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedInOneLine() {
        try (RunningServer first = RunningServer.on(data())) {
            String port = first.endpoint().substring(first.endpoint().lastIndexOf(':') + 1);
            Ran second = Ran.of(Signet.command(
                    "up", "--port", port, "--data", directory.resolve("other").toString()));
            refusedInOneLine(second);
            assertTrue(second.err().contains(port), second.err());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port x",
                "--port 70000",
                "--port -1",
                "--account-id 12",
                "--region nowhere",
                "--instances magic",
                "--propagation soon",
                "--propagation 121s",
                "--propagation-seed x",
                "--no-such-flag",
                "extra"
            })
    void aBadFlagIsRefusedInOneLine(String flags) {
        Ran ran = Ran.of(Signet.command(
                Stream.concat(Stream.of("up", "--data", data().toString()), Stream.of(flags.split(" ", -1)))
                        .toArray(String[]::new)));
        refusedInOneLine(ran);
        assertTrue(!Files.exists(data()), "it made a data directory");
    }

    @Test
    void anUnknownCommandIsRefusedInOneLine() {
        refusedInOneLine(Ran.of(Signet.command("frobnicate")));
    }

    @Test
    void halfARootCredentialIsRefusedInOneLine() {
        ProcessBuilder builder = Signet.command("up", "--port", "0", "--data", data().toString());
        builder.environment().remove("SIGNET_ROOT_SECRET_ACCESS_KEY");
        refusedInOneLine(Ran.of(builder));
    }

    @Test
    void theAccountOfADataDirectoryStays() {
        try (RunningServer server = RunningServer.on(data())) {
            server.stop();
        }
        Ran other = Ran.of(
                Signet.command("up", "--port", "0", "--data", data().toString(), "--account-id", "210987654321"));
        refusedInOneLine(other);
        assertTrue(other.err().contains(Signet.ACCOUNT), other.err());
    }

    @Test
    void aCorruptDataDirectoryIsReportedAndLeftAsItIs() throws IOException {
        byte[] garbage =
                "this is no database at all, and has not been one\n".repeat(200).getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(data());
        Path file = Files.write(data().resolve("signet.db"), garbage);
        Ran ran = Ran.of(Signet.command("up", "--port", "0", "--data", data().toString()));
        refusedInOneLine(ran);
        assertTrue(ran.err().contains(data().toString()), ran.err());
        assertArrayEquals(garbage, Files.readAllBytes(file));
    }

    @Test
    void aDatabaseWithADamagedMiddleIsReportedOrUnharmedButNeverOverwritten() throws IOException {
        try (RunningServer server = RunningServer.on(data())) {
            var iam = new Clients(server.endpoint(), Keys.ROOT).iam();
            for (int i = 0; i < 30; i++) {
                String name = "user-" + i;
                iam.createUser(user -> user.userName(name));
            }
            server.stop();
        }
        Path file = data().resolve("signet.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 4096; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] ^ 0x55);
        }
        Files.write(file, bytes);
        refusedInOneLine(Ran.of(Signet.command("up", "--port", "0", "--data", data().toString())));
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void aDataDirectoryThatIsAFileIsRefusedInOneLine() throws IOException {
        Files.writeString(data(), "a file");
        refusedInOneLine(Ran.of(Signet.command("up", "--port", "0", "--data", data().toString())));
        assertEquals("a file", Files.readString(data()));
    }

    @Test
    void nobodyElseReadsTheData() throws IOException {
        try (RunningServer server = RunningServer.on(data())) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data())));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("root-credentials"))));
            server.stop();
        }
    }

    private static void refusedInOneLine(Ran ran) {
        assertEquals(2, ran.status(), ran.out() + ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().startsWith("signet: "), ran.err());
        assertEquals("", ran.out());
    }

    private Path data() {
        return directory.resolve("data");
    }
}
