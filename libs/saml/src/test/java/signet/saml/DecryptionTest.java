package signet.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.saml.SamlException.Fault;
import signet.saml.idp.Draft;
import signet.saml.idp.IdentityProvider;

class DecryptionTest extends SamlTest {
    private static final IdentityProvider OURS = IdentityProvider.rsa("ours");
    private static final IdentityProvider OLD = IdentityProvider.rsa("old");

    private static List<PrivateKey> keys() {
        return List.of(OLD.keys().getPrivate(), OURS.keys().getPrivate());
    }

    private String encrypted(String assertion, boolean gcm) {
        return draft.response(Draft.encrypted(assertion, OURS.keys().getPublic(), gcm));
    }

    private static void refusedEncrypted(Fault fault, String response) {
        SamlException refusal = assertThrows(SamlException.class, () -> read(response, keys(), true));
        assertEquals(fault, refusal.fault(), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSignedAssertionIsReadOutOfItsEncryption(boolean gcm) throws Exception {
        String signed = IDP.sign(draft.assertion(), "Assertion");

        assertEquals(read(draft.response(signed)), read(encrypted(signed, gcm), keys(), true));
    }

    @Test
    void anEncryptedAssertionInASignedResponseIsReadToo() throws Exception {
        String response = IDP.sign(encrypted(draft.assertion(), true), "Response");

        assertEquals(draft.name, subject(read(response, keys(), false)).name());
    }

    @Test
    void encryptionAloneShowsNothing() {
        refusedEncrypted(Fault.ENCRYPTION, encrypted(draft.assertion(), true));
        refusedEncrypted(Fault.ENCRYPTION, encrypted(ATTACKER.sign(draft.assertion(), "Assertion"), true));
    }

    @Test
    void anIssuerInsideIsNotTold() {
        draft.issuer = "https://other.example.com";
        String response = encrypted(IDP.sign(draft.assertion(), "Assertion"), false)
                .replaceFirst("(<saml:Issuer>)https://other[^<]*", "$1" + IDP.entityId());

        refusedEncrypted(Fault.ENCRYPTION, response);
    }

    @Test
    void whatHasToBeEncryptedIsNotTakenInTheClear() {
        refusedEncrypted(Fault.ENCRYPTION, draft.signed(IDP));
    }

    @Test
    void aKeyThatIsNotOursOpensNothing() {
        String signed = IDP.sign(draft.assertion(), "Assertion");
        String response = draft.response(Draft.encrypted(signed, ATTACKER.keys().getPublic(), true));

        refusedEncrypted(Fault.ENCRYPTION, response);
        refused(Fault.ENCRYPTION, encrypted(signed, true)); // by whom no key is
    }

    @Test
    void anAssertionBesideTheEncryptedOneIsRefused() {
        String signed = IDP.sign(draft.assertion(), "Assertion");
        String encrypted = Draft.encrypted(signed, OURS.keys().getPublic(), true);

        refusedEncrypted(Fault.UNREADABLE, draft.response(encrypted + signed));
        refusedEncrypted(Fault.UNREADABLE, draft.response(encrypted + encrypted));
    }

    @Test
    void algorithmsThatTellAboutTheirPlaintextAreRefused() {
        String response = encrypted(IDP.sign(draft.assertion(), "Assertion"), true);

        refusedEncrypted(Fault.ENCRYPTION, response.replace("xmlenc#rsa-oaep-mgf1p", "xmlenc#rsa-1_5"));
        refusedEncrypted(Fault.ENCRYPTION, response.replace("xmlenc11#aes256-gcm", "xmlenc11#aes128-gcm"));
        refusedEncrypted(Fault.ENCRYPTION, response.replace("xmlenc11#aes256-gcm", "xmlenc#tripledes-cbc"));
    }

    @Test
    void whatIsInsideHasToBeAnAssertionAndNoHostileOne() {
        refusedEncrypted(Fault.ENCRYPTION, encrypted("<a/>", true));
        refusedEncrypted(Fault.ENCRYPTION, encrypted("no XML", true));
        refusedEncrypted(Fault.ENCRYPTION, encrypted("<!DOCTYPE a>" + draft.assertion(), true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangedCiphertextIsRefusedInOneWay(boolean gcm) {
        String response = encrypted(IDP.sign(draft.assertion(), "Assertion"), gcm);
        int begin = response.lastIndexOf("<xenc:CipherValue>") + "<xenc:CipherValue>".length();
        int end = response.lastIndexOf("</xenc:CipherValue>");
        byte[] ciphertext = Base64.getDecoder().decode(response.substring(begin, end));
        Random random = new Random(4);
        for (int round = 0; round < 100; round++) {
            byte[] changed = ciphertext.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            String forged = response.substring(0, begin)
                    + Base64.getEncoder().encodeToString(changed)
                    + response.substring(end);
            SamlException refusal = assertThrows(SamlException.class, () -> read(forged, keys(), true));
            assertEquals(Fault.ENCRYPTION, refusal.fault());
        }
    }
}
