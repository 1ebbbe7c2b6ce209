package signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The protocol, against answers that are written down here. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AdminConnectionTest {
    private static final byte[] LET_IN = message('R', new byte[4]);
    private static final byte[] READY = message('Z', new byte[] {'I'});

    @TempDir
    Path directory;

    @Test
    void itSaysWhoItIsAndWaitsUntilItMaySpeak() throws Exception {
        byte[] parameter = message('S', "a\0b\0".getBytes(StandardCharsets.UTF_8));
        CompletableFuture<String> heard = answering(LET_IN, parameter, READY);
        AdminConnection.open(socket()).close();
        assertEquals("user rdsadmin database postgres  ", heard.get());
    }

    @Test
    void aRefusalIsToldInTheServersWords() throws Exception {
        var _ = answering(message('E', "SFATAL\0C28000\0Mgo away\0\0".getBytes(StandardCharsets.UTF_8)));
        assertEquals("go away", failure());
    }

    @Test
    void aFailedStatementIsToldOnceTheServerIsReadyAgain() throws Exception {
        byte[] error = message('E', "SERROR\0Mno such role\0\0".getBytes(StandardCharsets.UTF_8));
        var _ = answering(LET_IN, READY, error, READY);
        try (AdminConnection connection = AdminConnection.open(socket())) {
            assertEquals(
                    "no such role",
                    assertThrows(DatabaseException.class, () -> connection.run(List.of("DROP ROLE x", "never sent")))
                            .getMessage());
        }
    }

    @Test
    void itHasNoPasswordToGive() throws Exception {
        var _ = answering(message('R', new byte[] {0, 0, 0, 10}));
        assertEquals("it asks its own server for a password", failure());
    }

    @Test
    void aServerThatGoesAwayIsAFailure() throws Exception {
        var _ = answering(LET_IN);
        assertEquals("it closed the connection", failure());
    }

    @Test
    void aMessageOfNoSensibleLengthIsRefused() throws Exception {
        var _ = answering(new byte[] {'S', 0x7f, 0, 0, 0});
        assertThrows(IOException.class, () -> AdminConnection.open(socket()));
    }

    private String failure() {
        return String.valueOf(assertThrows(DatabaseException.class, () -> AdminConnection.open(socket()))
                .getMessage());
    }

    private Path socket() {
        return directory.resolve("s");
    }

    /** Answers one connection so; returns what it said first. */
    private CompletableFuture<String> answering(byte[]... answers) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        CompletableFuture<String> heard = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (server;
                    SocketChannel client = server.accept()) {
                DataInputStream in = new DataInputStream(Channels.newInputStream(client));
                byte[] first = in.readNBytes(in.readInt() - 4);
                heard.complete(new String(first, 4, first.length - 4, StandardCharsets.UTF_8).replace('\0', ' '));
                for (byte[] answer : answers) {
                    client.write(ByteBuffer.wrap(answer));
                }
                if (Arrays.equals(answers[answers.length - 1], READY)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException e) {
                heard.completeExceptionally(e);
            }
        });
        return heard;
    }

    private static byte[] message(char type, byte[] body) {
        return ByteBuffer.allocate(body.length + 5)
                .put((byte) type)
                .putInt(body.length + 4)
                .put(body)
                .array();
    }
}
