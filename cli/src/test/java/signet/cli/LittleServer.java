package signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on the loopback interface that gives every request the same answer and keeps what it was sent. */
final class LittleServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)\r\n");

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private volatile String answer = "{}";

    LittleServer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    String endpoint() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** From now on it answers so; single quotes stand for double ones. */
    void answers(int code, String text) {
        status = code;
        answer = text.replace('\'', '"');
    }

    /** The requests so far, each with its head and body. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** The body of the last request. */
    String body() {
        String last = asked.getLast();
        return last.substring(last.indexOf("\r\n\r\n") + 4);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept()) {
                asked.add(request(one.getInputStream()));
                byte[] body = answer.getBytes(UTF_8);
                String head = "HTTP/1.1 " + status + " X\r\nConnection: close\r\nContent-Length: " + body.length;
                one.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
                one.getOutputStream().write(body);
            } catch (IOException e) {
                // the test is over, or a client went away
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int length = 0;
        while (text.indexOf("\r\n\r\n") < 0 || text.length() < text.indexOf("\r\n\r\n") + 4 + length) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
            Matcher matcher = LENGTH.matcher(text);
            length = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
