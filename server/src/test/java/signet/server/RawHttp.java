package signet.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A client that sends just the bytes it is given, and shows just those that come back. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    /**
     * An answer as it came.
     *
     * @param raw the body, each byte a character
     */
    record Answer(int status, List<Map.Entry<String, String>> headers, String raw) {
        String body() {
            return new String(raw.getBytes(ISO_8859_1), UTF_8);
        }

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        /** The text of the first element of a name. */
        String element(String name) {
            String body = body();
            int start = body.indexOf("<" + name + ">");
            int end = body.indexOf("</" + name + ">");
            return start < 0 || end < 0 ? "" : body.substring(start + name.length() + 2, end);
        }

        /** Status, code and message of an error. */
        String error() {
            return status + " " + element("Code") + ": " + element("Message");
        }
    }

    RawHttp(int port) {
        this(InetAddress.getLoopbackAddress(), port);
    }

    RawHttp(InetAddress address, int port) {
        try {
            socket = new Socket(address, port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one request on a connection of its own, and reads its answer. */
    static Answer ask(int port, String head, byte[] body) {
        try (RawHttp client = new RawHttp(port)) {
            client.send(head.getBytes(ISO_8859_1));
            client.send(body);
            return client.answer(head.startsWith("HEAD "));
        }
    }

    static Answer ask(int port, String head) {
        return ask(port, head, new byte[0]);
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String text) {
        send(text.getBytes(ISO_8859_1));
    }

    /** Whether the server ends the connection without another byte. */
    boolean ends() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    Answer answer(boolean head) {
        try {
            String statusLine = line();
            int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.add(Map.entry(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            }
            Answer bare = new Answer(status, List.copyOf(headers), "");
            return new Answer(status, bare.headers(), head ? "" : new String(body(bare), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] body(Answer bare) throws IOException {
        if (bare.header("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT).contains("chunked")) {
            return chunks();
        }
        Optional<String> length = bare.header("Content-Length");
        if (length.isPresent()) {
            return in.readNBytes(Integer.parseInt(length.get()));
        }
        return bare.status() == 204 || bare.status() == 304 ? new byte[0] : in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.write(in.readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended in the middle of a line: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
