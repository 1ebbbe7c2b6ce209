package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.ClientRequest.Pair;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Requests that differ a little, each signed by Amazon's signer: none is accepted with the signature of another. */
class AmazonNeighboursTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final ClientRequest PLAIN = new ClientRequest(
            "PUT", "example.com", 443, "/b/k", List.of(new Pair("a", "b")), List.of(new Pair("x-a", "1")), new byte[] {1
            });

    /** Keys of S3 that a careless server takes for one another. */
    private static final List<String> KEYS = List.of(
            "k",
            "K",
            "k ",
            " k",
            "k+",
            "k%",
            "k%20",
            "k%2B",
            "k%2b",
            "k%25",
            "k%2520",
            "k.",
            "./k",
            "../k",
            "k/..",
            "k/.",
            "/k",
            "//k",
            "k/",
            "k//",
            "a/k",
            "a//k",
            "a/./k",
            "a/../k",
            "k?",
            "k?a=b",
            "k&",
            "k=",
            "k#",
            "k;",
            "k:",
            "k@",
            "k!",
            "k'",
            "k(",
            "k*",
            "k$",
            "k,",
            "k\\",
            "k\"",
            "k<",
            "k[",
            "k{",
            "k|",
            "k^",
            "k`",
            "k~",
            "k-",
            "k_",
            "k\t",
            "k\u0000",
            "k\u007f",
            "\u00e9",
            "e\u0301",
            "\u00c9",
            "\u65e5",
            "\ud83d\ude00",
            "\u212a",
            "\uff0fk");

    private static AmazonSigner signer(String service) {
        return new AmazonSigner(new Credentials("AKID", "secret", "token"), "us-east-1", service, TIME);
    }

    private static SignedMessage withSignatureOf(SignedMessage other, SignedMessage message) {
        String authorization = other.first("Authorization").orElseThrow();
        return Changed.header(message, "Authorization", was -> authorization);
    }

    private static void assertNoneForAnother(String service, List<ClientRequest> requests) {
        Gate gate = Gate.of(signer(service));
        List<AmazonSigner.Sent> sent =
                requests.stream().map(request -> signer(service).sign(request)).toList();
        for (int one = 0; one < sent.size(); one++) {
            for (int other = 0; other < sent.size(); other++) {
                SignedMessage presented =
                        withSignatureOf(sent.get(other).message(), sent.get(one).message());
                boolean accepted = gate.answer(presented, sent.get(one).wire()).equals(Gate.ACCEPTED);
                String requested = requests.get(one) + " with the signature of " + requests.get(other);
                assertEquals(one == other, accepted, requested);
            }
        }
    }

    @Test
    void noTwoKeysOfS3ShareASignature() {
        assertNoneForAnother(
                "s3",
                KEYS.stream()
                        .map(key -> PLAIN.withPath("/b/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key)))
                        .toList());
    }

    /** The key that the server stores under is the key that the client meant. */
    @Test
    void theKeyThatWasSignedIsTheKeyThatIsRead() {
        for (String key : KEYS) {
            AmazonSigner.Sent sent =
                    signer("s3").sign(PLAIN.withPath("/b/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key)));
            assertEquals(Gate.ACCEPTED, Gate.of(signer("s3")).answer(sent), key);
            byte[] bytes = ReferenceCanonical.decode(sent.message().rawPath().substring("/b/".length()))
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            assertEquals(key, new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sts"})
    void noTwoQueriesShareASignature(String service) {
        List<List<Pair>> queries = List.of(
                List.of(),
                List.of(new Pair("a", "")),
                List.of(new Pair("a", "b")),
                List.of(new Pair("A", "b")),
                List.of(new Pair("a", "B")),
                List.of(new Pair("b", "a")),
                List.of(new Pair("a", "b"), new Pair("a", "b")),
                List.of(new Pair("a", "b"), new Pair("a", "")),
                List.of(new Pair("a", ""), new Pair("b", "")),
                List.of(new Pair("a", "=b")),
                List.of(new Pair("a=", "b")),
                List.of(new Pair("a", "b&")),
                List.of(new Pair("a&b", "")),
                List.of(new Pair("a", "b ")),
                List.of(new Pair("a", "b+")),
                List.of(new Pair("a", "b%20")),
                List.of(new Pair("a", "b%2B")),
                List.of(new Pair("a", "b"), new Pair("c", "d")),
                List.of(new Pair("a", "d"), new Pair("c", "b")),
                List.of(new Pair("a", "b,d")),
                List.of(new Pair("a", "b;c=d")),
                List.of(new Pair("a", "b#c")),
                List.of(new Pair("a", "b\u0000")),
                List.of(new Pair("a", "\u00e9")),
                List.of(new Pair("a", "e\u0301")));
        assertNoneForAnother(service, queries.stream().map(PLAIN::withQuery).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sts"})
    void noTwoHeadersShareASignature(String service) {
        List<List<Pair>> headers = List.of(
                List.of(new Pair("x-a", "1")),
                List.of(new Pair("x-a", "2")),
                List.of(new Pair("x-a", "")),
                List.of(new Pair("x-a", "1,")),
                List.of(new Pair("x-a", "1, 2")),
                List.of(new Pair("x-a", "1"), new Pair("x-a", "2")),
                List.of(new Pair("x-a", "2"), new Pair("x-a", "1")),
                List.of(new Pair("x-a", "12")),
                List.of(new Pair("x-a", "1 2")),
                List.of(new Pair("x-a", "\"1 2\"")),
                List.of(new Pair("x-a", "1:2")),
                List.of(new Pair("x-a", "\u00e9")));
        assertNoneForAnother(service, headers.stream().map(PLAIN::withHeaders).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sts"})
    void noTwoMethodsHostsPathsOrBodiesShareASignature(String service) {
        List<ClientRequest> requests = new ArrayList<>(List.of(PLAIN));
        for (String method : List.of("GET", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS")) {
            requests.add(new ClientRequest(
                    method, "example.com", 443, "/b/k", PLAIN.query(), PLAIN.headers(), PLAIN.body()));
        }
        for (String host : List.of("example.org", "b.example.com", "example.com.")) {
            requests.add(new ClientRequest("PUT", host, 443, "/b/k", PLAIN.query(), PLAIN.headers(), PLAIN.body()));
        }
        for (int port : new int[] {80, 8443, 4430}) {
            requests.add(new ClientRequest(
                    "PUT", "example.com", port, "/b/k", PLAIN.query(), PLAIN.headers(), PLAIN.body()));
        }
        for (String path : List.of("/", "/b", "/b/", "/b/k/", "/B/k", "/b/k%2B", "/b/k%20", "/bk", "/k/b")) {
            requests.add(PLAIN.withPath(path));
        }
        for (byte[] body : List.of(new byte[0], new byte[] {2}, new byte[] {1, 0}, new byte[] {0, 1})) {
            requests.add(PLAIN.withBody(body));
        }
        assertNoneForAnother(service, requests);
    }

    /** The same for links, whose signature moves with the query. */
    @Test
    void noTwoLinksShareASignature() {
        Gate gate = Gate.of(signer("s3"));
        Function<String, SignedMessage> link = key -> signer("s3")
                .presign(PLAIN.withPath("/b/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key)), Duration.ofMinutes(5))
                .message();
        List<SignedMessage> links = KEYS.stream().map(link).toList();
        for (int one = 0; one < links.size(); one++) {
            for (int other = 0; other < links.size(); other++) {
                SignedMessage presented =
                        Changed.query(links.get(one), links.get(other).rawQuery());
                String answer = gate.answer(presented, new byte[0]);
                assertEquals(one == other ? Gate.ACCEPTED : "SignatureMismatch", answer, presented::toString);
            }
        }
    }
}
