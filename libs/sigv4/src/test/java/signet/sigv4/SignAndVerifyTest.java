package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signer signs verifies, and nothing else does. */
class SignAndVerifyTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final String TEXT = "abcXYZ019-._~/!$&'()*+,;=:@ %\u00e9\u20ac\"<>";
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));

    /** A random request, the way it was signed, and the body's hash. There is one access key, nobody else is known. */
    private record Case(
            Credentials credentials, String service, boolean presigned, SignedMessage sent, PayloadHash payload) {
        ScopeRules rules() {
            return service.equals("s3")
                    ? ScopeRules.s3("eu-west-1"::equals, "eu-west-1")
                    : ScopeRules.of(service, "eu-west-1"::equals, "eu-west-1");
        }

        Optional<VerifiedSignature> verify(SignedMessage message, PayloadHash hash) {
            try {
                Optional<PresentedSignature> presented = SignatureParser.parse(message);
                if (presented.isEmpty() || !presented.get().accessKeyId().equals(credentials.accessKeyId())) {
                    return Optional.empty();
                }
                return Optional.of(
                        VERIFIER.verify(presented.get(), message, credentials.secretAccessKey(), hash, rules()));
            } catch (SignatureException e) {
                return Optional.empty();
            }
        }
    }

    private static Case randomCase(Random random) throws SignatureException {
        Credentials credentials =
                new Credentials("AKID" + random.nextInt(100), "s3cr/t+", random.nextBoolean() ? "to/k+en==" : null);
        String service = random.nextBoolean() ? "s3" : "iam";
        boolean presigned = random.nextBoolean();
        PayloadHash payload = PayloadHash.of(text(random).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "example.amazonaws.com")));
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.add(new Header("X-Amz-Meta-" + random.nextInt(2), ' ' + text(random)));
        }
        if (presigned && service.equals("s3")) {
            headers.add(new Header("x-amz-content-sha256", payload.value()));
        }
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            path.append('/').append(UriEncoding.encode(text(random)));
        }
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            query.append(query.isEmpty() ? "" : "&").append("p").append(UriEncoding.encode(text(random)));
            if (random.nextInt(4) > 0) {
                query.append('=').append(UriEncoding.encode(text(random)));
            }
        }
        @Nullable String rawQuery = query.isEmpty() && random.nextBoolean() ? null : query.toString();
        SignedMessage message = new SignedMessage("PUT", path.toString(), rawQuery, headers);
        Signer signer = new Signer(credentials, "eu-west-1", service);
        SignedMessage sent = presigned
                ? signer.presign(message, payload, TIME, Duration.ofMinutes(5))
                : signer.sign(message, payload, TIME);
        return new Case(credentials, service, presigned, sent, payload);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(TEXT.charAt(random.nextInt(TEXT.length())));
        }
        return text.toString();
    }

    @Test
    void whatTheSignerSignsVerifies() throws SignatureException {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            Case c = randomCase(random);
            VerifiedSignature verified =
                    c.verify(c.sent(), c.payload()).orElseThrow(() -> new AssertionError(c.toString()));
            assertEquals(c.credentials().accessKeyId(), verified.presented().accessKeyId());
            assertEquals(c.credentials().sessionToken(), verified.presented().securityToken());
            assertEquals(c.presigned(), verified.presented() instanceof PresentedSignature.InQuery);
        }
    }

    @Test
    void anotherBodyIsRefused() throws SignatureException {
        Random random = new Random(2);
        for (int round = 0; round < 500; round++) {
            Case c = randomCase(random);
            assertTrue(c.verify(c.sent(), PayloadHash.of(new byte[] {1, 2, 3})).isEmpty());
            assertTrue(c.verify(c.sent(), PayloadHash.UNSIGNED).isEmpty());
        }
    }

    @Test
    void anyChangedCharacterOfMethodPathOrQueryIsRefused() throws SignatureException {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            Case c = randomCase(random);
            SignedMessage m = c.sent();
            assertTrue(c.verify(
                            new SignedMessage(changed(m.method(), random), m.rawPath(), m.rawQuery(), m.headers()),
                            c.payload())
                    .isEmpty());
            SignedMessage path = new SignedMessage(m.method(), changed(m.rawPath(), random), m.rawQuery(), m.headers());
            assertFalse(accepted(c, path), () -> m.rawPath() + " -> " + path.rawPath());
            String query = m.rawQuery();
            if (query != null && !query.isEmpty()) {
                SignedMessage other = new SignedMessage(m.method(), m.rawPath(), changed(query, random), m.headers());
                assertFalse(accepted(c, other), () -> query + " -> " + other.rawQuery());
            }
        }
    }

    @Test
    void anyChangedCharacterOfASignedHeaderOrTheAuthorizationIsRefused() throws SignatureException {
        Random random = new Random(4);
        for (int round = 0; round < 800; round++) {
            Case c = randomCase(random);
            List<Header> headers = new ArrayList<>(c.sent().headers());
            int at = random.nextInt(headers.size());
            Header header = headers.get(at);
            headers.set(at, new Header(header.name(), changed(header.value(), random)));
            SignedMessage other = new SignedMessage(
                    c.sent().method(), c.sent().rawPath(), c.sent().rawQuery(), headers);
            assertFalse(accepted(c, other), () -> header + " -> " + headers);
        }
    }

    @Test
    void anAddedOrDroppedSignedHeaderOrParameterIsRefused() throws SignatureException {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            Case c = randomCase(random);
            SignedMessage m = c.sent();
            for (Header header : m.headers()) {
                List<Header> fewer = new ArrayList<>(m.headers());
                fewer.remove(header);
                assertFalse(accepted(c, new SignedMessage(m.method(), m.rawPath(), m.rawQuery(), fewer)));
                List<Header> more = new ArrayList<>(m.headers());
                more.add(new Header(header.name(), "x"));
                assertFalse(accepted(c, new SignedMessage(m.method(), m.rawPath(), m.rawQuery(), more)));
            }
            String query = m.rawQuery() == null || m.rawQuery().isEmpty() ? "" : m.rawQuery() + "&";
            for (String extra : List.of("delete", "X-Amz-Date=20260102T030405Z", "X-Amz-Expires=604800", "acl=")) {
                assertFalse(accepted(c, new SignedMessage(m.method(), m.rawPath(), query + extra, m.headers())));
            }
        }
    }

    /** Accepted, although it means something else: the canonical text differs from that of the original. */
    private static boolean accepted(Case c, SignedMessage message) throws SignatureException {
        return c.verify(message, c.payload()).isPresent() && !sameMeaning(c, message);
    }

    private static boolean sameMeaning(Case c, SignedMessage message) throws SignatureException {
        List<String> all = message.headers().stream()
                .map(Header::lowerName)
                .distinct()
                .sorted()
                .toList();
        PathStyle style = c.rules().pathStyle();
        String before = CanonicalRequest.of(c.sent(), all, c.payload(), style).replaceAll("(?m)^authorization:.*", "");
        String after = CanonicalRequest.of(message, all, c.payload(), style).replaceAll("(?m)^authorization:.*", "");
        PresentedSignature one = SignatureParser.parse(c.sent()).orElseThrow();
        PresentedSignature other = SignatureParser.parse(message).orElseThrow();
        return before.equals(after) && one.equals(other);
    }

    private static String changed(String text, Random random) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        char was = text.isEmpty() ? '\0' : text.charAt(at);
        char now = was;
        while (now == was) {
            now = (char) ('a' + random.nextInt(26));
        }
        String after = text.isEmpty() ? "" : text.substring(at + 1);
        String result = text.substring(0, at) + now + after;
        assertNotEquals(text, result);
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"User-Agent", "Connection", "Expect", "Transfer-Encoding", "X-Amzn-Trace-Id"})
    void headersThatTheWayMayChangeArentSigned(String name) throws SignatureException {
        SignedMessage message =
                new SignedMessage("GET", "/", null, List.of(new Header("Host", "h"), new Header(name, "v")));
        Signer signer = new Signer(new Credentials("A", "s", null), "eu-west-1", "iam");
        PresentedSignature presented = SignatureParser.parse(signer.sign(message, PayloadHash.EMPTY, TIME))
                .orElseThrow();
        assertEquals(List.of("host", "x-amz-date"), presented.signedHeaders());
    }

    @Test
    void signingAgainReplacesTheOldSignature() throws SignatureException {
        SignedMessage message = new SignedMessage("GET", "/", null, List.of(new Header("Host", "h")));
        Signer first = new Signer(new Credentials("A", "s", "token"), "eu-west-1", "s3");
        Signer second = new Signer(new Credentials("B", "t", null), "eu-west-1", "s3");
        SignedMessage twice =
                second.sign(first.sign(message, PayloadHash.UNSIGNED, TIME), PayloadHash.EMPTY, TIME.plusSeconds(1));
        assertEquals(
                second.sign(message, PayloadHash.EMPTY, TIME.plusSeconds(1)).headers(), twice.headers());
    }

    /** It would be a signature over a signature, and a second mechanism besides. */
    @Test
    void anAuthorizationHeaderIsNeverAmongWhatALinkSigns() throws SignatureException {
        Signer signer = new Signer(new Credentials("A", "s", null), "eu-west-1", "iam");
        SignedMessage signed = signer.sign(ClientMessages.get("/"), PayloadHash.EMPTY, TIME);
        SignedMessage both = signer.presign(signed, PayloadHash.EMPTY, TIME, Duration.ofMinutes(1));
        assertEquals(
                new SignatureFault.BothMechanisms(),
                assertThrows(SignatureException.class, () -> SignatureParser.parse(both))
                        .fault());
        assertEquals(
                List.of("host", "x-amz-date"),
                SignatureParser.parse(Changed.drop(both, "Authorization"))
                        .orElseThrow()
                        .signedHeaders());
    }

    @Test
    void whatCantBeSignedIsRefused() {
        Signer signer = new Signer(new Credentials("A", "s", null), "eu-west-1", "s3");
        SignedMessage noHost = new SignedMessage("GET", "/", null, List.of());
        SignedMessage broken = new SignedMessage("GET", "/%zz", null, List.of(new Header("Host", "h")));
        SignedMessage good = new SignedMessage("GET", "/", null, List.of(new Header("Host", "h")));
        assertThrows(IllegalArgumentException.class, () -> signer.sign(noHost, PayloadHash.EMPTY, TIME));
        assertThrows(IllegalArgumentException.class, () -> signer.sign(broken, PayloadHash.EMPTY, TIME));
        for (Duration life : List.of(
                Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(7).plusSeconds(1))) {
            assertThrows(IllegalArgumentException.class, () -> signer.presign(good, PayloadHash.UNSIGNED, TIME, life));
        }
    }

    @Test
    void credentialsDontPrintTheirSecret() {
        String text = new Credentials("AKID", "verysecret", "verytoken").toString();
        assertEquals("Credentials[AKID]", text);
    }
}
