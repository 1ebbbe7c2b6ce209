package signet.saml;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Opens an encrypted assertion (SAML core, 2.3.4; XML Encryption 1.1): AES-GCM or AES-CBC under a key that is encrypted by
 * RSA-OAEP. All that can go wrong goes wrong in one way, for whoever may ask again and again with other ciphertexts must not
 * learn from the answers what is in one. PKCS #1 v1.5, of which a refusal alone tells enough, is not among the algorithms.
 */
final class Decryption {
    private static final String XMLENC11 = "http://www.w3.org/2009/xmlenc11#";
    private static final String OAEP_MGF1 = Names.ENCRYPTION + "rsa-oaep-mgf1p";
    private static final String OAEP = XMLENC11 + "rsa-oaep";
    private static final int GCM_IV = 12;
    private static final int GCM_TAG_BITS = 128;
    private static final int BLOCK = 16;

    /** Length of the key in bytes. */
    private static final Map<String, Integer> GCM =
            Map.of(XMLENC11 + "aes128-gcm", 16, XMLENC11 + "aes192-gcm", 24, XMLENC11 + "aes256-gcm", 32);

    private static final Map<String, Integer> CBC = Map.of(
            Names.ENCRYPTION + "aes128-cbc", 16,
            Names.ENCRYPTION + "aes192-cbc", 24,
            Names.ENCRYPTION + "aes256-cbc", 32);

    private static final Map<String, String> DIGESTS = Map.of(
            Names.SIGNATURE + "sha1", "SHA-1",
            Names.ENCRYPTION + "sha256", "SHA-256",
            Names.ENCRYPTION + "sha512", "SHA-512");

    private static final Map<String, MGF1ParameterSpec> MASKS = Map.of(
            XMLENC11 + "mgf1sha1", MGF1ParameterSpec.SHA1,
            XMLENC11 + "mgf1sha256", MGF1ParameterSpec.SHA256,
            XMLENC11 + "mgf1sha512", MGF1ParameterSpec.SHA512);

    private Decryption() {}

    /**
     * The assertion inside.
     *
     * @param encrypted an EncryptedAssertion
     * @throws SamlException if it is encrypted for none of the keys
     */
    static Element of(Element encrypted, List<PrivateKey> keys) throws SamlException {
        for (PrivateKey key : keys) {
            Optional<Element> opened = opened(encrypted, key);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        throw new SamlException(SamlException.Fault.ENCRYPTION, "encrypted for none of " + keys.size() + " keys");
    }

    private static Optional<Element> opened(Element encrypted, PrivateKey key) {
        try {
            Element data = Xml.required(encrypted, Names.ENCRYPTION, "EncryptedData");
            byte[] secret = unwrapped(wrapped(encrypted, data), key);
            Element root = Xml.parse(plain(data, secret)).getDocumentElement();
            return Optional.of(root).filter(found -> Xml.is(found, Names.ASSERTION, "Assertion"));
        } catch (SamlException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The encrypted key, which stands within the data's KeyInfo or beside the data. */
    private static Element wrapped(Element encrypted, Element data) throws SamlException {
        Optional<Element> info = Xml.child(data, Names.SIGNATURE, "KeyInfo");
        Optional<Element> inside =
                info.isPresent() ? Xml.child(info.get(), Names.ENCRYPTION, "EncryptedKey") : Optional.empty();
        return inside.isPresent() ? inside.get() : Xml.required(encrypted, Names.ENCRYPTION, "EncryptedKey");
    }

    private static byte[] unwrapped(Element wrapped, PrivateKey key) throws SamlException, GeneralSecurityException {
        Element method = Xml.required(wrapped, Names.ENCRYPTION, "EncryptionMethod");
        String algorithm = Xml.requiredAttribute(method, "Algorithm");
        if (!algorithm.equals(OAEP) && !algorithm.equals(OAEP_MGF1)) {
            throw SamlException.unreadable("algorithm not allowed: " + algorithm);
        }
        String digest = named(
                DIGESTS, Xml.child(method, Names.SIGNATURE, "DigestMethod").orElse(null), "SHA-1");
        MGF1ParameterSpec mask = algorithm.equals(OAEP_MGF1)
                ? MGF1ParameterSpec.SHA1
                : named(MASKS, Xml.child(method, XMLENC11, "MGF").orElse(null), MGF1ParameterSpec.SHA1);
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, new OAEPParameterSpec(digest, "MGF1", mask, PSource.PSpecified.DEFAULT));
        return cipher.doFinal(value(wrapped));
    }

    private static <T> T named(Map<String, T> values, @Nullable Element method, T usual) throws SamlException {
        if (method == null) {
            return usual;
        }
        T value = values.get(Xml.requiredAttribute(method, "Algorithm"));
        if (value == null) {
            throw SamlException.unreadable("algorithm not allowed");
        }
        return value;
    }

    private static byte[] plain(Element data, byte[] secret) throws SamlException, GeneralSecurityException {
        Element method = Xml.required(data, Names.ENCRYPTION, "EncryptionMethod");
        String algorithm = Xml.requiredAttribute(method, "Algorithm");
        byte[] value = value(data);
        Key key = new SecretKeySpec(secret, "AES");
        if (Integer.valueOf(secret.length).equals(GCM.get(algorithm)) && value.length > GCM_IV) {
            AlgorithmParameterSpec iv = new GCMParameterSpec(GCM_TAG_BITS, value, 0, GCM_IV);
            return decrypted("AES/GCM/NoPadding", key, iv, value, GCM_IV);
        }
        if (Integer.valueOf(secret.length).equals(CBC.get(algorithm)) && value.length > BLOCK) {
            byte[] padded = decrypted("AES/CBC/NoPadding", key, new IvParameterSpec(value, 0, BLOCK), value, BLOCK);
            return Arrays.copyOf(padded, padded.length - Math.clamp(padded[padded.length - 1], 1, BLOCK));
        }
        throw SamlException.unreadable("algorithm not allowed: " + algorithm);
    }

    private static byte[] decrypted(String cipherName, Key key, AlgorithmParameterSpec iv, byte[] value, int begin)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(cipherName);
        cipher.init(Cipher.DECRYPT_MODE, key, iv);
        return cipher.doFinal(value, begin, value.length - begin);
    }

    private static byte[] value(Element holder) throws SamlException {
        Element data = Xml.required(holder, Names.ENCRYPTION, "CipherData");
        return Base64.getMimeDecoder().decode(Xml.text(Xml.required(data, Names.ENCRYPTION, "CipherValue")));
    }
}
