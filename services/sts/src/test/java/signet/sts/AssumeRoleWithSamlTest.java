package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Accesses;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.authz.Verdict;
import signet.identity.Session;
import signet.model.sts.AssumeRoleOutput;
import signet.model.sts.AssumeRoleWithSAMLInput;
import signet.model.sts.AssumeRoleWithSAMLOutput;
import signet.model.sts.AssumedRoleUser;
import signet.model.sts.PolicyDescriptorType;
import signet.model.sts.StsOperations;
import signet.saml.idp.Draft;

/** Who becomes whom by a SAML assertion, and what the answer says. */
class AssumeRoleWithSamlTest extends SamlWorld {
    private static final String TOO_LONG =
            "400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";

    @Test
    void theAnswerNamesTheSessionAndWhoItIs() {
        AssumeRoleWithSAMLOutput output = assume();

        assertEquals(
                new AssumedRoleUser(
                        role.id() + ":ann@example.com",
                        "arn:aws:sts::123456789012:assumed-role/Federated/ann@example.com"),
                output.assumedRoleUser());
        assertEquals(draft.name, output.subject());
        assertEquals("persistent", output.subjectType());
        assertEquals("https://idp.example.com/saml", output.issuer());
        assertEquals("https://signin.aws.amazon.com/saml", output.audience());
        assertNull(output.packedPolicySize());
        assertNull(output.sourceIdentity());
        Session session = session(output);
        assertEquals(Session.Kind.ROLE, session.kind());
        assertEquals(role.id(), session.principalId());
        assertEquals("ann@example.com", session.name());
        assertEquals(Duration.ofHours(1), World.lasting(session));
        assertFalse(session.mfa());
        assertFalse(session.chained());
    }

    /** BASE64 (SHA1 ("https://example.com/saml" + "123456789012" + "/MySAMLIdP")), as the API reference has it. */
    @Test
    void theNameQualifierIsAHashOfIssuerAccountAndProvider() {
        // printf %s https://idp.example.com/saml123456789012/Okta | openssl sha1 -binary | base64
        assertEquals("xOF4JkkBN2OOrP8KuoL/mV+ZMac=", assume().nameQualifier());
    }

    @ParameterizedTest
    @CsvSource({
        "urn:oasis:names:tc:SAML:2.0:nameid-format:transient,transient",
        "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress,urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
    })
    void onlyThePrefixOfSaml2IsTakenFromTheFormat(String format, String type) {
        draft.format = format;

        assertEquals(type, assume().subjectType());
    }

    @Test
    void roleAndProviderStandInEitherOrderAmongOthers() {
        draft.aws("Role", "arn:aws:iam::123456789012:role/Other," + PROVIDER, PROVIDER + " , " + role.arn());

        assume();
    }

    @Test
    void theResponseMayBeSignedAsAWhole() {
        assume(IDP.sign(draft.response(), "Response"));
    }

    @Test
    void anAssertionMayBeRedeemedMoreThanOnce() {
        String response = draft.signed(IDP);

        assertNotEquals(assume(response).credentials(), assume(response).credentials());
    }

    @Test
    void theSessionKeepsWhoItIsInEveryRequest() {
        String own = "{\"StringEquals\":{\"saml:sub\":\"" + draft.name
                + "\",\"saml:sub_type\":\"persistent\",\"aws:FederatedProvider\":\"" + PROVIDER + "\"}}";
        role = world.role("Own", trusting(PROVIDER, ALL), World.policy("Allow", "s3:GetObject", own));
        draft.aws("Role", role.arn() + "," + PROVIDER);

        Caller.RoleSession session = caller(assume());

        assertTrue(world.may(session, "s3:GetObject"));
        assertEquals(
                Map.of(
                        "aws:FederatedProvider",
                        PROVIDER,
                        "saml:namequalifier",
                        assume().nameQualifier(),
                        "saml:sub",
                        draft.name,
                        "saml:sub_type",
                        "persistent"),
                session.session().keys());
        draft.name = "somebody-else";
        assertFalse(world.may(caller(assume()), "s3:GetObject"));
    }

    @Test
    void whoItIsDoesNotGoOnAlongAChain() {
        role = world.role("First", trusting(PROVIDER, ALL), World.policy("Allow", "sts:*"));
        draft.aws("Role", role.arn() + "," + PROVIDER);
        Caller.RoleSession first = caller(assume());

        AssumeRoleOutput second = world.assume(first, world.role("Second", World.trusting(World.ACCOUNT)));

        assertEquals(Map.of(), world.session(second.credentials()).keys());
    }

    @ParameterizedTest
    @CsvSource({"3600,3600", "900,900", ",3600"})
    void aSessionLastsAsLongAsAskedFor(@Nullable Integer seconds, int expected) {
        Session session = session(assume(draft.signed(IDP), input -> input.durationSeconds(seconds)));

        assertEquals(Duration.ofSeconds(expected), World.lasting(session));
    }

    @Test
    void theRolesLimitHolds() {
        refuses(TOO_LONG, draft.signed(IDP), input -> input.durationSeconds(3601));
        role = world.put(role.described(null, 7200));
        assertEquals(
                Duration.ofHours(2),
                World.lasting(session(assume(draft.signed(IDP), input -> input.durationSeconds(7200)))));
    }

    /** "… or until the time specified in the SAML authentication response's SessionNotOnOrAfter value, whichever is shorter". */
    @Test
    void theSessionEndsWithThatAtTheProvider() {
        draft.sessionNotOnOrAfter = World.NOW.plusSeconds(1200);

        assertEquals(Duration.ofMinutes(20), World.lasting(session(assume())));
    }

    @Test
    void sessionDurationShortensAndNeverExtends() {
        draft.aws("SessionDuration", "1800");
        assertEquals(Duration.ofMinutes(30), World.lasting(session(assume())));
        draft.aws("SessionDuration", "43200");
        assertEquals(Duration.ofHours(1), World.lasting(session(assume())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"899", "43201", "abc", "", "1e3"})
    void aSessionDurationThatIsNoneIsRefused(String text) {
        draft.aws("SessionDuration", text);

        refuses("400 InvalidIdentityToken: SessionDuration in AuthnResponse must be between 900 and 43200");
    }

    @Test
    void whatIsNotImplementedIsNotIgnored() {
        refuses(
                "501 NotImplemented: Signet does not implement MinimumSessionTokenSize of sts:AssumeRoleWithSAML.",
                draft.signed(IDP),
                input -> input.minimumSessionTokenSize(1));
    }

    @Test
    void sessionPoliciesLimitTheSession() {
        role = world.role("Wide", trusting(PROVIDER, ALL), World.ALLOW_ALL);
        draft.aws("Role", role.arn() + "," + PROVIDER);
        String managed = world.managed("narrow", World.policy("Allow", "s3:ListBucket"));

        AssumeRoleWithSAMLOutput output = assume(
                draft.signed(IDP),
                input -> input.policy(World.policy("Allow", "s3:GetObject"))
                        .policyArns(List.of(new PolicyDescriptorType(managed))));

        assertTrue(Objects.requireNonNull(output.packedPolicySize()) > 0);
        assertTrue(world.may(caller(output), "s3:GetObject"));
        assertTrue(world.may(caller(output), "s3:ListBucket"));
        assertFalse(world.may(caller(output), "s3:PutObject"));
        refuses("400 MalformedPolicyDocument: Syntax errors in policy.", draft.signed(IDP), input -> input.policy("{"));
    }

    @Test
    void tagsOfTheAssertionAreTheSessionsAndGoOnWhenTransitive() {
        draft.aws("PrincipalTag:Project", "Marketing")
                .aws("PrincipalTag:CostCenter", "12345")
                .aws("TransitiveTagKeys", "Project");

        AssumeRoleWithSAMLOutput output = assume();

        assertEquals(
                Map.of("Project", "Marketing", "CostCenter", "12345"),
                session(output).tags());
        assertEquals(List.of("Project"), session(output).transitiveTags());
        assertTrue(Objects.requireNonNull(output.packedPolicySize()) > 0);
    }

    @Test
    void tagsNeedTagSessionInTheTrustPolicy() {
        role = world.role("Untagged", trusting(PROVIDER, "\"sts:AssumeRoleWithSAML\""));
        draft.aws("Role", role.arn() + "," + PROVIDER);
        assume();
        draft.aws("PrincipalTag:Project", "Marketing");

        refuses(DENIED);
    }

    @Test
    void trustPoliciesSeeTheTags() {
        String condition = "{\"StringEquals\":{\"aws:RequestTag/Project\":\"Marketing\"},"
                + "\"ForAllValues:StringEquals\":{\"sts:TransitiveTagKeys\":[\"Project\"]}}";
        role = world.role("Tagged", trusting(PROVIDER, ALL, condition));
        draft.aws("Role", role.arn() + "," + PROVIDER).aws("PrincipalTag:Project", "Marketing");

        assume();
        draft.aws("PrincipalTag:Project", "Sales");
        refuses(DENIED);
    }

    @Test
    void aTagThatIsNoneIsRefused() {
        draft.aws("PrincipalTag:Project", "a", "b");
        refuses("400 InvalidIdentityToken: PrincipalTag in AuthnResponse is invalid: Project");
        draft.aws("PrincipalTag:Project", "x".repeat(257));
        refuses("400 InvalidIdentityToken: PrincipalTag in AuthnResponse is invalid: Project");
        draft.aws("PrincipalTag:Project", "a").aws("PrincipalTag:project", "b");
        refuses("400 InvalidParameterValue: Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    @Test
    void aSourceIdentityStaysAndNeedsItsOwnPermission() {
        draft.aws("SourceIdentity", "DiegoRamirez");

        AssumeRoleWithSAMLOutput output = assume();

        assertEquals("DiegoRamirez", output.sourceIdentity());
        assertEquals("DiegoRamirez", session(output).sourceIdentity());
        role = world.role("Plain", trusting(PROVIDER, "\"sts:AssumeRoleWithSAML\""));
        draft.aws("Role", role.arn() + "," + PROVIDER);
        refuses(DENIED);
    }

    /** The texts are those of "Troubleshoot SAML federation with IAM" in the IAM User Guide. */
    @Test
    void sessionNameAndSourceIdentityHaveAForm() {
        String name = "400 InvalidIdentityToken: RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}";
        for (String wrong : List.of("John Doe", "x", "y".repeat(65), "é".repeat(3), "")) {
            draft.aws("RoleSessionName", wrong);
            refuses(name);
        }
        draft.attributes.remove(Draft.ATTRIBUTES + "RoleSessionName");
        refuses("400 InvalidIdentityToken: RoleSessionName is required in AuthnResponse");
        draft.aws("RoleSessionName", "ok");
        for (String wrong : List.of("John Doe", "x", "aws:ann")) {
            draft.aws("SourceIdentity", wrong);
            refuses("400 InvalidIdentityToken: Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with"
                    + " \"aws:\"");
        }
    }

    @Test
    void aRolesOwnTagsAreKeysOfItsTrustPolicy() {
        role = world.role("Own", trusting(PROVIDER, ALL, "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}"));
        draft.aws("Role", role.arn() + "," + PROVIDER);
        refuses(DENIED);

        role = world.put(role.withTags(Map.of("team", "red")));

        assume();
    }

    @Test
    void theEventNamesTheUserOfTheProvider() {
        AssumeRoleWithSAMLInput input = input(draft.signed(IDP), more -> more);
        for (Caller sender : List.of(new Caller.Anonymous(), world.ann())) {
            Call<AssumeRoleWithSAMLInput> call = new Call<>(input, sender, world.info(), world.view());
            Operation<AssumeRoleWithSAMLInput, ?> operation = operation();
            Accesses accesses = operation.accesses(call);
            String qualifier = String.valueOf(assume().nameQualifier());

            assertTrue(operation.unsigned());
            assertEquals(
                    new Caller.Federated(PROVIDER, "SAMLUser", qualifier + ":" + draft.name, draft.name, qualifier),
                    accesses.asker());
            Verdict.Granted<?> granted =
                    assertInstanceOf(Verdict.Granted.class, world.authorizer.authorize(call, accesses));
            assertEquals(accesses.asker(), granted.request().caller());
        }
    }

    @SuppressWarnings("unchecked") // an operation has the types of its model
    private Operation<AssumeRoleWithSAMLInput, ?> operation() {
        return (Operation<AssumeRoleWithSAMLInput, ?>) world.service.operations().stream()
                .filter(candidate -> candidate.model() == StsOperations.ASSUME_ROLE_WITH_SAML)
                .findFirst()
                .orElseThrow();
    }
}
