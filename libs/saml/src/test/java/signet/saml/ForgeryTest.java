package signet.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import signet.saml.SamlException.Fault;
import signet.saml.idp.Documents;
import signet.saml.idp.Draft;
import signet.saml.idp.IdentityProvider;
import signet.saml.idp.IdentityProvider.Manner;

/**
 * Ways to cheat. The wrappings are the eight of Somorovsky and others, "On Breaking SAML: Be Whoever You Want to Be" (USENIX
 * Security 2012), as far as they differ for this reader.
 */
class ForgeryTest extends SamlTest {
    private static final String EVIL = "admin";

    /** The provider's own assertion about somebody, signed. */
    private String genuine() {
        return IDP.sign(draft.assertion(), "Assertion");
    }

    /** What the attacker wants to be read. */
    private String evil(String id) {
        return draft.assertion().replace(draft.name, EVIL).replace("\"_a75\"", "\"" + id + "\"");
    }

    private static String signatureOf(String signed) {
        return signed.substring(
                signed.indexOf("<ds:Signature"), signed.indexOf("</ds:Signature>") + "</ds:Signature>".length());
    }

    @Test
    void anUnsignedAssertionIsNobodys() {
        refused(Fault.SIGNATURE, draft.response());
    }

    @Test
    void aSignatureThatWasTakenAwayIsMissed() {
        String signed = draft.signed(IDP);

        refused(Fault.SIGNATURE, signed.replace(signatureOf(signed), ""));
    }

    @Test
    void anotherKeysSignatureIsNotTheProvidersThoughItsCertificateStandsInTheKeyInfo() {
        refused(Fault.SIGNATURE, draft.signed(ATTACKER));
        refused(Fault.SIGNATURE, ATTACKER.sign(draft.response(), "Response"));
    }

    @Test
    void theProvidersCertificateInTheKeyInfoDoesNotHelpEither() {
        String signed = draft.signed(ATTACKER);

        refused(
                Fault.SIGNATURE,
                signed.replaceFirst(
                        "(<ds:X509Certificate>)[^<]*",
                        "$1" + IDP.encodedCertificate().replace("+", "\\+")));
    }

    @Test
    void aChangedValueBreaksTheSignature() {
        refused(Fault.SIGNATURE, draft.signed(IDP).replace(draft.name, EVIL));
        refused(Fault.SIGNATURE, IDP.sign(draft.response(), "Response").replace("ann@example.com", "root@example.com"));
    }

    @Test
    void anEvilAssertionBeforeOrAfterTheGenuineOneIsRefused() {
        refused(Fault.UNREADABLE, draft.response(evil("_e") + genuine()));
        refused(Fault.UNREADABLE, draft.response(genuine() + evil("_e")));
        refused(Fault.UNREADABLE, draft.response(evil("_a75") + genuine()));
    }

    @Test
    void aGenuineAssertionInsideTheEvilOneIsRefused() {
        String evil = evil("_e");
        String inAdvice = evil.replace(
                "<saml:AuthnStatement", "<saml:Advice>" + genuine() + "</saml:Advice><saml:AuthnStatement");

        refused(Fault.UNREADABLE, draft.response(inAdvice));
        refused(Fault.UNREADABLE, draft.response(inAdvice.replace("\"_e\"", "\"_a75\"")));
    }

    @Test
    void theGenuineSignatureInTheEvilAssertionWithTheGenuineOneElsewhereIsRefused() {
        String signature = signatureOf(genuine());
        String evil = evil("_e").replace("</saml:Issuer>", "</saml:Issuer>" + signature);
        String extensions = "<samlp:Extensions>" + draft.assertion() + "</samlp:Extensions>";

        refused(Fault.UNREADABLE, draft.response(extensions + evil));
        refused(Fault.SIGNATURE, draft.response(evil));
    }

    @Test
    void theGenuineAssertionInAnObjectOfTheSignatureIsRefused() {
        String signature = signatureOf(genuine())
                .replace("</ds:Signature>", "<ds:Object>" + draft.assertion() + "</ds:Object></ds:Signature>");
        String evil = evil("_e").replace("</saml:Issuer>", "</saml:Issuer>" + signature);

        refused(Fault.UNREADABLE, draft.response(evil));
    }

    @Test
    void anEvilResponseAroundTheSignedOneIsRefused() {
        String signed = IDP.sign(draft.response(), "Response");
        String evil = draft.response("<samlp:Extensions>" + signed + "</samlp:Extensions>" + evil("_e"))
                .replaceFirst("ID=\"_r12\"", "ID=\"_r13\"");

        refused(Fault.UNREADABLE, evil);
    }

    @Test
    void anEvilResponseWithTheSignedOneInItsSignatureIsRefused() {
        String signed = IDP.sign(draft.response(), "Response");
        String signature = signatureOf(signed);
        String content = signed.replace(signature, "");
        String moved = signature.replace("</ds:Signature>", "<ds:Object>" + content + "</ds:Object></ds:Signature>");
        Draft other = new Draft(IDP, NOW);
        other.name = EVIL;
        String evil = other.response().replaceFirst("</saml:Issuer>", "</saml:Issuer>" + moved);

        refused(Fault.UNREADABLE, evil);
    }

    @Test
    void aSignatureThatStandsSomewhereElseInTheElementIsNotItsOwn() {
        String signed = genuine();
        String signature = signatureOf(signed);
        String moved = signed.replace(signature, "").replace("</saml:Subject>", signature + "</saml:Subject>");

        refused(Fault.SIGNATURE, draft.response(moved));
    }

    @Test
    void twoElementsOfOneIdAreRefused() {
        refused(Fault.UNREADABLE, draft.signed(IDP).replaceFirst("ID=\"_r12\"", "ID=\"_a75\""));
        refused(
                Fault.UNREADABLE,
                draft.signed(IDP).replace("<samlp:Status>", "<samlp:Status><samlp:StatusDetail id=\"_a75\"/>"));
    }

    @Test
    void twoSignaturesOfOneElementAreRefused() {
        String signed = draft.signed(IDP);
        String signature = signatureOf(signed);

        refused(Fault.UNREADABLE, signed.replace(signature, signature + signature));
    }

    @Test
    void aCommentInTheNameIsRefusedThoughTheSignatureHolds() {
        draft.name = "admin@example.com.evil.org";
        String signed = draft.signed(IDP);

        refused(Fault.SIGNATURE, signed.replace("example.com.evil", "example.com<!-- -->.evil"));
        refused(Fault.SIGNATURE, signed.replace("example.com.evil", "example.com<?x y?>.evil"));
    }

    @Test
    void aCdataSectionIsTheSameText() throws Exception {
        draft.name = "a.b";

        assertEquals(
                "a.b",
                subject(read(draft.signed(IDP).replace(">a.b<", ">a<![CDATA[.]]>b<")))
                        .name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-ripemd160"
            })
    void aWeakerSignatureIsRefusedThoughTheProviderMadeIt(String method) {
        Manner weak = new Manner(method, IdentityProvider.SHA256, new Manner().transforms());
        String signed = genuine();
        String replaced = signed.replace(IdentityProvider.RSA_SHA256, method);

        refused(Fault.SIGNATURE, draft.response(replaced));
        if (method.endsWith("sha1")) {
            refused(Fault.SIGNATURE, draft.response(IDP.sign(draft.assertion(), "Assertion", weak)));
        }
    }

    @Test
    void aWeakerDigestIsRefusedThoughTheProviderMadeIt() {
        Manner weak = new Manner(
                IdentityProvider.RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#sha1", new Manner().transforms());

        refused(Fault.SIGNATURE, draft.response(IDP.sign(draft.assertion(), "Assertion", weak)));
    }

    @Test
    void aSecretKeyMethodDoesNotTakeThePublicKeyForASecret() {
        String hmac = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";

        refused(Fault.SIGNATURE, draft.response(genuine().replace(IdentityProvider.RSA_SHA256, hmac)));
    }

    @Test
    void transformsOtherThanSamlsAreRefused() {
        String exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
        for (List<String> transforms : List.of(
                List.of(Transform.ENVELOPED),
                List.of(exclusive),
                List.of(exclusive, Transform.ENVELOPED),
                List.of(Transform.ENVELOPED, exclusive, exclusive),
                List.of(Transform.ENVELOPED, exclusive + "WithComments"))) {
            Manner manner = new Manner(IdentityProvider.RSA_SHA256, IdentityProvider.SHA256, transforms);
            refused(Fault.SIGNATURE, draft.response(IDP.sign(draft.assertion(), "Assertion", manner)));
        }
    }

    @Test
    void aTransformThatLeavesThingsOutIsRefused() {
        String xpath = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>"
                + "not(ancestor-or-self::*[local-name()='NameID'])</ds:XPath></ds:Transform>";
        String xslt = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\">"
                + "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"/></ds:Transform>";
        for (String transform : List.of(xpath, xslt)) {
            refused(
                    Fault.SIGNATURE,
                    draft.response(genuine().replace("<ds:Transforms>", "<ds:Transforms>" + transform)));
        }
    }

    @Test
    void aReferenceToNothingOrElsewhereIsRefused() {
        for (String uri : List.of("", "#_r12", "#xpointer(id('_a75'))", "file:///etc/passwd", "http://127.0.0.1/")) {
            refused(Fault.SIGNATURE, draft.response(genuine().replace("URI=\"#_a75\"", "URI=\"" + uri + "\"")));
        }
    }

    @Test
    void aSecondReferenceIsRefused() {
        String signed = genuine();
        String reference = signed.substring(
                signed.indexOf("<ds:Reference"), signed.indexOf("</ds:Reference>") + "</ds:Reference>".length());

        refused(Fault.SIGNATURE, draft.response(signed.replace(reference, reference + reference)));
    }

    @Test
    void anAssertionWithoutIdIsRefused() {
        refused(Fault.SIGNATURE, draft.response(genuine().replace(" ID=\"_a75\"", "")));
    }

    @Test
    void oneProvidersSignatureOfAnotherDocumentIsNotOfThisOne() {
        Draft other = new Draft(IDP, NOW);
        other.name = EVIL;
        Document document = Documents.parse(other.response());
        Element assertion = Documents.first(document, "Assertion");
        Element signature = Documents.first(Documents.parse(genuine()), "Signature");
        assertion.insertBefore(
                document.importNode(signature, true), assertion.getFirstChild().getNextSibling());

        refused(Fault.SIGNATURE, Documents.text(document));
    }
}
