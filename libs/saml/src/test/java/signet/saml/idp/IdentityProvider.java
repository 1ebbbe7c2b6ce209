package signet.saml.idp;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An identity provider.
 *
 * @param entityId the issuer of what it signs
 * @param keys its own
 * @param certificate of its key
 */
public record IdentityProvider(String entityId, KeyPair keys, X509Certificate certificate) {
    /** How an assertion is signed unless said otherwise. */
    public static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    /** How it is digested unless said otherwise. */
    public static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    /** One with an RSA key. */
    public static IdentityProvider rsa(String entityId) {
        return of(entityId, "RSA", 2048);
    }

    /** One with a key of an algorithm and size. */
    public static IdentityProvider of(String entityId, String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            KeyPair keys = generator.generateKeyPair();
            return new IdentityProvider(entityId, keys, certificate(keys));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A certificate that ended long ago: it is but a way to write a key. */
    private static X509Certificate certificate(KeyPair keys) {
        String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        Instant begin = Instant.parse("2019-01-01T00:00:00Z");
        X500Principal name = new X500Principal("CN=idp");
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(begin),
                    Date.from(begin.plus(Duration.ofDays(90))),
                    name,
                    keys.getPublic());
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The certificate in base 64. */
    public String encodedCertificate() {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What it says of itself. */
    public String metadata() {
        return metadata("", encodedCertificate());
    }

    /** What it says of itself, with more attributes and with certificates. */
    public String metadata(String attributes, String... certificates) {
        StringBuilder keyDescriptors = new StringBuilder();
        for (String one : certificates) {
            keyDescriptors
                    .append("<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>")
                    .append(one)
                    .append("</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>");
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- the metadata of a provider that is there for tests -->\n"
                + "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\""
                + " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"" + entityId + "\" " + attributes
                + "><md:IDPSSODescriptor WantAuthnRequestsSigned=\"false\""
                + " protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">" + keyDescriptors
                + "<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>"
                + "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\""
                + entityId + "/sso\"/></md:IDPSSODescriptor></md:EntityDescriptor>";
    }

    /** A document with the signature of this provider in one of its elements. */
    public String sign(String xml, String element) {
        return sign(xml, element, new Manner());
    }

    /** The same, signed in a manner of its own. */
    public String sign(String xml, String element, Manner manner) {
        Document document = Documents.parse(xml);
        Element signed = Documents.first(document, element);
        signed.setIdAttribute("ID", true);
        Element issuer = (Element) signed.getElementsByTagNameNS("*", "Issuer").item(0);
        DOMSignContext context = new DOMSignContext(keys.getPrivate(), signed, issuer.getNextSibling());
        context.setDefaultNamespacePrefix("ds");
        context.setProperty("org.jcp.xml.dsig.secureValidation", false);
        try {
            manner.sign(context, signed.getAttribute("ID"), certificate);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return Documents.text(document);
    }

    /**
     * How something is signed.
     *
     * @param method the signature's algorithm
     * @param digest the digest's algorithm
     * @param transforms what becomes of the element before it is digested
     */
    public record Manner(String method, String digest, List<String> transforms) {
        /** As nearly every provider does it. */
        public Manner() {
            this(RSA_SHA256, SHA256, List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));
        }

        private void sign(DOMSignContext context, String id, X509Certificate certificate) throws Exception {
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            List<Transform> all = new ArrayList<>();
            for (String transform : transforms) {
                all.add(factory.newTransform(transform, (TransformParameterSpec) null));
            }
            Reference reference =
                    factory.newReference("#" + id, factory.newDigestMethod(digest, null), all, null, null);
            SignedInfo info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(method, null),
                    List.of(reference));
            KeyInfoFactory named = factory.getKeyInfoFactory();
            factory.newXMLSignature(info, named.newKeyInfo(List.of(named.newX509Data(List.of(certificate)))))
                    .sign(context);
        }
    }
}
