package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static signet.oidc.Refusals.NOT_A_TOKEN;
import static signet.oidc.Refusals.NOT_VALIDATED;
import static signet.oidc.Refusals.refuses;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.oidc.testing.Claims;
import signet.oidc.testing.TestKey;

/** What can be read as a token; the texts were recorded from STS unless a comment says otherwise. */
class IdTokenTest {
    private static final TestKey KEY = TestKey.create("k", "ES256");
    private static final String CLAIMS =
            Claims.of("https://a.example", Instant.EPOCH).json();

    @Test
    void aTokenIsReadWithItsHeaderAndClaims() throws RefusedTokenException {
        IdToken token = IdToken.read(KEY.token(CLAIMS));

        assertEquals("k", token.header().getKeyID());
        assertEquals("alice", token.claims().path("sub").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a.b", "a.b.c", "a.b.c.d", "a.b.c.d.e", "..", "e30.e30.", "e30.e30.AA", "W10.e30.AA"})
    void whatIsNotThreePartsOfJsonIsNoToken(String text) {
        refuses(NOT_A_TOKEN, () -> IdToken.read(text));
    }

    @Test
    void aTokenHasOneSpelling() {
        String token = KEY.token(CLAIMS);
        refuses(NOT_A_TOKEN, () -> IdToken.read(token + "="));
        refuses(NOT_A_TOKEN, () -> IdToken.read(" " + token));
        refuses(NOT_A_TOKEN, () -> IdToken.read(token + "\n"));
        // the last character of 64 bytes' base 64 holds two bits that mean nothing
        char last = token.charAt(token.length() - 1);
        refuses(NOT_A_TOKEN, () -> IdToken.read(token.substring(0, token.length() - 1) + (char) (last + 1)));
    }

    /** STS takes the last of two; RFC 7519 lets a reader refuse them, so that no two readers differ about a token. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"sub\":\"a\",\"sub\":\"b\"}", "{\"a\":{\"b\":1,\"b\":1}}", "{} {}", "{\"a\":1}x"})
    void aNameThatIsGivenTwiceIsRefused(String claims) {
        refuses(NOT_A_TOKEN, () -> IdToken.read(KEY.token(claims)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"alg\":\"none\"}",
                "{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1}",
                "{\"alg\":\"ES256\",\"b64\":false}",
                "{\"alg\":1}",
                "{\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"kid\":7}",
                "[]"
            })
    void aHeaderThatCannotBeUnderstoodIsNoTokens(String header) {
        refuses(NOT_A_TOKEN, () -> IdToken.read(KEY.token(header, CLAIMS)));
    }

    /** The text is the one that STS gives when it tells no more; with which it refuses these is not recorded. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "HS512", "PS256", "EdDSA", "ES256K", "RS1", "rs256", ""})
    void onlyTheSixAlgorithmsAreAccepted(String algorithm) {
        refuses(NOT_VALIDATED, () -> IdToken.read(KEY.token("{\"alg\":\"" + algorithm + "\"}", CLAIMS)));
    }

    @Test
    void depthNumbersAndSizeAreBounded() {
        refuses(NOT_A_TOKEN, () -> IdToken.read(KEY.token("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}")));
        refuses(NOT_A_TOKEN, () -> IdToken.read(KEY.token("{\"a\":" + "9".repeat(200) + "}")));
        refuses(NOT_A_TOKEN, () -> IdToken.read(KEY.token("{\"a\":\"" + "a".repeat(20_000) + "\"}")));
    }
}
