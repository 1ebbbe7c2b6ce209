package signet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as they come over a socket: odd, doubled, oversized, slow, cut off, or no request at all. */
@Timeout(120)
class RequestFormsTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        server.makeBucket("forms");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void put(String key, String text) {
        RawHttp.Answer answer = server.call("PUT", "/forms/" + key).body(text).as(TestServer.ROOT);
        assertEquals(200, answer.status(), answer.body());
    }

    private static RawHttp.Answer get(String key) {
        return server.call("GET", "/forms/" + key).as(TestServer.ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/../b",
                "a//b",
                "a%2Fb%2f..",
                "a+b",
                "a%2Bb",
                "a%20b",
                ".",
                "a/./b",
                "a;x=y",
                "a:b@c,d=e&f!g'h(i)*j~k",
                "%E2%82%AC",
                "%00-is-refused-or-kept",
                "a%25b"
            })
    void aKeyReachesS3AsItWasSent(String key) {
        RawHttp.Answer stored = server.call("PUT", "/forms/" + key).body(key).as(TestServer.ROOT);

        if (stored.status() == 200) {
            assertEquals(key, get(key).body());
            assertEquals(
                    204,
                    server.call("DELETE", "/forms/" + key).as(TestServer.ROOT).status());
        } else {
            assertEquals(400, stored.status(), stored.body());
        }
    }

    @Test
    void keysThatLookAlikeAreDifferent() {
        List<String> keys = List.of("x/../y", "y", "x//y", "x/y", "x%2F%2Fz", "x+y", "x%20y", "x/./y", "X/y");
        keys.forEach(key -> put(key, "<" + key + ">"));

        for (String key : keys) {
            assertEquals("<" + key + ">", get(key).body());
        }
    }

    @Test
    void noPathLeavesItsBucket() {
        server.makeBucket("neighbour");
        RawHttp.Answer stored =
                server.call("PUT", "/neighbour/secret").body("hidden").as(TestServer.ROOT);
        assertEquals(200, stored.status());

        for (String path :
                List.of("/forms/../neighbour/secret", "/forms/%2e%2e/neighbour/secret", "//neighbour/secret")) {
            assertNotEquals(
                    "hidden", server.call("GET", path).as(TestServer.ROOT).body());
        }
    }

    @Test
    void metadataInUtf8IsVerifiedKeptAndGivenBack() {
        RawHttp.Answer stored = server.call("PUT", "/forms/meta")
                .header("x-amz-meta-name", "Zoë €")
                .body("x")
                .as(TestServer.ROOT);

        assertEquals(200, stored.status(), stored.body());
        String value = get("meta").header("x-amz-meta-name").orElseThrow();
        assertEquals("Zoë €", HeaderText.received(value));
    }

    @Test
    void aHeaderInNoUtf8IsNoReasonToFail() {
        RawHttp.Answer answer = RawHttp.ask(
                server.port(), "GET /forms HTTP/1.1\r\nHost: localhost\r\nx-amz-meta-a: \u00ff\u00fe\r\n\r\n");

        assertEquals(403, answer.status());
    }

    @Test
    void aHeaderOfAnAnswerCannotBeEndedByItsValue() {
        put("split", "x");

        RawHttp.Answer answer = server.call(
                        "GET", "/forms/split?response-content-disposition=a%0D%0AX-Injected%3A%20yes%0D%0A%0D%0Abody")
                .as(TestServer.ROOT);

        assertEquals(Optional.empty(), answer.header("X-Injected"));
        if (answer.status() == 200) {
            assertEquals("x", answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
                "G@T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET x HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /forms/a#b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /forms/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /forms/% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /?a=%ff%fe&Action=%zz HTTP/1.1\r\nHost: sts.amazonaws.com\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void whatIsNoProperRequestIsTheClientsFault(String request) {
        RawHttp.Answer answer = RawHttp.ask(server.port(), request);

        assertTrue((answer.status() >= 400 && answer.status() < 500) || answer.status() == 505, "" + answer.status());
        assertFalse(answer.body().contains("jetty"), answer.body());
        assertFalse(answer.body().contains("Exception"), answer.body());
        assertFalse(answer.header("Server").isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Content-Length: 4\r\nContent-Length: 5",
                "Content-Length: 4, 5",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked"
            })
    void aBodyOfTwoLengthsIsRefusedAndTheConnectionEnded(String headers) {
        try (RawHttp client = new RawHttp(server.port())) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\n" + headers
                    + "\r\n\r\n0\r\n\r\nGET /_signet/health HTTP/1.1\r\nHost: localhost\r\n\r\n");

            RawHttp.Answer answer = client.answer(false);

            assertTrue(answer.status() >= 400 && answer.status() <= 501, "" + answer.status());
            assertTrue(client.ends(), "what follows is no second request");
        }
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        RawHttp.Answer answer = RawHttp.ask(
                server.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "a".repeat(40_000) + "\r\n\r\n");

        assertEquals(431, answer.status());
    }

    @Test
    void aFormThatIsTooLargeIsRefusedBeforeItIsRead() {
        try (RawHttp client = new RawHttp(server.port())) {
            client.send("POST / HTTP/1.1\r\nHost: sts.amazonaws.com\r\nContent-Type:"
                    + " application/x-www-form-urlencoded\r\nContent-Length: 100000000\r\n\r\nAction=GetCaller");

            RawHttp.Answer answer = client.answer(false);

            assertEquals("413 RequestEntityTooLarge: The request is larger than 1 MiB.", answer.error());
        }
    }

    @Test
    void aFormThatDoesNotSayHowLargeItIsIsReadToTheLimitOnly() {
        try (RawHttp client = new RawHttp(server.port())) {
            client.send("POST / HTTP/1.1\r\nHost: sts.amazonaws.com\r\nContent-Type:"
                    + " application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                client.send(chunk);
            }

            assertEquals(413, client.answer(false).status());
        }
    }

    @Test
    void aClientThatExpectsToBeAskedIsNotAskedForWhatIsRefusedAnyway() {
        try (RawHttp client = new RawHttp(server.port())) {
            client.send(String.join(
                    "\r\n",
                    "PUT /forms/expected HTTP/1.1",
                    "Host: localhost",
                    "Expect: 100-continue",
                    "Content-Length: 1000000",
                    "",
                    ""));

            assertEquals(403, client.answer(false).status());
        }
    }

    @Test
    void aBodyThatEndsEarlyIsNotTakenForWhole() {
        TestServer.Call call = server.call("PUT", "/forms/cut").body("0123456789");
        String head = call.head(call.signed(TestServer.ROOT));
        try (RawHttp client = new RawHttp(server.port())) {
            client.send(head + "01234");
        }

        assertEquals(404, get("cut").status());
    }

    @Test
    void chunksThatAreNoneAreTheClientsFault() {
        RawHttp.Answer answer = RawHttp.ask(
                server.port(),
                String.join(
                        "\r\n",
                        "POST / HTTP/1.1",
                        "Host: sts.amazonaws.com",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Transfer-Encoding: chunked",
                        "",
                        "zz",
                        "Action",
                        "0",
                        "",
                        ""));

        assertTrue(answer.status() >= 400 && answer.status() < 500, "" + answer.status());
    }

    @Test
    void aClientThatSaysNothingIsLetGo(@TempDir Path directory) {
        try (TestServer impatient = TestServer.impatient(directory, 200);
                RawHttp silent = new RawHttp(impatient.port());
                RawHttp stuck = new RawHttp(impatient.port());
                RawHttp body = new RawHttp(impatient.port())) {
            stuck.send("GET / HTTP/1.1\r\nHo");
            body.send("POST / HTTP/1.1\r\nHost: sts.amazonaws.com\r\nContent-Type:"
                    + " application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\nAct");

            assertTrue(silent.ends());
            assertEquals("400 RequestTimeout", codeOf(body));
            assertTrue(endsAfterAnswer(stuck));
        }
    }

    private static String codeOf(RawHttp client) {
        RawHttp.Answer answer = client.answer(false);
        return answer.status() + " " + answer.element("Code");
    }

    private static boolean endsAfterAnswer(RawHttp client) {
        try {
            return client.answer(false).status() == 408;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    @Test
    void anErrorToHeadHasNoBodyAndTheConnectionGoesOn() {
        try (RawHttp client = new RawHttp(server.port())) {
            TestServer.Call call = server.call("HEAD", "/forms/none");
            client.send(call.head(call.signed(TestServer.ROOT)));
            RawHttp.Answer missing = client.answer(true);
            client.send("HEAD /forms/none HTTP/1.1\r\nHost: localhost\r\n\r\n");
            RawHttp.Answer forbidden = client.answer(true);
            client.send("GET /_signet/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            RawHttp.Answer health = client.answer(false);

            assertEquals(404, missing.status());
            assertEquals(403, forbidden.status());
            assertEquals("{\"status\":\"ready\"}\n", health.body());
        }
    }

    @Test
    void severalRequestsOnOneConnectionAreAnsweredInTheirOrder() {
        put("one", "1");
        put("two", "2");
        TestServer.Call one = server.call("GET", "/forms/one");
        TestServer.Call two = server.call("GET", "/forms/two");
        try (RawHttp client = new RawHttp(server.port())) {
            client.send(one.head(one.signed(TestServer.ROOT)) + two.head(two.signed(TestServer.ROOT)));

            assertEquals("1", client.answer(false).body());
            assertEquals("2", client.answer(false).body());
        }
    }

    @Test
    void randomBytesNeverBringTheServerDown() {
        Random random = new Random(11);
        for (int i = 0; i < 150; i++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            try (RawHttp client = new RawHttp(server.port())) {
                client.send(i % 2 == 0 ? new byte[0] : "GET /".getBytes(UTF_8));
                client.send(bytes);
                client.send("\r\n\r\n");
            } catch (UncheckedIOException e) {
                // the server may end the connection while the client still sends
            }
        }

        assertEquals(200, server.identity().as(TestServer.ROOT).status());
    }
}
