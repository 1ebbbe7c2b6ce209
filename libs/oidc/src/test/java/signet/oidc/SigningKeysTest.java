package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.oidc.testing.TestIssuer;
import signet.oidc.testing.TestKey;

/** Which of an issuer's keys verifies a token; as STS was seen to choose. */
class SigningKeysTest {
    private static final TestKey RSA = TestKey.create("r", "RS256");
    private static final TestKey EC = TestKey.create("e", "ES256");

    private static SigningKeys read(String... keys) throws IOException {
        return SigningKeys.read(TestIssuer.set(List.of(keys)).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean finds(SigningKeys keys, String token) throws RefusedTokenException {
        return keys.verifier(IdToken.read(token)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"})
    void eachAlgorithmVerifies(String algorithm) throws Exception {
        TestKey key = TestKey.create("k", algorithm);
        IdToken token = IdToken.read(key.token("{}"));
        IdToken forged = IdToken.read(TestKey.create("k", algorithm).token("{}"));

        var verifier = read(RSA.jwk(), key.jwk(), EC.jwk()).verifier(token).orElseThrow();

        assertTrue(verifier.verify(token.header(), token.signed(), token.signature()));
        assertFalse(verifier.verify(forged.header(), forged.signed(), forged.signature()));
    }

    @Test
    void aKeyIsFoundByItsIdAndKind() throws Exception {
        SigningKeys keys = read(RSA.jwk(), EC.jwk());

        assertEquals(2, keys.size());
        assertTrue(finds(keys, RSA.token("{}")));
        assertFalse(finds(keys, RSA.as("x", "RS256").token("{}")));
        assertFalse(finds(keys, RSA.as("e", "RS256").token("{}")), "a key of the other kind");
        assertFalse(finds(keys, TestKey.create("e", "ES384").token("{}")), "a key of another curve");
    }

    @Test
    void aTokenThatNamesNoKeyMeansTheOnlyOne() throws Exception {
        assertTrue(finds(read(RSA.jwk()), RSA.token("{\"alg\":\"RS256\"}", "{}")));
        assertTrue(finds(read(RSA.jwk()), RSA.token("{\"alg\":\"RS256\",\"kid\":\"\"}", "{}")));
        assertFalse(finds(read(RSA.jwk(), RSA.as("s", "RS256").jwk()), RSA.token("{\"alg\":\"RS256\"}", "{}")));
    }

    @Test
    void ofTwoKeysWithOneIdTheLaterCounts() throws Exception {
        TestKey other = TestKey.create("r", "RS256");
        IdToken token = IdToken.read(other.token("{}"));

        var verifier = read(RSA.jwk(), other.jwk()).verifier(token).orElseThrow();

        assertTrue(verifier.verify(token.header(), token.signed(), token.signature()));
    }

    @Test
    void whatIsNotForSignaturesIsLeftOut() throws Exception {
        assertEquals(0, read(RSA.jwk("\"use\":\"enc\"")).size());
        assertEquals(
                0, read(RSA.jwk("\"use\":\"sig\",\"key_ops\":[\"verify\"]")).size());
        assertEquals(
                0, read("{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"c2VjcmV0\"}").size());
        assertEquals(
                0,
                read("{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"AQAB\",\"e\":\"AQAB\"}")
                        .size());
        assertEquals(
                0,
                read("{\"kty\":\"EC\",\"kid\":\"a\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}")
                        .size());
        assertEquals(0, read("1", "{}", "{\"kty\":7}").size());
        assertEquals(0, read(RSA.jwk().replace("\"kid\":\"r\",", "")).size());
        assertEquals(1, read(RSA.jwk("\"alg\":\"RS512\"")).size());
    }

    @Test
    void weakKeysAreLeftOut() throws Exception {
        assertEquals(0, read(TestKey.create("w", "RS256", 1024).jwk()).size());
    }

    @Test
    void moreThanAHundredOfAKindAreRefused() throws Exception {
        String key = EC.jwk();
        assertEquals(
                1, read(Collections.nCopies(100, key).toArray(String[]::new)).size());
        assertThrows(IOException.class, () -> read(Collections.nCopies(101, key).toArray(String[]::new)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"keys\":{}}", "{\"keys\":[]}x", "{\"keys\":[],\"keys\":[]}", "no"})
    void whatIsNoSetOfKeysIsRefused(String json) {
        assertThrows(IOException.class, () -> SigningKeys.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
