package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The kept signing keys against a plain list, and the verifier with them against one without. */
class SigningKeysModelTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    /** The lately used keys, the latest at the end. */
    private static final class Model {
        private final int capacity;
        private final List<String> names = new ArrayList<>();
        private final List<byte[]> keys = new ArrayList<>();

        Model(int capacity) {
            this.capacity = capacity;
        }

        Optional<byte[]> find(String name) {
            int at = names.indexOf(name);
            if (at < 0) {
                return Optional.empty();
            }
            names.add(names.remove(at));
            keys.add(keys.remove(at));
            return Optional.of(keys.getLast());
        }

        void keep(String name, byte[] key) {
            int at = names.indexOf(name);
            if (at >= 0) {
                names.remove(at);
                keys.remove(at);
            }
            names.add(name);
            keys.add(key);
            if (names.size() > capacity) {
                names.removeFirst();
                keys.removeFirst();
            }
        }
    }

    @Test
    void keysAreKeptAndForgottenAsInAList() {
        Random random = new Random(1);
        for (int capacity : new int[] {1, 2, 3, 7, 20}) {
            SigningKeys keys = new SigningKeys(capacity);
            Model model = new Model(capacity);
            for (int step = 0; step < 3_000; step++) {
                String secret = "s" + random.nextInt(3);
                CredentialScope scope = new CredentialScope(
                        "d" + random.nextInt(2), "r" + random.nextInt(2), "v" + random.nextInt(2), "aws4_request");
                String name = secret + '/' + scope.text();
                if (random.nextBoolean()) {
                    byte[] key = {(byte) step, (byte) (step >> 8)};
                    keys.keep(secret, scope, key);
                    model.keep(name, key);
                }
                assertArrayEquals(
                        model.find(name).orElseGet(() -> new byte[0]),
                        keys.find(secret, scope).orElseGet(() -> new byte[0]),
                        name);
                assertEquals(model.names.size(), keys.size());
            }
        }
    }

    /**
     * A verifier that has seen much answers as one that has seen nothing: no kept key ever serves another secret, day,
     * Region or service.
     */
    @Test
    void whatAVerifierRemembersNeverChangesItsAnswer() {
        Random random = new Random(2);
        SignatureVerifier old = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));
        int accepted = 0;
        for (int round = 0; round < 1_500; round++) {
            String signedWith = "secret" + random.nextInt(3);
            String region = "r" + random.nextInt(2);
            String service = random.nextBoolean() ? "iam" : "sts";
            Instant day = random.nextBoolean() ? TIME : TIME.minusSeconds(600);
            SignedMessage message = new Signer(new Credentials("AKID", signedWith, null), region, service)
                    .sign(ClientMessages.get("/"), PayloadHash.EMPTY, day);
            String checkedWith = random.nextInt(3) == 0 ? "secret" + random.nextInt(3) : signedWith;
            ScopeRules rules = ScopeRules.of(random.nextInt(4) == 0 ? "iam" : service, any -> true, null);
            String expected =
                    answer(new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC)), message, checkedWith, rules);
            assertEquals(expected, answer(old, message, checkedWith, rules));
            boolean right = checkedWith.equals(signedWith) && rules.service().equals(service);
            assertEquals(right, expected.equals(Gate.ACCEPTED), expected);
            accepted += right ? 1 : 0;
        }
        assertTrue(accepted > 300 && accepted < 1_500, "both answers were given: " + accepted);
        assertEquals(12, old.keptKeys(), "three secrets, two Regions, two services, one day");
    }

    private static String answer(SignatureVerifier verifier, SignedMessage message, String secret, ScopeRules rules) {
        try {
            verifier.verify(SignatureParser.parse(message).orElseThrow(), message, secret, PayloadHash.EMPTY, rules);
            return Gate.ACCEPTED;
        } catch (SignatureException e) {
            return e.fault().getClass().getSimpleName();
        }
    }

    @Test
    void theDayAtMidnightIsTheSignaturesAndNotTheServers() throws SignatureException {
        Instant midnight = Instant.parse("2026-01-03T00:00:00Z");
        SignatureVerifier verifier = new SignatureVerifier(Clock.fixed(midnight, ZoneOffset.UTC));
        ScopeRules rules = ScopeRules.of("iam", any -> true, null);
        Signer signer = new Signer(new Credentials("AKID", "secret", null), "r", "iam");
        for (int second = -900; second <= 900; second += 100) {
            SignedMessage message =
                    signer.sign(ClientMessages.get("/"), PayloadHash.EMPTY, midnight.plusSeconds(second));
            VerifiedSignature verified = verifier.verify(
                    SignatureParser.parse(message).orElseThrow(), message, "secret", PayloadHash.EMPTY, rules);
            assertEquals(second < 0 ? "20260102" : "20260103", verified.scope().date());
        }
        assertEquals(2, verifier.keptKeys());
    }
}
