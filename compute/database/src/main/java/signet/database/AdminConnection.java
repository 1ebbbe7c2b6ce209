package signet.database;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's own connection to one of its databases, as {@code rdsadmin}, over the socket in the database's directory,
 * which nobody else can open (PostgreSQL, "Frontend/Backend Protocol").
 */
final class AdminConnection implements AutoCloseable {
    /** The superuser; clients cannot log in as it. */
    static final String USER = "rdsadmin";

    private static final int PROTOCOL = 3 << 16;
    private static final int LONGEST_MESSAGE = 1 << 20;

    private final SocketChannel channel;
    private final DataInputStream in;

    private AdminConnection(SocketChannel channel, InputStream in) {
        this.channel = channel;
        this.in = new DataInputStream(new BufferedInputStream(in));
    }

    /** Connects to the database {@code postgres}. */
    static AdminConnection open(Path socket) throws IOException, DatabaseException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        AdminConnection connection = new AdminConnection(channel, Channels.newInputStream(channel));
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            connection.send(null, text("user", USER, "database", "postgres", ""), PROTOCOL);
            connection.awaitReady();
            return connection;
        } catch (IOException | DatabaseException e) {
            connection.close();
            throw e;
        }
    }

    /** Runs statements one after the other; none after one that fails. */
    void run(List<String> statements) throws IOException, DatabaseException {
        for (String statement : statements) {
            send('Q', text(statement), null);
            awaitReady();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void send(@Nullable Character type, byte[] body, @Nullable Integer code) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(body.length + 9);
        if (type != null) {
            message.put((byte) type.charValue());
        }
        message.putInt(body.length + (code == null ? 4 : 8));
        if (code != null) {
            message.putInt(code);
        }
        message.put(body).flip();
        while (message.hasRemaining()) {
            channel.write(message);
        }
    }

    private void awaitReady() throws IOException, DatabaseException {
        String error = null;
        while (true) {
            char type;
            try {
                type = (char) in.readUnsignedByte();
            } catch (EOFException e) {
                throw new DatabaseException(error == null ? "it closed the connection" : error, e);
            }
            byte[] body = body();
            if (type == 'E') {
                error = errorMessage(body);
            } else if (type == 'R' && ByteBuffer.wrap(body).getInt() != 0) {
                throw new DatabaseException("it asks its own server for a password");
            } else if (type == 'Z') {
                if (error != null) {
                    throw new DatabaseException(error);
                }
                return;
            }
        }
    }

    private byte[] body() throws IOException {
        int length = in.readInt() - 4;
        if (length < 0 || length > LONGEST_MESSAGE) {
            throw new IOException("a message of " + length + " bytes");
        }
        return in.readNBytes(length);
    }

    /** The field M of an error: each is a letter and a text that ends with NUL. */
    private static String errorMessage(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> List.of(line.split("\0", -1)).stream())
                .filter(field -> field.startsWith("M"))
                .map(field -> field.substring(1))
                .findFirst()
                .orElse("it failed");
    }

    private static byte[] text(String... words) {
        return (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
