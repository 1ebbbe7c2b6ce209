package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deriving keys, and keeping a bounded number of them for secrets that proved right. */
class SigningKeysTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final ScopeRules IAM = ScopeRules.of("iam", region -> true, null);

    private static CredentialScope scope(String date, String region, String service) {
        return new CredentialScope(date, region, service, "aws4_request");
    }

    /** The example of AWS's page on deriving a signing key. */
    @Test
    void theKeyIsThatOfAwsExample() {
        assertEquals(
                "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9",
                HexFormat.of()
                        .formatHex(SigningKeys.derive(
                                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", scope("20150830", "us-east-1", "iam"))));
    }

    @ParameterizedTest
    @CsvSource({
        "secre,20150830,us-east-1,iam",
        "secrets,20150830,us-east-1,iam",
        "Secret,20150830,us-east-1,iam",
        "secret,20150831,us-east-1,iam",
        "secret,20150830,us-east-2,iam",
        "secret,20150830,us-east-1,sts",
        "secret,20150830,us-east-1i,am",
        "secret,20150830u,s-east-1,iam",
        "secret2,0150830,us-east-1,iam",
    })
    void everyPartOfTheScopeMakesAnotherKey(String secret, String date, String region, String service) {
        String other = HexFormat.of().formatHex(SigningKeys.derive(secret, scope(date, region, service)));
        String key = HexFormat.of().formatHex(SigningKeys.derive("secret", scope("20150830", "us-east-1", "iam")));
        assertNotEquals(key, other);
        SigningKeys keys = new SigningKeys(10);
        keys.keep("secret", scope("20150830", "us-east-1", "iam"), new byte[] {1});
        assertTrue(keys.find(secret, scope(date, region, service)).isEmpty());
    }

    @Test
    void theKeyLeastLatelyUsedGoesFirst() {
        SigningKeys keys = new SigningKeys(3);
        for (int i = 0; i < 3; i++) {
            keys.keep("s" + i, scope("d", "r", "s"), new byte[] {(byte) i});
        }
        assertTrue(keys.find("s0", scope("d", "r", "s")).isPresent());
        keys.keep("s3", scope("d", "r", "s"), new byte[] {3});
        assertEquals(3, keys.size());
        assertTrue(keys.find("s1", scope("d", "r", "s")).isEmpty());
        for (int i : new int[] {0, 2, 3}) {
            assertArrayEquals(
                    new byte[] {(byte) i},
                    keys.find("s" + i, scope("d", "r", "s")).orElseThrow());
        }
        keys.keep("s4", scope("d", "r", "s"), new byte[] {4});
        assertTrue(keys.find("s0", scope("d", "r", "s")).isEmpty());
        assertTrue(keys.find("s2", scope("d", "r", "s")).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"1,100,1", "10,10,10", "10,11,10", "100,1000,100", "4096,5000,4096"})
    void thereAreNeverMoreKeysThanTheCapacity(int capacity, int kept, int expected) {
        SigningKeys keys = new SigningKeys(capacity);
        for (int i = 0; i < kept; i++) {
            keys.keep("secret" + i, scope("d", "r", "s"), new byte[0]);
            assertTrue(keys.size() <= capacity);
        }
        assertEquals(expected, keys.size());
    }

    @Test
    void keepingAgainReplacesAndDoesNotGrow() {
        SigningKeys keys = new SigningKeys(10);
        keys.keep("s", scope("d", "r", "s"), new byte[] {1});
        keys.keep("s", scope("d", "r", "s"), new byte[] {2});
        assertEquals(1, keys.size());
        assertArrayEquals(new byte[] {2}, keys.find("s", scope("d", "r", "s")).orElseThrow());
    }

    private static SignedMessage signed(String secret, String region) {
        return new Signer(new Credentials("AKID", secret, null), region, "iam")
                .sign(
                        new SignedMessage("POST", "/", null, List.of(new Header("Host", "iam.amazonaws.com"))),
                        PayloadHash.EMPTY,
                        TIME);
    }

    private static VerifiedSignature verify(SignatureVerifier verifier, SignedMessage message, String secret)
            throws SignatureException {
        return verifier.verify(SignatureParser.parse(message).orElseThrow(), message, secret, PayloadHash.EMPTY, IAM);
    }

    @Test
    void aVerifierKeepsOneKeyForEachScopeAndNoneForWrongSecrets() throws SignatureException {
        SignatureVerifier verifier = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));
        for (int i = 0; i < 50; i++) {
            SignedMessage message = signed("right", "r" + i % 5);
            verify(verifier, message, "right");
            assertThrows(SignatureException.class, () -> verify(verifier, message, "wrong"));
            assertThrows(SignatureException.class, () -> verify(verifier, message, ""));
        }
        assertEquals(5, verifier.keptKeys());
    }

    @Test
    void aKeptKeyGivesTheSameVerdictAsADerivedOne() throws SignatureException {
        SignatureVerifier verifier = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));
        SignedMessage message = signed("right", "r");
        VerifiedSignature derived = verify(verifier, message, "right");
        VerifiedSignature kept = verify(verifier, message, "right");
        assertEquals(derived.presented(), kept.presented());
        assertEquals(
                derived.chunkSignatures().nextChunk(Hashes.EMPTY_SHA256),
                kept.chunkSignatures().nextChunk(Hashes.EMPTY_SHA256));
        assertThrows(SignatureException.class, () -> verify(verifier, signed("changed", "r"), "right"));
        verify(verifier, signed("changed", "r"), "changed");
        assertThrows(SignatureException.class, () -> verify(verifier, message, "changed"));
    }

    @Test
    void manySecretsDoNotFillTheMemory() throws SignatureException {
        SignatureVerifier verifier = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));
        for (int i = 0; i < 4_200; i++) {
            verify(verifier, signed("secret" + i, "r"), "secret" + i);
        }
        assertEquals(4_096, verifier.keptKeys());
    }

    @Test
    void manyThreadsShareAVerifier() throws Exception {
        SignatureVerifier verifier = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int first = thread;
                answers.add(threads.submit(() -> verdicts(verifier, first)));
            }
            for (Future<Integer> answer : answers) {
                assertEquals(200, answer.get());
            }
        }
        assertEquals(20, verifier.keptKeys());
    }

    /** How many of 200 right signatures were accepted; each is also presented with a wrong secret. */
    private static int verdicts(SignatureVerifier verifier, int first) throws SignatureException {
        int accepted = 0;
        for (int i = 0; i < 200; i++) {
            String secret = "secret" + (first + i) % 20;
            SignedMessage message = signed(secret, "r");
            verify(verifier, message, secret);
            accepted++;
            assertThrows(SignatureException.class, () -> verify(verifier, message, secret + "x"));
        }
        return accepted;
    }

    @Test
    void nothingPrintsASecretOrAKey() throws SignatureException {
        SignatureVerifier verifier = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));
        SignedMessage message = signed("verysecret", "r");
        VerifiedSignature verified = verify(verifier, message, "verysecret");
        String key = HexFormat.of().formatHex(SigningKeys.derive("verysecret", verified.scope()));
        for (Object shown : List.of(verifier, verified, verified.presented(), verified.chunkSignatures(), message)) {
            assertFalse(shown.toString().contains("verysecret"), shown.getClass()::getName);
            assertFalse(shown.toString().contains(key), shown.getClass()::getName);
        }
    }
}
