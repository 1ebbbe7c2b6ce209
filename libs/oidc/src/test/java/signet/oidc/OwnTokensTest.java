package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import signet.oidc.testing.TestKey;
import tools.jackson.databind.JsonNode;

/** Tokens of our own, verified by what verifies others'. */
class OwnTokensTest {
    private static final TestKey RSA = TestKey.create("r", "RS256");
    private static final TestKey EC = TestKey.create("e", "ES384");

    @Test
    void theyVerifyWithTheKeysThatArePublished() throws Exception {
        String payload = OwnTokens.payload(Map.of("sub", "me"));
        String keys = OwnTokens.keys(
                (RSAPublicKey) RSA.keys().getPublic(), (ECPublicKey) EC.keys().getPublic());
        SigningKeys published = SigningKeys.read(keys.getBytes(StandardCharsets.UTF_8));

        for (String text : new String[] {
            OwnTokens.signed(payload, (RSAPrivateKey) RSA.keys().getPrivate()),
            OwnTokens.signed(payload, (ECPrivateKey) EC.keys().getPrivate())
        }) {
            IdToken token = IdToken.read(text);
            assertTrue(
                    published.verifier(token).orElseThrow().verify(token.header(), token.signed(), token.signature()));
            assertEquals("me", token.claims().path("sub").asString());
        }
    }

    /** The ids and members are those of AWS's documents. */
    @Test
    void thePublishedKeysHaveNothingPrivate() throws Exception {
        String keys = OwnTokens.keys(
                (RSAPublicKey) RSA.keys().getPublic(), (ECPublicKey) EC.keys().getPublic());
        JsonNode set = StrictJson.object(keys.getBytes(StandardCharsets.UTF_8)).orElseThrow();

        assertEquals("RSA_0", set.path("keys").path(0).path("kid").asString());
        assertEquals("EC384_0", set.path("keys").path(1).path("kid").asString());
        set.path("keys").forEach(key -> assertFalse(key.has("d") || key.has("p") || key.has("q"), key::toString));
    }

    @Test
    void theDiscoveryDocumentLeadsToTheKeys() {
        JsonNode document = StrictJson.object(OwnTokens.discovery("http://a/b").getBytes(StandardCharsets.UTF_8))
                .orElseThrow();

        assertEquals("http://a/b", document.path("issuer").asString());
        assertEquals(
                "http://a/b/.well-known/jwks.json", document.path("jwks_uri").asString());
        assertEquals(
                "RS256",
                document.path("id_token_signing_alg_values_supported").path(0).asString());
    }
}
