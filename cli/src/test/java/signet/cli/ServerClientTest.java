package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.Credentials;

/** What becomes of a question to a server, and of its answer. */
class ServerClientTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T10:00:00Z"), ZoneOffset.UTC);

    private final LittleServer server = new LittleServer();

    ServerClientTest() throws IOException {
        // the server is made with the test
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private ServerClient client(@Nullable String token) {
        return new ServerClient(
                new AwsSettings(
                        URI.create(server.endpoint()), "eu-west-1", new Credentials("AKIATEST", "secret", token)),
                "signet up",
                CLOCK);
    }

    private String ask(String body) throws RefusedException {
        return client(null)
                .ask(new ServerClient.Query("POST", "/_signet/why/can", "iam", body))
                .toString();
    }

    private String failure() {
        return String.valueOf(
                assertThrows(ConnectionFailure.class, () -> ask("{}")).getMessage());
    }

    private RefusedException refusal() {
        return assertThrows(RefusedException.class, () -> ask("{}"));
    }

    @Test
    void aQuestionIsSignedForItsServiceAtTheClocksTime() throws RefusedException {
        server.answers(200, "{'a':1}");

        assertEquals("{\"a\":1}", ask("{\"q\":2}"));
        String request = server.asked().getFirst();
        assertTrue(request.contains("Credential=AKIATEST/20261201/eu-west-1/iam/aws4_request"), request);
        assertTrue(request.toLowerCase(Locale.ROOT).contains("x-amz-date: 20261201t100000z"), request);
        assertEquals("{\"q\":2}", server.body());
    }

    @Test
    void aSessionsTokenGoesWithTheQuestionAndElseNone() throws RefusedException {
        client("the-token").ask(new ServerClient.Query("GET", "/x", "iam", ""));
        client(null).ask(new ServerClient.Query("GET", "/x", "iam", ""));

        assertTrue(
                server.asked().getFirst().contains("the-token"), server.asked().getFirst());
        assertFalse(server.asked().get(1).toLowerCase(Locale.ROOT).contains("x-amz-security-token"));
    }

    @Test
    void theSecretIsNeverSent() throws RefusedException {
        ask("{}");

        assertFalse(server.asked().getFirst().contains("secret"), server.asked().getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500, 503})
    void everyOtherStatusIsARefusal(int status) {
        server.answers(status, "{'code':'SomeCode','message':'Some words.'}");

        RefusedException refused = refusal();

        assertEquals("SomeCode", refused.code());
        assertEquals("Some words.", refused.getMessage());
        assertFalse(refused.badOption());
    }

    @Test
    void aRefusalWithoutWordsIsItsCode() {
        server.answers(403, "{'code':'AccessDenied'}");

        assertEquals("AccessDenied", refusal().getMessage());
    }

    @Test
    void theFaultsOfARefusalAreLines() {
        server.answers(
                400,
                "{'code':'InvalidInputException','message':'m','faults':["
                        + "{'file':'a.json','entity':'user ann','reason':'no name'},"
                        + "{'file':'b.json','entity':'role r','reason':'no trust'}]}");

        RefusedException refused = refusal();

        assertEquals(List.of("a.json: user ann: no name", "b.json: role r: no trust"), refused.faults());
        assertTrue(refused.badOption());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | <html></html>
            200 | []
            200 | 7
            200 | {'a':
            404 | Not Found
            502 | <h1>Bad Gateway</h1>
            """)
    void whatAnswersWithoutAnObjectIsNoSignet(int status, String answer) {
        server.answers(status, answer);

        assertEquals("what answers at " + server.endpoint() + " is no Signet", failure());
    }

    @Test
    void anEmptyAnswerIsNoSignets() {
        server.answers(200, "");

        assertEquals("what answers at " + server.endpoint() + " is no Signet", failure());
    }

    @Test
    void whereNothingListensItIsSaidHowToStartAServer() throws IOException {
        server.close();

        assertEquals(
                "no server answers at " + server.endpoint()
                        + "; start one with signet up, or name another address with --endpoint",
                failure());
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsNone() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            ServerClient client = new ServerClient(
                    new AwsSettings(endpoint, "r", new Credentials("AKIATEST", "secret", null)), "signet up", CLOCK);
            ServerClient.Query query = new ServerClient.Query("GET", "/x", "iam", "", Duration.ofMillis(20));

            assertTrue(String.valueOf(assertThrows(ConnectionFailure.class, () -> client.ask(query))
                            .getMessage())
                    .startsWith("no server answers at " + endpoint));
        }
    }

    @Test
    void umlautsArriveAsTheyWereSent() throws RefusedException {
        server.answers(200, "{'sentence':'é → 漢'}");

        assertEquals("{\"sentence\":\"é → 漢\"}", ask("{}"));
    }

    @Test
    void anInterruptedQuestionLeavesTheThreadInterrupted() {
        Thread.currentThread().interrupt();

        assertEquals("interrupted", failure());
        assertTrue(Thread.interrupted());
    }
}
