package signet.saml;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An identity provider's response (SAML core, 3.3.3), of which nothing is believed until {@link #assertion} has found who signed
 * it.
 */
public final class SamlResponse {
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    private final Document document;

    private SamlResponse(Document document) {
        this.document = document;
    }

    /**
     * Parses a response.
     *
     * @throws SamlException if it is none, or has not just one assertion
     */
    public static SamlResponse parse(byte[] text) throws SamlException {
        Document document = Xml.parse(text);
        Element root = document.getDocumentElement();
        if (!Xml.is(root, Names.PROTOCOL, "Response")) {
            throw SamlException.unreadable("no Response but " + root.getLocalName());
        }
        if (!"2.0".equals(Xml.attribute(root, "Version"))) {
            throw SamlException.unreadable("no response of SAML 2.0");
        }
        return new SamlResponse(document);
    }

    /**
     * The assertion inside, as the provider signed it. Either the response or the assertion has to be signed; a signature
     * that is there has to be right even if the other were enough.
     *
     * @param provider whose it has to be
     * @param decryption the private keys for which the provider may have encrypted it
     * @param encrypted whether it has to be encrypted
     * @throws SamlException if it is not the provider's
     */
    public SamlAssertion assertion(SamlMetadata provider, List<PrivateKey> decryption, boolean encrypted)
            throws SamlException {
        Element root = document.getDocumentElement();
        checkStatus(root);
        checkIssuer(root, provider);
        List<PublicKey> keys = provider.keys();
        Optional<SignedElement> own = SignedElement.of(root);
        Element signed = own.isPresent() ? own.get().content(keys) : null;
        Optional<Element> ciphertext = only(signed == null ? root : signed, "EncryptedAssertion");
        if (ciphertext.isEmpty() && encrypted) {
            throw new SamlException(SamlException.Fault.ENCRYPTION, "the assertion is not encrypted");
        }
        Element believed = ciphertext.isPresent()
                ? decrypted(ciphertext.get(), decryption, signed != null, provider)
                : inPlace(root, signed, provider);
        SamlAssertion assertion = SamlAssertion.read(believed);
        if (!assertion.issuer().equals(provider.entityId())) {
            throw new SamlException(SamlException.Fault.ISSUER, "issued by " + assertion.issuer());
        }
        return assertion;
    }

    /**
     * The assertion of which every byte is known to be the provider's. A signature of its own is checked where the assertion
     * stands, for the canonical form of the response may lack name spaces that it needs.
     */
    private static Element inPlace(Element root, @Nullable Element signed, SamlMetadata provider) throws SamlException {
        Element found = only(root, "Assertion").orElseThrow(() -> SamlException.unreadable("no assertion"));
        checkIssuer(found, provider);
        Optional<SignedElement> own = SignedElement.of(found);
        if (own.isPresent()) {
            return own.get().content(provider.keys());
        }
        if (signed == null) {
            throw unsigned();
        }
        return only(signed, "Assertion").orElseThrow(SamlResponse::unsigned);
    }

    /** Whatever is wrong after the decryption is told in one way; see {@link Decryption}. */
    private static Element decrypted(
            Element ciphertext, List<PrivateKey> keys, boolean ciphertextIsSigned, SamlMetadata provider)
            throws SamlException {
        try {
            Element found = Decryption.of(ciphertext, keys);
            checkIssuer(found, provider);
            Optional<SignedElement> own = SignedElement.of(found);
            if (own.isPresent()) {
                return own.get().content(provider.keys());
            }
            if (ciphertextIsSigned) {
                return found;
            }
            throw unsigned();
        } catch (SamlException e) {
            throw new SamlException(SamlException.Fault.ENCRYPTION, "encrypted, but not the provider's", e);
        }
    }

    private static SamlException unsigned() {
        return new SamlException(SamlException.Fault.SIGNATURE, "neither response nor assertion is signed");
    }

    /** The only assertion of a response: anywhere, not only where it belongs. */
    private static Optional<Element> only(Element response, String name) throws SamlException {
        Document document = response.getOwnerDocument();
        int all = Xml.count(document, Names.ASSERTION, "Assertion")
                + Xml.count(document, Names.ASSERTION, "EncryptedAssertion");
        if (all != 1) {
            throw SamlException.unreadable(all + " assertions");
        }
        return Xml.child(response, Names.ASSERTION, name);
    }

    private static void checkStatus(Element response) throws SamlException {
        Element status = Xml.required(response, Names.PROTOCOL, "Status");
        String code = Xml.requiredAttribute(Xml.required(status, Names.PROTOCOL, "StatusCode"), "Value");
        if (!code.equals(SUCCESS)) {
            throw new SamlException(SamlException.Fault.REJECTED, "status " + code);
        }
    }

    /** Before the signature, which another provider's cannot pass: so that the answer names the reason. */
    private static void checkIssuer(Element element, SamlMetadata provider) throws SamlException {
        Optional<Element> issuer = Xml.child(element, Names.ASSERTION, "Issuer");
        if (issuer.isPresent() && !Xml.text(issuer.get()).equals(provider.entityId())) {
            throw new SamlException(SamlException.Fault.ISSUER, "issued by " + Xml.text(issuer.get()));
        }
    }
}
