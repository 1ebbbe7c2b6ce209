package signet.acceptance;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import signet.sigv4.Header;
import signet.sigv4.PayloadHash;
import signet.sigv4.SignedMessage;
import signet.sigv4.Signer;

/**
 * One signed request, sent again and again over a few connections by clients that do next to nothing else: it is signed once,
 * and of an answer only the status and the length are looked at.
 */
final class Load {
    private final URI endpoint;
    private final byte[] request;

    private Load(URI endpoint, byte[] request) {
        this.endpoint = endpoint;
        this.request = request;
    }

    /** A GET of an object, or with a form the POST of a query service. */
    static Load of(String endpoint, Keys keys, String service, String path, String form) {
        URI uri = URI.create(endpoint);
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        String method = body.length == 0 ? "GET" : "POST";
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", uri.getRawAuthority())));
        if (body.length > 0) {
            headers.add(new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
            headers.add(new Header("Content-Length", Integer.toString(body.length)));
        }
        SignedMessage signed = new Signer(keys.forSigner(), "us-east-1", service)
                .sign(new SignedMessage(method, path, null, headers), PayloadHash.of(body), Instant.now());
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        signed.headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        return new Load(uri, (head + "\r\n" + form).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends it on so many connections for so long; how many answers came. */
    long run(int connections, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService clients = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> sent = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                sent.add(clients.submit(() -> until(end)));
            }
            long all = 0;
            for (Future<Long> one : sent) {
                all += one.get();
            }
            return all;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private long until(long end) {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            long sent = 0;
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request);
                answer(in);
                sent++;
            }
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(InputStream in) throws IOException {
        String status = line(in);
        long length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        if (!status.contains(" 200 ")) {
            throw new IOException(status);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
