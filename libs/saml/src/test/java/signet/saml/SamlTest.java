package signet.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import signet.saml.idp.Draft;
import signet.saml.idp.IdentityProvider;

/** What the tests of responses have in common: a provider, and somebody else with a key. */
abstract class SamlTest {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final IdentityProvider IDP = IdentityProvider.rsa("https://idp.example.com/saml");
    static final IdentityProvider ATTACKER = IdentityProvider.rsa("https://idp.example.com/saml");

    final Draft draft = new Draft(IDP, NOW);

    static SamlMetadata metadata(IdentityProvider provider) {
        try {
            return SamlMetadata.parse(provider.metadata());
        } catch (SamlException e) {
            throw new AssertionError(e);
        }
    }

    static SamlAssertion read(String response) throws SamlException {
        return read(response, List.of(), false);
    }

    static SamlAssertion read(String response, List<PrivateKey> keys, boolean encrypted) throws SamlException {
        return SamlResponse.parse(response.getBytes(StandardCharsets.UTF_8)).assertion(metadata(IDP), keys, encrypted);
    }

    static SamlAssertion.Subject subject(SamlAssertion assertion) {
        return Objects.requireNonNull(assertion.subject());
    }

    static void refused(SamlException.Fault fault, String response) {
        SamlException refusal = assertThrows(SamlException.class, () -> read(response));
        assertEquals(fault, refusal.fault(), refusal.getMessage());
    }
}
