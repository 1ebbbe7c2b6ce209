package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical form against the slow and obvious one, for whatever may stand in a request line. */
class CanonicalModelTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<String> IN_A_PATH = List.of(
            "/",
            "/",
            "//",
            ".",
            "..",
            "/./",
            "/../",
            "a",
            "B",
            "0",
            "~",
            "-",
            "_",
            "+",
            " ",
            "%20",
            "%2F",
            "%2f",
            "%25",
            "%2e",
            "%00",
            "%7F",
            "%C3%A9",
            "%ff",
            "\u00e9",
            "\u65e5",
            "\ud83d\ude00",
            "!",
            "'",
            "(",
            "*",
            ")",
            ";",
            ":",
            "@",
            "&",
            "=",
            "$",
            ",",
            "?",
            "#",
            "[",
            "]",
            "\"",
            "<",
            ">",
            "\\",
            "^",
            "`",
            "{",
            "|",
            "}");
    private static final List<String> IN_A_QUERY = List.of(
            "&",
            "&",
            "&",
            "=",
            "=",
            "+",
            "%2B",
            "%20",
            " ",
            "a",
            "b",
            "A",
            "B",
            "1",
            "10",
            "9",
            "-",
            ".",
            "~",
            "%7E",
            "%41",
            "%c3%A9",
            "\u00e9",
            "%00",
            "/",
            "%2F",
            "?",
            "*",
            "!",
            "X-Amz-Date",
            "X-Amz-Signature",
            "x-amz-signature",
            "X%2DAmz-Signature",
            "acl",
            "\ud83d\ude00");
    private static final List<String> IN_A_VALUE =
            List.of("a", "B", " ", "  ", "\t", ",", ", ", "\"", "\" \"", "=", ";", "\u00e9", "%20", "+", "'", "/", ":");

    private static String mix(List<String> pieces, int longest, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    @Test
    void everyPathHasTheFormOfTheDefinition() throws SignatureException {
        Random random = new Random(1);
        for (int round = 0; round < 5_000; round++) {
            String path = "/" + mix(IN_A_PATH, 10, random);
            assertEquals(ReferenceCanonical.pathOfS3(path), PathStyle.AS_SENT.canonical(path), path);
            assertEquals(ReferenceCanonical.pathOfOthers(path), PathStyle.NORMALIZED.canonical(path), path);
        }
    }

    @Test
    void everyQueryHasTheFormOfTheDefinition() throws SignatureException {
        Random random = new Random(2);
        for (int round = 0; round < 5_000; round++) {
            String query = mix(IN_A_QUERY, 14, random);
            SignedMessage message = new SignedMessage("GET", "/", query, List.of(new Header("Host", "h")));
            String canonical = CanonicalRequest.of(message, List.of("host"), PayloadHash.UNSIGNED, PathStyle.AS_SENT);
            assertEquals(ReferenceCanonical.query(query), canonical.split("\n", -1)[2], query);
        }
    }

    private static SignedMessage randomMessage(Random random) {
        List<Header> headers = new ArrayList<>(List.of(new Header("hOsT", " example.com ")));
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = List.of("x-a", "X-A", "x-A-b", "x-b", "X-Amz-Meta-1", "content-type")
                    .get(random.nextInt(6));
            headers.add(random.nextInt(headers.size() + 1), new Header(name, mix(IN_A_VALUE, 6, random)));
        }
        String query = random.nextInt(4) == 0 ? null : mix(IN_A_QUERY, 8, random);
        return new SignedMessage(
                List.of("GET", "PUT", "post", "X").get(random.nextInt(4)),
                "/" + mix(IN_A_PATH, 8, random),
                query,
                headers);
    }

    @Test
    void everyRequestHasTheFormOfTheDefinition() throws SignatureException {
        Random random = new Random(3);
        for (int round = 0; round < 5_000; round++) {
            SignedMessage message = randomMessage(random);
            List<String> names = message.headers().stream()
                    .map(Header::lowerName)
                    .distinct()
                    .sorted()
                    .filter(name -> name.equals("host") || random.nextBoolean())
                    .toList();
            for (PathStyle style : PathStyle.values()) {
                assertEquals(
                        ReferenceCanonical.canonical(message, names, "UNSIGNED-PAYLOAD", style == PathStyle.AS_SENT),
                        CanonicalRequest.of(message, names, PayloadHash.UNSIGNED, style),
                        message::toString);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam"})
    void everySignatureIsTheOneOfTheDefinition(String service) throws SignatureException {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            String secret = mix(IN_A_VALUE, 30, random);
            SignedMessage message = withoutMaterial(randomMessage(random));
            Signer signer = new Signer(new Credentials("AKID", secret, null), "r" + random.nextInt(3), service);
            SignedMessage signed = random.nextBoolean()
                    ? signer.sign(message, PayloadHash.EMPTY, TIME)
                    : signer.presign(message, PayloadHash.EMPTY, TIME, Duration.ofMinutes(1));
            PresentedSignature presented = SignatureParser.parse(signed).orElseThrow();
            String canonical = ReferenceCanonical.canonical(
                    signed, presented.signedHeaders(), PayloadHash.EMPTY.value(), service.equals("s3"));
            assertEquals(
                    ReferenceCanonical.signature(
                            secret, "20260102T030405Z", presented.scope().text(), canonical),
                    presented.signature(),
                    signed::toString);
        }
    }

    /** A signature in a random query would be a second one. */
    private static SignedMessage withoutMaterial(SignedMessage message) {
        String query = message.rawQuery();
        return Changed.query(message, query == null ? null : query.replaceAll("(?i)X(-|%2D)Amz", "x"));
    }

    /** Two requests that differ in meaning never have the same text to sign: that would be one signature for both. */
    @Test
    void theCanonicalFormTellsDifferentQueriesApart() throws SignatureException {
        Random random = new Random(5);
        Map<String, String> meanings = new HashMap<>();
        for (int round = 0; round < 5_000; round++) {
            String query = mix(List.of("a", "=", "&", "%26", "%3D", "%", "25", "+", "%20", "%2B"), 6, random);
            SignedMessage message = new SignedMessage("GET", "/", query, List.of(new Header("Host", "h")));
            String canonical;
            try {
                canonical = CanonicalRequest.of(message, List.of("host"), PayloadHash.UNSIGNED, PathStyle.AS_SENT);
            } catch (SignatureException e) {
                continue;
            }
            String before = meanings.putIfAbsent(canonical, meaning(query));
            assertEquals(before == null ? meaning(query) : before, meaning(query), canonical);
        }
    }

    /** The names and values that a server reads from a query, without their order. */
    private static String meaning(String query) {
        List<String> pairs = new ArrayList<>();
        for (String pair : query.replace("+", "%20").split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = ReferenceCanonical.decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : ReferenceCanonical.decode(pair.substring(equals + 1));
            if (!pair.isEmpty()) {
                pairs.add(name.length() + ":" + name + value.length() + ":" + value);
            }
        }
        pairs.sort(null);
        return pairs.toString();
    }

    @Test
    void linesOfTheCanonicalFormCannotBeForgedFromWithinAnother() throws SignatureException {
        SignedMessage plain = new SignedMessage(
                "GET", "/a", "b=c", List.of(new Header("Host", "h"), new Header("x-a", "1"), new Header("x-b", "2")));
        String canonical =
                CanonicalRequest.of(plain, List.of("host", "x-a", "x-b"), PayloadHash.EMPTY, PathStyle.AS_SENT);
        for (SignedMessage other : List.of(
                Changed.path(plain, "/a%0Ab=c"),
                Changed.path(Changed.query(plain, (String) null), "/a%0Ab%3Dc"),
                Changed.query(plain, "b=c%0Ahost:h"),
                Changed.header(plain, "x-a", value -> "1 x-b:2"),
                Changed.header(plain, "x-a", value -> "1,2"))) {
            String text =
                    CanonicalRequest.of(other, List.of("host", "x-a", "x-b"), PayloadHash.EMPTY, PathStyle.AS_SENT);
            assertNotEquals(canonical, text);
            assertEquals(canonical.lines().count(), text.lines().count(), text);
        }
    }
}
