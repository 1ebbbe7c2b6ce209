package signet.saml.idp;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A response that is about to be signed, with everything that AWS wants until somebody leaves it out. */
public final class Draft {
    /** AWS's address for responses. */
    public static final String SIGN_IN = "https://signin.aws.amazon.com/saml";

    /** Where AWS's own attributes begin. */
    public static final String ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";

    public String issuer;
    public String name = "_cbb88bf52c2510eabe00c1642d4643f41430fe25e3";
    public String format = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
    public String recipient = SIGN_IN;
    public String audience = "urn:amazon:webservices";
    public String status = "urn:oasis:names:tc:SAML:2.0:status:Success";
    public String method = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    public Instant issued;
    public Instant notBefore;
    public Instant notOnOrAfter;
    public Instant sessionNotOnOrAfter;
    public Instant confirmedUntil;
    public final Map<String, List<String>> attributes = new LinkedHashMap<>();

    /** A response of a provider. */
    public Draft(IdentityProvider provider, Instant now) {
        issuer = provider.entityId();
        issued = now;
        notBefore = now.minus(Duration.ofMinutes(5));
        notOnOrAfter = now.plus(Duration.ofHours(1));
        sessionNotOnOrAfter = now.plus(Duration.ofHours(8));
        confirmedUntil = now.plus(Duration.ofMinutes(5));
        aws("RoleSessionName", "ann@example.com");
    }

    /** Sets one of AWS's own attributes. */
    public Draft aws(String attribute, String... values) {
        attributes.put(ATTRIBUTES + attribute, List.of(values));
        return this;
    }

    /** The assertion alone. */
    public String assertion() {
        return "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a75\" IssueInstant=\""
                + issued
                + "\" Version=\"2.0\"><saml:Issuer>" + issuer + "</saml:Issuer>" + subject() + conditions()
                + "<saml:AuthnStatement AuthnInstant=\"" + issued + "\" SessionIndex=\"_s1\" SessionNotOnOrAfter=\""
                + sessionNotOnOrAfter + "\"><saml:AuthnContext><saml:AuthnContextClassRef>"
                + "urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext>"
                + "</saml:AuthnStatement>" + statement() + "</saml:Assertion>";
    }

    private String subject() {
        return "<saml:Subject><saml:NameID Format=\"" + format + "\">" + name
                + "</saml:NameID><saml:SubjectConfirmation Method=\"" + method
                + "\"><saml:SubjectConfirmationData InResponseTo=\"_q1\" NotOnOrAfter=\"" + confirmedUntil
                + "\" Recipient=\"" + recipient + "\"/></saml:SubjectConfirmation></saml:Subject>";
    }

    private String conditions() {
        return "<saml:Conditions NotBefore=\"" + notBefore + "\" NotOnOrAfter=\"" + notOnOrAfter
                + "\"><saml:AudienceRestriction><saml:Audience>" + audience
                + "</saml:Audience></saml:AudienceRestriction></saml:Conditions>";
    }

    private String statement() {
        StringBuilder text = new StringBuilder("<saml:AttributeStatement>");
        attributes.forEach((attribute, values) -> {
            text.append("<saml:Attribute Name=\"").append(attribute).append("\">");
            values.forEach(
                    value -> text.append("<saml:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                    + " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xsi:type=\"xs:string\">")
                            .append(value)
                            .append("</saml:AttributeValue>"));
            text.append("</saml:Attribute>");
        });
        return text.append("</saml:AttributeStatement>").toString();
    }

    /** A response around an assertion, or around anything else. */
    public String response(String content) {
        return "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_r12\" Version=\"2.0\" IssueInstant=\""
                + issued
                + "\" Destination=\"" + recipient + "\"><saml:Issuer>" + issuer
                + "</saml:Issuer><samlp:Status><samlp:StatusCode Value=\"" + status + "\"/></samlp:Status>" + content
                + "</samlp:Response>";
    }

    /** The unsigned response. */
    public String response() {
        return response(assertion());
    }

    /** The response with a signed assertion. */
    public String signed(IdentityProvider provider) {
        return response(provider.sign(assertion(), "Assertion"));
    }

    /** A document as requests carry it. */
    public static String encoded(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** An assertion that only the holder of a key can read. */
    public static String encrypted(String assertion, PublicKey key, boolean gcm) {
        byte[] secret = random(32);
        byte[] iv = random(gcm ? 12 : 16);
        try {
            Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(secret, "AES"),
                    gcm ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv));
            byte[] text = cipher.doFinal(assertion.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[iv.length + text.length];
            System.arraycopy(iv, 0, all, 0, iv.length);
            System.arraycopy(text, 0, all, iv.length, text.length);
            Cipher wrapping = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            wrapping.init(Cipher.ENCRYPT_MODE, key);
            return encrypted(
                    gcm ? "http://www.w3.org/2009/xmlenc11#aes256-gcm" : "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
                    wrapping.doFinal(secret),
                    all);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String encrypted(String algorithm, byte[] wrapped, byte[] content) {
        return "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">"
                + "<xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\""
                + " Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><xenc:EncryptionMethod Algorithm=\"" + algorithm
                + "\"/><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><xenc:EncryptedKey>"
                + "<xenc:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p\"/>"
                + "<xenc:CipherData><xenc:CipherValue>"
                + Base64.getMimeEncoder().encodeToString(wrapped).replace("\r", "")
                + "</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>"
                + Base64.getEncoder().encodeToString(content)
                + "</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>";
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
