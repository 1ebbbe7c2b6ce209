package signet.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordVerifierTest {
    /** RFC 7677, section 3: the exchange of the user "user" with the password "pencil". */
    private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

    private static final String AUTH_MESSAGE = "n=user,r=rOprNGfwEbeRWgbNEkqO,"
            + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    @Test
    void theServerSignatureIsTheOneOfTheStandard() throws Exception {
        assertEquals(
                "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
                Base64.getEncoder().encodeToString(hmac(part(3), AUTH_MESSAGE)));
    }

    @Test
    void theClientProofOfTheStandardIsAccepted() throws Exception {
        byte[] key = hmac(part(2), AUTH_MESSAGE);
        byte[] proof = Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        for (int i = 0; i < key.length; i++) {
            key[i] ^= proof[i];
        }
        assertArrayEquals(part(2), MessageDigest.getInstance("SHA-256").digest(key));
    }

    @Test
    void anotherPasswordOrSaltHasAnotherVerifier() {
        byte[] other = SALT.clone();
        other[0]++;
        assertNotEquals(PasswordVerifier.of("pencil", SALT), PasswordVerifier.of("Pencil", SALT));
        assertNotEquals(PasswordVerifier.of("pencil", SALT), PasswordVerifier.of("pencil", other));
    }

    @Test
    void itDoesNotPrintWhatThePasswordCouldBeGuessedBy() {
        assertEquals("PasswordVerifier[]", PasswordVerifier.of("pencil", SALT).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pässword", "line\nbreak", "nul\0"})
    void passwordsAreOfPrintableAscii(String password) {
        assertThrows(IllegalArgumentException.class, () -> PasswordVerifier.of(password, SALT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "md5abc", "SCRAM-SHA-256$4096:a$b", "SCRAM-SHA-256$4096:a$b:c'; DROP ROLE x; --"})
    void nothingElseIsAVerifier(String text) {
        assertThrows(IllegalArgumentException.class, () -> new PasswordVerifier(text));
    }

    /** A key of the verifier of "pencil": 2 is StoredKey, 3 is ServerKey. */
    private static byte[] part(int index) {
        String text = PasswordVerifier.of("pencil", SALT).text();
        String[] keys = text.substring(text.lastIndexOf('$') + 1).split(":", -1);
        return Base64.getDecoder().decode(keys[index - 2]);
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }
}
