package signet.saml;

import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/**
 * An element with an enveloped signature of its own. What comes out of the check is not a verdict about the element but the
 * very bytes that were digested, parsed anew: whoever reads them cannot read anything that was not signed, whatever else
 * stands in the document and however it is arranged.
 */
final class SignedElement {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String PSS = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String ENVELOPED = Names.SIGNATURE + "enveloped-signature";

    /** Algorithm of the key by signature method. SHA-1 is not among them, and no secret-key method can ever be. */
    private static final Map<String, String> SIGNATURES = Map.ofEntries(
            Map.entry(MORE + "rsa-sha256", "RSA"),
            Map.entry(MORE + "rsa-sha384", "RSA"),
            Map.entry(MORE + "rsa-sha512", "RSA"),
            Map.entry(PSS + "sha256-rsa-MGF1", "RSA"),
            Map.entry(PSS + "sha384-rsa-MGF1", "RSA"),
            Map.entry(PSS + "sha512-rsa-MGF1", "RSA"),
            Map.entry(MORE + "ecdsa-sha256", "EC"),
            Map.entry(MORE + "ecdsa-sha384", "EC"),
            Map.entry(MORE + "ecdsa-sha512", "EC"));

    private static final Set<String> DIGESTS =
            Set.of(Names.ENCRYPTION + "sha256", MORE + "sha384", Names.ENCRYPTION + "sha512");

    private static final Set<String> CANONICALIZATIONS = Set.of(
            EXCLUSIVE, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2006/12/xml-c14n11");

    private final Element element;
    private final Element signature;

    private SignedElement(Element element, Element signature) {
        this.element = element;
        this.signature = signature;
    }

    /** The element, if it has a signature of its own: as a child, not somewhere inside. */
    static Optional<SignedElement> of(Element element) throws SamlException {
        return Xml.child(element, Names.SIGNATURE, "Signature").map(found -> new SignedElement(element, found));
    }

    /**
     * What was signed, as the root of a document of its own.
     *
     * @param keys the identity provider's; nothing in the document has a say about that
     * @throws SamlException if none of them signed it
     */
    Element content(List<PublicKey> keys) throws SamlException {
        if (element.getAttribute("ID").isEmpty()) {
            throw refused("no ID");
        }
        if (Xml.hasRemarks(element)) {
            throw refused("comments or processing instructions in what is signed");
        }
        for (PublicKey key : keys) {
            Optional<byte[]> digested = digested(key);
            if (digested.isPresent()) {
                return checked(Xml.parse(digested.get()).getDocumentElement());
            }
        }
        throw refused("signed by none of the provider's " + keys.size() + " keys");
    }

    /** Shows that what was digested is the element of which this was said, and not another. */
    private Element checked(Element root) throws SamlException {
        boolean same = Xml.is(root, String.valueOf(element.getNamespaceURI()), String.valueOf(element.getLocalName()))
                && root.getAttribute("ID").equals(element.getAttribute("ID"));
        if (!same) {
            throw refused("another element than this was signed");
        }
        return root;
    }

    private Optional<byte[]> digested(PublicKey key) throws SamlException {
        DOMValidateContext context = new DOMValidateContext(KeySelector.singletonKeySelector(key), signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
        context.setIdAttributeNS(element, null, "ID");
        try {
            XMLSignature read = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            Reference reference = reference(read);
            String algorithm = read.getSignedInfo().getSignatureMethod().getAlgorithm();
            if (!key.getAlgorithm().equals(SIGNATURES.get(algorithm)) || !read.validate(context)) {
                return Optional.empty();
            }
            try (InputStream bytes = reference.getDigestInputStream()) {
                return Optional.of(bytes.readAllBytes());
            }
        } catch (MarshalException | XMLSignatureException | IOException | IllegalArgumentException e) {
            throw new SamlException(SamlException.Fault.SIGNATURE, "signature cannot be checked: " + e, e);
        }
    }

    /** The only reference, if the signature is of the one form that SAML has (SAML core, 5.4). */
    private Reference reference(XMLSignature read) throws SamlException {
        SignedInfo info = read.getSignedInfo();
        List<?> references = info.getReferences();
        if (references.size() != 1 || !read.getObjects().isEmpty()) {
            throw refused("a signature of more than one thing");
        }
        Reference reference = (Reference) references.getFirst();
        String id = element.getAttribute("ID");
        if (!("#" + id).equals(reference.getURI())) {
            throw refused("a signature of something else: " + reference.getURI());
        }
        allowed(SIGNATURES.keySet(), info.getSignatureMethod().getAlgorithm());
        allowed(DIGESTS, reference.getDigestMethod().getAlgorithm());
        allowed(CANONICALIZATIONS, info.getCanonicalizationMethod().getAlgorithm());
        Iterator<?> transforms = reference.getTransforms().iterator();
        allowed(Set.of(ENVELOPED), next(transforms));
        allowed(Set.of(EXCLUSIVE), next(transforms));
        if (transforms.hasNext()) {
            throw refused("more transforms than SAML has");
        }
        return reference;
    }

    private static String next(Iterator<?> transforms) {
        return transforms.hasNext() ? ((Transform) transforms.next()).getAlgorithm() : "none";
    }

    private static void allowed(Set<String> algorithms, String algorithm) throws SamlException {
        if (!algorithms.contains(algorithm)) {
            throw refused("algorithm not allowed: " + algorithm);
        }
    }

    private static SamlException refused(String why) {
        return new SamlException(SamlException.Fault.SIGNATURE, why);
    }
}
