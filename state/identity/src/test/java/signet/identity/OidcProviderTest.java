package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Signature;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identity providers, issuers of tokens and what of a trust policy is about whom they know. */
class OidcProviderTest {
    private static final String ARN = "arn:aws:iam::123456789012:oidc-provider/idp.example.com/a";
    private static final OidcProvider PROVIDER = new OidcProvider(
            World.ACCOUNT, "idp.example.com/a", World.NOW, List.of("c"), List.of("00"), Map.of("k", "v"));

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aProviderIsFoundByItsArnAndByNoOther() {
        world.state.change(tx -> tx.put(Tables.OIDC_PROVIDERS, PROVIDER.key(), PROVIDER));

        assertEquals(ARN, PROVIDER.arn());
        assertEquals(Optional.of(PROVIDER), OidcProvider.find(world.view(), ARN));
        for (String other : List.of(
                ARN.toUpperCase(Locale.ROOT),
                ARN + "/",
                ARN.replace("aws:iam", "aws-cn:iam"),
                ARN.replace("oidc-provider", "saml-provider"),
                ARN.replace(World.ACCOUNT, World.OTHER),
                "idp.example.com/a",
                "")) {
            assertEquals(Optional.empty(), OidcProvider.find(world.view(), other), other);
        }
    }

    @Test
    void aProviderChangesInOnePlaceAtATimeAndNotBehindItsBack() {
        assertEquals(PROVIDER, PROVIDER.withClientIds(List.of()).withClientIds(List.of("c")));
        assertEquals(PROVIDER, PROVIDER.withThumbprints(List.of()).withThumbprints(List.of("00")));
        assertEquals(PROVIDER, PROVIDER.withTags(Map.of()).withTags(Map.of("k", "v")));
        assertThrows(
                UnsupportedOperationException.class, () -> PROVIDER.clientIds().clear());
        assertThrows(UnsupportedOperationException.class, () -> PROVIDER.tags().clear());
    }

    @Test
    void anIssuersKeysAreItsOwnAndFitEachOther() throws Exception {
        TokenIssuer issuer = TokenIssuer.create(World.ACCOUNT, World.NOW);
        world.state.change(tx -> tx.put(Tables.TOKEN_ISSUERS, World.ACCOUNT, issuer));
        TokenIssuer stored =
                world.view().get(Tables.TOKEN_ISSUERS, World.ACCOUNT).orElseThrow();
        byte[] text = {1, 2, 3};

        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initSign(stored.rsaKey());
        rsa.update(text);
        byte[] signed = rsa.sign();
        rsa.initVerify(stored.rsaPublicKey());
        rsa.update(text);
        assertTrue(rsa.verify(signed));
        Signature ec = Signature.getInstance("SHA384withECDSA");
        ec.initSign(stored.ecKey());
        ec.update(text);
        signed = ec.sign();
        ec.initVerify(stored.ecPublicKey());
        ec.update(text);
        assertTrue(ec.verify(signed));
        assertNotEquals(
                issuer.rsa(), TokenIssuer.create(World.ACCOUNT, World.NOW).rsa());
    }

    @Test
    void anIssuerDoesNotShowItsKeys() {
        TokenIssuer issuer = TokenIssuer.create(World.ACCOUNT, World.NOW);

        assertEquals("TokenIssuer[123456789012]", issuer.toString());
        assertEquals("/_signet/oidc/123456789012", TokenIssuer.path(World.ACCOUNT));
        assertFalse(issuer.enabled(false).enabled());
        assertEquals(issuer, issuer.enabled(false).enabled(true));
    }

    private static String trust(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String statement(String effect, String principal) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":" + principal
                + ",\"Action\":\"sts:AssumeRoleWithWebIdentity\"}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":\"123456789012\"}", "{\"Service\":\"ec2.amazonaws.com\"}"})
    void whatAllowsOthersSaysNothingOfHoldersOfTokens(String principal) {
        assertEquals(Optional.empty(), TrustPolicies.ofFederated(trust(statement("Allow", principal))));
        assertEquals(
                Optional.of(trust(statement("Deny", principal))),
                TrustPolicies.ofFederated(trust(statement("Allow", principal), statement("Deny", principal))));
    }

    @Test
    void whatAllowsThemIsKeptForThemAlone() {
        String federated = "{\"Federated\":\"" + ARN + "\"}";

        assertEquals(
                Optional.of(trust(statement("Allow", federated))),
                TrustPolicies.ofFederated(trust(
                        statement("Allow", "{\"AWS\":\"*\",\"Federated\":\"" + ARN + "\"}"),
                        statement("Allow", "\"*\""))));
        // a statement need not be in a list
        String alone = "{\"Version\":\"2012-10-17\",\"Statement\":" + statement("Allow", federated) + "}";
        assertEquals(Optional.of(trust(statement("Allow", federated))), TrustPolicies.ofFederated(alone));
    }
}
