package signet.saml;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What an identity provider says of itself (SAML metadata, 2.3.2 and 2.4.3). When its certificates end does not count: they
 * are but a way to write keys (SAML V2.0 Metadata Interoperability Profile, 2.6.1), as on AWS.
 *
 * @param entityId the issuer of its assertions
 * @param certificates the certificates of the keys with which it signs, in base 64
 * @param validUntil when the document ends, null if it does not say
 */
public record SamlMetadata(
        String entityId,
        List<String> certificates,
        @Nullable Instant validUntil) {
    private static final int LEAST_RSA_BITS = 1024;
    private static final int LEAST_EC_BITS = 224;
    private static final int LONGEST_ENTITY_ID = 1024;

    public SamlMetadata {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads a document.
     *
     * @throws SamlException if it does not describe just one identity provider, with at least one key
     */
    public static SamlMetadata parse(String document) throws SamlException {
        Document read = Xml.parse(document);
        Element entity = read.getDocumentElement();
        if (!Xml.is(entity, Names.METADATA, "EntityDescriptor")) {
            throw SamlException.unreadable("no EntityDescriptor but " + entity.getLocalName());
        }
        String entityId = Xml.requiredAttribute(entity, "entityID");
        if (entityId.isBlank() || entityId.length() > LONGEST_ENTITY_ID) {
            throw SamlException.unreadable("entityID of " + entityId.length() + " characters");
        }
        Element role = role(entity);
        List<String> certificates = new ArrayList<>();
        for (Element descriptor : Xml.children(role, Names.METADATA, "KeyDescriptor")) {
            String use = Xml.attribute(descriptor, "use");
            if (use == null || use.equals("signing")) {
                certificates.addAll(certificates(descriptor));
            }
        }
        if (certificates.isEmpty()) {
            throw SamlException.unreadable("no key to sign with");
        }
        return new SamlMetadata(entityId, certificates.stream().distinct().toList(), validUntil(entity, role));
    }

    /** The descriptor of the provider as one of SAML 2.0, whatever else it may be besides. */
    private static Element role(Element entity) throws SamlException {
        List<Element> roles = Xml.children(entity, Names.METADATA, "IDPSSODescriptor").stream()
                .filter(role -> List.of(
                                role.getAttribute("protocolSupportEnumeration").split("\\s+", -1))
                        .contains(Names.PROTOCOL))
                .toList();
        if (roles.size() != 1) {
            throw SamlException.unreadable(roles.size() + " descriptors of an identity provider");
        }
        return roles.getFirst();
    }

    private static List<String> certificates(Element descriptor) throws SamlException {
        List<String> certificates = new ArrayList<>();
        Element info = Xml.required(descriptor, Names.SIGNATURE, "KeyInfo");
        for (Element data : Xml.children(info, Names.SIGNATURE, "X509Data")) {
            for (Element certificate : Xml.children(data, Names.SIGNATURE, "X509Certificate")) {
                String encoded = Xml.text(certificate).replaceAll("\\s", "");
                strong(key(encoded));
                certificates.add(encoded);
            }
        }
        return certificates;
    }

    /** The first of the ends that are given. */
    private static @Nullable Instant validUntil(Element entity, Element role) throws SamlException {
        Instant whole = Moments.at(entity, "validUntil");
        Instant part = Moments.at(role, "validUntil");
        if (whole == null || part == null) {
            return whole == null ? part : whole;
        }
        return whole.isBefore(part) ? whole : part;
    }

    /**
     * The public key of a certificate in base 64.
     *
     * @throws SamlException if it is no certificate
     */
    static PublicKey key(String certificate) throws SamlException {
        try {
            byte[] encoded = Base64.getDecoder().decode(certificate);
            X509Certificate read = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return Optional.ofNullable(read)
                    .map(X509Certificate::getPublicKey)
                    .orElseThrow(() -> SamlException.unreadable("no certificate"));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new SamlException(SamlException.Fault.UNREADABLE, "no certificate: " + e.getMessage(), e);
        }
    }

    private static void strong(PublicKey key) throws SamlException {
        boolean strong = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
            default -> false;
        };
        if (!strong) {
            throw SamlException.unreadable("a weak key, or one of an unknown kind: " + key.getAlgorithm());
        }
    }

    /**
     * The keys with which the provider signs.
     *
     * @throws SamlException if a certificate is none
     */
    List<PublicKey> keys() throws SamlException {
        List<PublicKey> keys = new ArrayList<>();
        for (String certificate : certificates) {
            keys.add(key(certificate));
        }
        return keys;
    }
}
