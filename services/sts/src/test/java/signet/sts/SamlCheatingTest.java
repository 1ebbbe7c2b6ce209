package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.SamlProvider;
import signet.saml.idp.Draft;
import signet.saml.idp.IdentityProvider;
import signet.saml.idp.IdentityProvider.Manner;

/**
 * Everything that must not pass, each with its answer. "Response signature invalid", "Issuer not present in specified
 * provider", "Specified provider doesn't exist" and "Response does not contain the required audience" are in the IAM User Guide,
 * "Troubleshoot SAML federation with IAM"; "Principal ARN is invalid" was recorded in Versent/saml2aws#536, "Request ARN is
 * invalid" in physera/onelogin-aws-cli#12, "Token must be redeemed …" in Nike-Inc/gimme-aws-creds#251. Of the rest only the
 * codes are Amazon's.
 */
class SamlCheatingTest extends SamlWorld {
    private static final String SIGNATURE = "400 InvalidIdentityToken: Response signature invalid";
    private static final String UNREADABLE = "400 InvalidIdentityToken: Invalid base64 SAMLResponse";
    private static final String ISSUER = "400 InvalidIdentityToken: Issuer not present in specified provider";
    private static final String MISSING = "400 InvalidIdentityToken: Specified provider doesn't exist";
    private static final String AUDIENCE = "400 InvalidIdentityToken: Response does not contain the required audience";
    private static final String CONFIRMATION =
            "400 InvalidIdentityToken: Response does not contain the required SubjectConfirmation";
    private static final String EXPIRED =
            "400 ExpiredTokenException: Token must be redeemed within 5 minutes of issuance";
    private static final String EARLY = "400 InvalidIdentityToken: Token is not valid yet";

    private String evil(String id) {
        return draft.assertion().replace(draft.name, "admin").replace("\"_a75\"", "\"" + id + "\"");
    }

    @Test
    void noSignature() {
        refuses(SIGNATURE, draft.response());
    }

    @Test
    void aSignatureThatWasTakenAway() {
        refuses(SIGNATURE, draft.signed(IDP).replaceAll("(?s)<ds:Signature.*</ds:Signature>", ""));
    }

    @Test
    void anAttackersKeyWithTheCertificateInTheKeyInfo() {
        refuses(SIGNATURE, draft.signed(ATTACKER));
    }

    @Test
    void aChangedRoleSessionName() {
        refuses(SIGNATURE, draft.signed(IDP).replace("ann@example.com", "root@example.com"));
    }

    @Test
    void aWeakerAlgorithmThatTheProviderItselfUsed() {
        Manner sha1 = new Manner(
                "http://www.w3.org/2000/09/xmldsig#rsa-sha1", IdentityProvider.SHA256, new Manner().transforms());

        refuses(SIGNATURE, draft.response(IDP.sign(draft.assertion(), "Assertion", sha1)));
    }

    @Test
    void anEvilAssertionBesideTheGenuineOne() {
        String genuine = IDP.sign(draft.assertion(), "Assertion");

        refuses(UNREADABLE, draft.response(evil("_e") + genuine));
        refuses(UNREADABLE, draft.response(genuine + evil("_e")));
    }

    @Test
    void anEvilAssertionAroundTheGenuineOne() {
        String advice = "<saml:Advice>" + IDP.sign(draft.assertion(), "Assertion") + "</saml:Advice>";

        refuses(
                UNREADABLE,
                draft.response(evil("_e").replace("<saml:AuthnStatement", advice + "<saml:AuthnStatement")));
    }

    @Test
    void twoElementsOfOneId() {
        refuses(UNREADABLE, draft.signed(IDP).replaceFirst("ID=\"_r12\"", "ID=\"_a75\""));
    }

    @Test
    void aCommentThatCutsTheName() {
        draft.name = "admin@example.com.evil.org";

        refuses(SIGNATURE, draft.signed(IDP).replace("com.evil", "com<!---->.evil"));
    }

    @Test
    void anExternalEntityOrABillionLaughs() {
        refuses(
                UNREADABLE,
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + draft.signed(IDP).replace(draft.name, "&x;"));
        refuses(
                UNREADABLE,
                "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                        + draft.signed(IDP).replace(draft.name, "&b;"));
    }

    @Test
    void anotherProvidersAssertion() {
        IdentityProvider other = IdentityProvider.rsa("https://other.example.com");
        put(provider(World.ACCOUNT, "Other", other));
        Draft theirs = new Draft(other, World.NOW).aws("Role", role.arn() + "," + PROVIDER);

        refuses(ISSUER, theirs.signed(other));
        // and it does not vouch for roles that do not trust it
        refuses(DENIED, theirs.signed(other), input -> input.principalArn(PROVIDER.replace("Okta", "Other")));
        theirs.aws("Role", role.arn() + "," + PROVIDER.replace("Okta", "Other"));
        refuses(DENIED, theirs.signed(other), input -> input.principalArn(PROVIDER.replace("Okta", "Other")));
    }

    @Test
    void aProviderOfAnotherAccount() {
        put(provider(World.OTHER, "Okta", IDP));
        String foreign = "arn:aws:iam::" + World.OTHER + ":saml-provider/Okta";
        role = world.role("Foreign", trusting(foreign, ALL));
        draft.aws("Role", role.arn() + "," + foreign);

        refuses(DENIED, draft.signed(IDP), input -> input.principalArn(foreign));
    }

    @Test
    void anAssertionForAnotherRole() {
        draft.aws("Role", "arn:aws:iam::123456789012:role/Other," + PROVIDER);
        refuses(DENIED);
        draft.aws("Role", role.arn() + "," + PROVIDER + "2");
        refuses(DENIED);
        draft.aws("Role", role.arn());
        refuses(DENIED);
        draft.aws("Role", role.arn() + "," + PROVIDER + "," + PROVIDER);
        refuses(DENIED);
        draft.attributes.remove(Draft.ATTRIBUTES + "Role");
        refuses(DENIED);
    }

    @Test
    void anAssertionOlderThanFiveMinutes() {
        draft.issued = World.NOW.minusSeconds(300);
        refuses(EXPIRED);
        draft.issued = World.NOW.minusSeconds(299);
        assume();
    }

    @Test
    void anAssertionOfTheFuture() {
        draft.issued = World.NOW.plusSeconds(61);
        refuses(EARLY);
        draft.issued = World.NOW.plusSeconds(60);
        draft.notBefore = World.NOW.plusSeconds(60);
        assume();
        draft.notBefore = World.NOW.plusSeconds(61);
        refuses(EARLY);
    }

    @Test
    void anAssertionAfterItsEnd() {
        draft.notOnOrAfter = World.NOW;
        refuses(EXPIRED);
        draft.notOnOrAfter = World.NOW.plusMillis(1);
        assume();
        draft.confirmedUntil = World.NOW;
        refuses(EXPIRED);
        draft.confirmedUntil = World.NOW.plusMillis(1);
        draft.sessionNotOnOrAfter = World.NOW;
        refuses(EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://signin.aws.amazon.com/saml",
                "urn:amazon:webservices",
                "https://eu-central-1.signin.aws.amazon.com/saml",
            })
    void anAudienceThatIsAws(String audience) {
        draft.audience = audience;

        assume();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sp.example.com/saml",
                "urn:amazon:webservices:cn-north-1",
                "https://signin.aws.amazon.com/saml.evil.org",
                "https://evil.signin.aws.amazon.com/saml",
                "http://signin.aws.amazon.com/saml",
                ""
            })
    void anAudienceThatIsNot(String audience) {
        draft.audience = audience;

        refuses(AUDIENCE);
    }

    @Test
    void noAudienceOrOneRestrictionThatLeavesAwsOut() {
        String none = draft.assertion().replaceAll("<saml:AudienceRestriction>.*</saml:AudienceRestriction>", "");
        String two = draft.assertion()
                .replace(
                        "</saml:AudienceRestriction>",
                        "</saml:AudienceRestriction><saml:AudienceRestriction><saml:Audience>https://x</saml:Audience>"
                                + "</saml:AudienceRestriction>");

        refuses(AUDIENCE, draft.response(IDP.sign(none, "Assertion")));
        refuses(AUDIENCE, draft.response(IDP.sign(two, "Assertion")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://signin.aws.amazon.com/static/saml",
                "https://us-gov-west-1.signin.aws.amazon.com/saml",
                "https://us-east-1.signin.aws.amazon.com/saml/acs/SAMLPAAAAAAAAAAAAAAAAA"
            })
    void aRecipientThatIsAws(String recipient) {
        draft.recipient = recipient;

        assume();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sp.example.com/saml",
                "https://signin.aws.amazon.com.evil.org/saml",
                "https://us-east-1.signin.aws.amazon.com/saml/acs/SAMLPBBBBBBBBBBBBBBBBB",
                "https://signin.aws.amazon.com/saml/",
                ""
            })
    void aRecipientThatIsNot(String recipient) {
        draft.recipient = recipient;

        refuses(CONFIRMATION);
    }

    @Test
    void aConfirmationThatIsNoBearersOrNotJustOne() {
        String whole = draft.assertion();
        String confirmation =
                whole.substring(whole.indexOf("<saml:SubjectConfirmation "), whole.indexOf("</saml:Subject>"));
        for (String other : List.of(
                confirmation + confirmation,
                "",
                confirmation.replace("cm:bearer", "cm:holder-of-key"),
                confirmation.replaceAll("<saml:SubjectConfirmationData[^>]*>", ""),
                confirmation.replaceAll(" NotOnOrAfter=\"[^\"]*\"", ""),
                confirmation.replaceAll(" Recipient=\"[^\"]*\"", ""))) {
            refuses(CONFIRMATION, draft.response(IDP.sign(whole.replace(confirmation, other), "Assertion")));
        }
    }

    @Test
    void aConfirmationThatIsNotGoodYet() {
        String early =
                draft.assertion().replace("InResponseTo=\"_q1\"", "NotBefore=\"" + World.NOW.plusSeconds(61) + "\"");

        refuses(EARLY, draft.response(IDP.sign(early, "Assertion")));
    }

    /** "This error can also occur if the SAML response does not include a Subject containing a NameID." */
    @Test
    void nobody() {
        draft.name = "";
        refuses(DENIED);
        String none = draft.assertion().replaceAll("<saml:NameID.*</saml:NameID>", "");
        refuses(DENIED, draft.response(IDP.sign(none, "Assertion")));
    }

    @Test
    void whatTheProviderItselfRejected() {
        draft.status = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed";

        refuses("403 IDPRejectedClaim: The identity provider reported that authentication failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"????", "PHg+", "AAAA", "PD94bWw="})
    void whatIsNoResponse(String text) {
        refuses(UNREADABLE, "", input -> input.samlAssertion(text));
    }

    @Test
    void lineBreaksInBase64AreNone() {
        String encoded = Draft.encoded(draft.signed(IDP)).replaceAll("(.{76})", "$1\r\n");

        assume("", input -> input.samlAssertion(encoded));
    }

    @Test
    void aProviderThatIsNotThereOrWhoseMetadataEnded() {
        refuses(MISSING, draft.signed(IDP), input -> input.principalArn(PROVIDER + "2"));
        refuses(MISSING, draft.signed(IDP), input -> input.principalArn(PROVIDER.replace("Okta", "okta")));
        SamlProvider ended = provider(World.ACCOUNT, "Okta", IDP)
                .described(IDP.metadata(), IDP.entityId(), List.of(IDP.encodedCertificate()), World.NOW);
        put(ended);
        refuses(MISSING);
    }

    @Test
    void whatIsNoArnOfItsKind() {
        refuses(
                "400 ValidationError: Principal ARN is invalid",
                draft.signed(IDP),
                input -> input.principalArn(role.arn()));
        refuses("400 ValidationError: Request ARN is invalid", draft.signed(IDP), input -> input.roleArn(PROVIDER));
    }

    @Test
    void anAssertionInTheClearWhereItHasToBeEncrypted() {
        IdentityProvider ours = IdentityProvider.rsa("ours");
        String pkcs8 =
                Base64.getEncoder().encodeToString(ours.keys().getPrivate().getEncoded());
        put(provider(World.ACCOUNT, "Okta", IDP)
                .encrypting(true, List.of(new SamlProvider.DecryptionKey("K", World.SECOND, pkcs8))));
        draft.recipient = "https://us-east-1.signin.aws.amazon.com/saml/acs/SAMLPAAAAAAAAAAAAAAAAA";
        String signed = IDP.sign(draft.assertion(), "Assertion");

        refuses(SIGNATURE, draft.response(signed));
        assume(draft.response(Draft.encrypted(signed, ours.keys().getPublic(), true)));
        refuses(
                SIGNATURE,
                draft.response(Draft.encrypted(signed, ATTACKER.keys().getPublic(), true)));
        refuses(
                SIGNATURE,
                draft.response(Draft.encrypted(draft.assertion(), ours.keys().getPublic(), false)));
        draft.recipient = Draft.SIGN_IN; // which is not this provider's own
        String general = IDP.sign(draft.assertion(), "Assertion");
        refuses(
                CONFIRMATION,
                draft.response(Draft.encrypted(general, ours.keys().getPublic(), true)));
    }

    @Test
    void tagsOfAnAttributeThatOnlyLooksLikeAwss() {
        draft.attributes.put("https://aws.amazon.com/saml/attributes/PrincipalTag:admin", List.of("true"));

        assertEquals(Map.of(), session(assume()).tags());
    }
}
