package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.sigv4.Credentials;
import tools.jackson.databind.json.JsonMapper;

/** What the operator's commands make of a server's answers, and of none. */
class AccountsClientTest {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)\r\n");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final ServerSocket server;
    private volatile int status = 200;
    private volatile String answer = "{}";

    AccountsClientTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @BeforeEach
    void start() {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    asked.set(request(socket.getInputStream()));
                    socket.getOutputStream()
                            .write(("HTTP/1.1 " + status + " X\r\nConnection: close\r\nContent-Length: "
                                            + answer.length() + "\r\n\r\n" + answer)
                                    .getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // the test is over
                }
            }
        });
    }

    /** A request's head and body, as they are sent. */
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

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private AccountsClient client() {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
        return new AccountsClient(
                new AwsSettings(endpoint, "eu-west-1", new Credentials("AKIAROOT", "secret", null)),
                Path.of("data"),
                CLOCK);
    }

    @Test
    void aRequestIsSignedForOrganizations() throws RefusedException {
        answer = "{\"id\":\"210987654321\"}";

        assertEquals(
                "210987654321", client().ask("POST", "{\"a\":1}").path("id").asString());

        assertTrue(asked.get().startsWith("POST /_signet/accounts HTTP/1.1\r\n"), asked.get());
        assertTrue(asked.get().endsWith("\r\n\r\n{\"a\":1}"), asked.get());
        assertTrue(asked.get().contains("Credential=AKIAROOT/20261123/eu-west-1/organizations/aws4_request"));
    }

    @Test
    void aRefusalIsTheServersOwnWords() {
        status = 409;
        answer = "{\"code\":\"AccountAlreadyExists\",\"message\":\"There is an account 1 already.\"}";

        assertEquals(
                "There is an account 1 already.",
                assertThrows(RefusedException.class, () -> client().ask("POST", "{}"))
                        .getMessage());
        assertEquals(1, OperatorErrors.reported(() -> client().ask("POST", "{}")));
    }

    @Test
    void anotherServersAnswerIsToldFromItsOwn() {
        status = 403;
        answer = "{\"code\":\"InvalidClientTokenId\",\"message\":\"The security token is invalid.\"}";

        String message = String.valueOf(assertThrows(ConnectionFailure.class, () -> client().ask("GET", ""))
                .getMessage());

        assertTrue(message.contains("is not that of the data directory data: The security token is invalid."), message);
    }

    @Test
    void whatIsNoSignetIsToldSo() {
        for (String text : new String[] {"<html>", "[]", ""}) {
            answer = text;
            String message = String.valueOf(assertThrows(ConnectionFailure.class, () -> client().ask("GET", ""))
                    .getMessage());
            assertTrue(message.endsWith(" is no Signet"), message);
        }
    }

    @Test
    void whereNothingListensNoServerAnswers() throws IOException {
        AccountsClient client = client();
        server.close();

        String message = String.valueOf(assertThrows(ConnectionFailure.class, () -> client.ask("GET", ""))
                .getMessage());

        assertTrue(message.startsWith("no server answers at http://127.0.0.1:"), message);
        assertTrue(message.contains("start one with signet up --data data"), message);
        assertEquals(2, OperatorErrors.reported(() -> client.ask("GET", "")));
    }

    @Test
    void aListIsATableWithoutWhatThereIsNot() {
        String table = ListAccounts.table(new JsonMapper().readTree("""
                {"accounts":[
                  {"id":"123456789012","name":null,"email":null,"alias":"first","created":"2026-11-23T10:00:00Z"},
                  {"id":"210987654321","name":"Test","email":"a@example.com","alias":null,"created":"2026-11-24T10:00:00Z"}]}
                """));

        assertEquals("""
                ID            CREATED               ALIAS  EMAIL          NAME
                123456789012  2026-11-23T10:00:00Z  first  -              -
                210987654321  2026-11-24T10:00:00Z  -      a@example.com  Test
                """, table);
    }
}
