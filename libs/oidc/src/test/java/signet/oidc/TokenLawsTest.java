package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import signet.oidc.testing.Claims;
import signet.oidc.testing.TestIssuer;
import signet.oidc.testing.TestKey;

/** What holds for every token, tried on many. */
class TokenLawsTest {
    private static final int TRIES = 2_000;
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final TestKey KEY = TestKey.create("k", "ES256");
    private static final String ISSUER = "https://idp.example";

    private final Random random = new Random(20_261_201);
    private final TokenVerifier verifier = new TokenVerifier(
            (issuer, thumbprints) -> new KeySource.Fetched(
                    SigningKeys.read(TestIssuer.set(List.of(KEY.jwk())).getBytes(StandardCharsets.UTF_8)),
                    Duration.ofHours(1)),
            () -> NOW);

    private void accept(String text) throws RefusedTokenException {
        IdToken token = IdToken.read(text);
        AwsClaims.of(WebIdentity.of(token, NOW));
        verifier.verify(token, ISSUER, List.of());
    }

    @Test
    void noOtherTextIsAsGoodAsAToken() throws RefusedTokenException {
        String good = KEY.token(Claims.of(ISSUER, NOW).json());
        accept(good);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ {}\"";
        for (int i = 0; i < TRIES; i++) {
            StringBuilder text = new StringBuilder(good);
            int at = random.nextInt(text.length());
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                default -> text.deleteCharAt(at);
            }
            if (!text.toString().equals(good)) {
                assertThrows(RefusedTokenException.class, () -> accept(text.toString()), text::toString);
            }
        }
    }

    /** Whatever claims are made of, reading them ends in an answer: an identity or a refusal. */
    @Test
    void claimsOfAnyKindAreReadOrRefused() {
        List<String> values = List.of(
                "null",
                "true",
                "0",
                "-1",
                "1.5",
                "1e400",
                "\"\"",
                "\"a\"",
                "[]",
                "[null]",
                "[[]]",
                "{}",
                "{\"a\":[]}",
                "\"https://idp.example\"",
                "\"https://%\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "[\"a\",\"b\"]",
                "9999999999");
        List<String> names = List.of(
                "iss",
                "sub",
                "aud",
                "azp",
                "iat",
                "exp",
                "nbf",
                "amr",
                "email",
                "https://aws.amazon.com/tags",
                "https://aws.amazon.com/roles",
                "https://aws.amazon.com/source_identity",
                "https://aws.amazon.com/tags/principal_tags/a",
                "https://aws.amazon.com/tags/transitive_tag_keys");
        int accepted = 0;
        for (int i = 0; i < TRIES; i++) {
            Claims claims = Claims.of(ISSUER, NOW);
            for (int j = random.nextInt(3); j >= 0; j--) {
                claims =
                        claims.with(names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size())));
            }
            try {
                IdToken token = IdToken.read(KEY.token(claims.json()));
                WebIdentity identity = WebIdentity.of(token, NOW);
                AwsClaims.of(identity);
                ClaimKeys.whenAssuming(identity);
                accepted++;
            } catch (RefusedTokenException e) {
                assertTrue(e.text().length() > 10);
            }
        }
        assertTrue(accepted > 10 && accepted < TRIES, "accepted " + accepted);
    }
}
