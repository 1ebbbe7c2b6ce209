package signet.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.saml.SamlException.Fault;
import signet.saml.idp.Draft;
import signet.saml.idp.IdentityProvider;
import signet.saml.idp.IdentityProvider.Manner;

class SamlResponseTest extends SamlTest {
    @Test
    void everythingInASignedAssertionIsRead() throws Exception {
        draft.aws("Role", "arn:a,arn:b", "arn:c,arn:d").aws("Empty", "");

        SamlAssertion read = read(draft.signed(IDP));

        assertEquals(
                new SamlAssertion(
                        "_a75",
                        "https://idp.example.com/saml",
                        NOW,
                        new SamlAssertion.Subject(draft.name, draft.format),
                        List.of(new SamlAssertion.Confirmation(
                                SamlAssertion.BEARER, Draft.SIGN_IN, null, NOW.plus(Duration.ofMinutes(5)))),
                        NOW.minus(Duration.ofMinutes(5)),
                        NOW.plus(Duration.ofHours(1)),
                        List.of(List.of("urn:amazon:webservices")),
                        NOW.plus(Duration.ofHours(8)),
                        Map.of(
                                Draft.ATTRIBUTES + "RoleSessionName", List.of("ann@example.com"),
                                Draft.ATTRIBUTES + "Role", List.of("arn:a,arn:b", "arn:c,arn:d"),
                                Draft.ATTRIBUTES + "Empty", List.of(""))),
                read);
        assertEquals(List.of(), read.values("nothing"));
    }

    @Test
    void aSignatureOfTheWholeResponseIsAsGood() throws Exception {
        assertEquals(
                draft.name,
                subject(read(IDP.sign(draft.response(), "Response"))).name());
    }

    @Test
    void bothMayBeSignedAndThenBothHaveToBeRight() throws Exception {
        String both = IDP.sign(draft.signed(IDP), "Response");
        assertEquals(draft.name, subject(read(both)).name());

        refused(Fault.SIGNATURE, IDP.sign(draft.signed(ATTACKER), "Response"));
        refused(Fault.SIGNATURE, ATTACKER.sign(draft.signed(IDP), "Response"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
                "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"
            })
    void rsaWithSha2IsAllowed(String method) throws Exception {
        String digest = "http://www.w3.org/2001/04/xmlenc#sha512";
        String signed = IDP.sign(draft.assertion(), "Assertion", new Manner(method, digest, new Manner().transforms()));

        assertEquals(draft.name, subject(read(draft.response(signed))).name());
    }

    @Test
    void anEllipticCurveKeyIsAsGood() throws Exception {
        IdentityProvider curve = IdentityProvider.of(IDP.entityId(), "EC", 256);
        Manner manner = new Manner(
                "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
                IdentityProvider.SHA256,
                new Manner().transforms());
        String response = draft.response(curve.sign(draft.assertion(), "Assertion", manner));

        SamlResponse parsed = SamlResponse.parse(response.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                draft.name,
                subject(parsed.assertion(metadata(curve), List.of(), false)).name());
        refused(Fault.SIGNATURE, response); // the RSA key has no say in it
    }

    @Test
    void anyOfTheProvidersKeysMaySign() throws Exception {
        SamlMetadata rotating =
                SamlMetadata.parse(IDP.metadata("", ATTACKER.encodedCertificate(), IDP.encodedCertificate()));
        byte[] response = draft.signed(IDP).getBytes(StandardCharsets.UTF_8);

        assertEquals(
                draft.name,
                subject(SamlResponse.parse(response).assertion(rotating, List.of(), false))
                        .name());
    }

    @Test
    void aProviderThatDidNotAuthenticateAnybodyIsToldApart() {
        draft.status = "urn:oasis:names:tc:SAML:2.0:status:Requester";

        refused(Fault.REJECTED, draft.signed(IDP));
    }

    @Test
    void anotherIssuerIsNamedBeforeTheSignature() {
        draft.issuer = "https://other.example.com";

        refused(Fault.ISSUER, draft.signed(ATTACKER));
        refused(Fault.ISSUER, draft.signed(IDP));
    }

    @Test
    void anAssertionOfAnotherIssuerInTheProvidersResponseIsNotTheProviders() {
        String other = draft.assertion().replace(IDP.entityId(), "https://other.example.com");

        refused(Fault.ISSUER, IDP.sign(draft.response(other), "Response"));
    }

    @Test
    void whatIsLeftOutIsNotThere() throws Exception {
        String bare = draft.assertion()
                .replaceAll("<saml:Subject>.*</saml:Subject>", "")
                .replaceAll("<saml:Conditions.*</saml:Conditions>", "")
                .replaceAll(" SessionNotOnOrAfter=\"[^\"]*\"", "");

        SamlAssertion read = read(draft.response(IDP.sign(bare, "Assertion")));

        assertNull(read.subject());
        assertEquals(List.of(), read.confirmations());
        assertNull(read.notOnOrAfter());
        assertNull(read.sessionNotOnOrAfter());
        assertEquals(List.of(), read.audiences());
    }

    @Test
    void aNameWithoutFormatIsUnspecified() throws Exception {
        String plain = draft.assertion().replaceAll(" Format=\"[^\"]*\"", "");

        assertEquals(
                "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
                subject(read(draft.response(IDP.sign(plain, "Assertion")))).format());
    }

    @Test
    void theFirstEndOfASessionCounts() throws Exception {
        String two = draft.assertion()
                .replaceFirst(
                        "<saml:AuthnStatement",
                        "<saml:AuthnStatement AuthnInstant=\"2026-11-23T10:00:00Z\" SessionNotOnOrAfter="
                                + "\"2026-11-23T10:30:00Z\"><saml:AuthnContext/></saml:AuthnStatement><saml:AuthnStatement");

        assertEquals(
                NOW.plus(Duration.ofMinutes(30)),
                read(draft.response(IDP.sign(two, "Assertion"))).sessionNotOnOrAfter());
    }

    @Test
    void aValueMayBeAnElementWithAText() throws Exception {
        draft.attributes.put("id", List.of("<saml:NameID NameQualifier=\"q\">abc</saml:NameID>"));

        assertEquals(List.of("abc"), read(draft.signed(IDP)).values("id"));
    }

    @Test
    void aConditionThatNobodyKnowsIsNotPassedOver() {
        String odd = draft.assertion()
                .replace(
                        "<saml:AudienceRestriction>",
                        "<saml:Condition xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"moon\"/>"
                                + "<saml:AudienceRestriction>");

        refused(Fault.UNREADABLE, draft.response(IDP.sign(odd, "Assertion")));
    }

    @Test
    void onlyAResponseOfSaml2IsOne() {
        refused(Fault.UNREADABLE, IDP.sign(draft.assertion(), "Assertion"));
        refused(Fault.UNREADABLE, draft.signed(IDP).replaceFirst("Version=\"2.0\"", "Version=\"1.1\""));
        refused(Fault.UNREADABLE, draft.response(""));
        refused(Fault.UNREADABLE, "no XML");
        refused(Fault.UNREADABLE, "");
        refused(Fault.UNREADABLE, draft.signed(IDP).replaceFirst("<samlp:Status>.*</samlp:Status>", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "2026-13-45T10:00:00Z", "10:00", "2026-11-23T10:00:00+02:00", ""})
    void aMomentIsInUtc(String moment) {
        String odd = draft.assertion().replaceFirst("IssueInstant=\"[^\"]*\"", "IssueInstant=\"" + moment + "\"");

        refused(Fault.UNREADABLE, draft.response(IDP.sign(odd, "Assertion")));
    }

    @Test
    void aRefusalSaysWhyInALogOnly() {
        SamlException refusal = assertThrows(SamlException.class, () -> read(draft.response()));

        assertTrue(String.valueOf(refusal.getMessage()).contains("neither response nor assertion is signed"));
    }
}
