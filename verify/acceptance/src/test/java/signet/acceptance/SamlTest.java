package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import signet.saml.idp.Draft;
import signet.saml.idp.IdentityProvider;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;

/** Federation by SAML with Amazon's clients: from a provider's metadata to who its user is. */
class SamlTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final IdentityProvider IDP = IdentityProvider.rsa("https://idp.example.com/saml");
    private static final String PROVIDER = "arn:aws:iam::" + Signet.ACCOUNT + ":saml-provider/Company";
    private static final String ROLE = "arn:aws:iam::" + Signet.ACCOUNT + ":role/people/Federated";
    private static final String ARN = "arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/Federated/ann@example.com";

    @BeforeAll
    static void trust() {
        IamClient iam = SERVER.asRoot().iam();
        assertEquals(
                PROVIDER,
                iam.createSAMLProvider(create -> create.name("Company").samlMetadataDocument(IDP.metadata()))
                        .samlProviderArn());
        iam.createRole(
                role -> role.roleName("Federated").path("/people/").assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"%s"},
                 "Action":["sts:AssumeRoleWithSAML","sts:TagSession"],
                 "Condition":{"StringEquals":{"SAML:aud":"https://signin.aws.amazon.com/saml"}}}]}""".formatted(PROVIDER)));
        iam.putRolePolicy(put -> put.roleName("Federated").policyName("own").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*",
                 "Resource":"arn:aws:s3:::people/${saml:sub}/*"}]}"""));
        SERVER.asRoot().s3().createBucket(create -> create.bucket("people"));
    }

    private static Draft draft(Instant now) {
        return new Draft(IDP, now).aws("Role", ROLE + "," + PROVIDER).aws("PrincipalTag:Team", "red");
    }

    /** A client that has no credentials at all. */
    private static StsClient nobody() {
        return StsClient.builder()
                .endpointOverride(URI.create(SERVER.server().endpoint()))
                .region(Region.of(Signet.REGION))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    private static AssumeRoleWithSamlResponse assume(Draft draft) {
        try (StsClient sts = nobody()) {
            return sts.assumeRoleWithSAML(assume ->
                    assume.roleArn(ROLE).principalArn(PROVIDER).samlAssertion(Draft.encoded(draft.signed(IDP))));
        }
    }

    @Test
    void theSdkBecomesWhomTheProviderVouchesFor() {
        Draft draft = draft(Instant.now());

        AssumeRoleWithSamlResponse answer = assume(draft);

        assertEquals(draft.name, answer.subject());
        assertEquals("persistent", answer.subjectType());
        assertEquals(ARN, answer.assumedRoleUser().arn());
        Clients session = SERVER.as(Keys.of(answer.credentials()));
        assertEquals(ARN, session.sts().getCallerIdentity().arn());
        var body = RequestBody.fromString("mine");
        session.s3().putObject(put -> put.bucket("people").key(draft.name + "/file"), body);
        assertThrows(
                S3Exception.class,
                () -> session.s3().putObject(put -> put.bucket("people").key("somebody/file"), body));
    }

    @Test
    void theSdkKnowsTheErrors() {
        assertThrows(
                ExpiredTokenException.class, () -> assume(draft(Instant.now().minusSeconds(301))));
        IdentityProvider attacker = IdentityProvider.rsa(IDP.entityId());
        try (StsClient sts = nobody()) {
            assertThrows(
                    InvalidIdentityTokenException.class,
                    () -> sts.assumeRoleWithSAML(assume -> assume.roleArn(ROLE)
                            .principalArn(PROVIDER)
                            .samlAssertion(Draft.encoded(draft(Instant.now()).signed(attacker)))));
        }
    }

    @Test
    void theCliGoesFromMetadataToWhoItIs(@TempDir Path directory) throws IOException {
        Path metadata = Files.writeString(directory.resolve("metadata.xml"), IDP.metadata());
        Path assertion = directory.resolve("assertion");
        Clients root = SERVER.asRoot();
        String provider = root.cli(
                        "iam",
                        "create-saml-provider",
                        "--name",
                        "ByCli",
                        "--saml-metadata-document",
                        "file://" + metadata,
                        "--query",
                        "SAMLProviderArn",
                        "--output",
                        "text")
                .success();
        assertEquals(PROVIDER.replace("Company", "ByCli"), provider);
        assertTrue(root.cli("iam", "get-saml-provider", "--saml-provider-arn", provider)
                .success()
                .contains("\"AssertionEncryptionMode\": \"Allowed\""));
        Files.writeString(assertion, Draft.encoded(draft(Instant.now()).signed(IDP)));
        String[] keys = new Clients(SERVER.server().endpoint(), new Keys("AKIANOBODYNOBODYNOBO", "nothing", null))
                .cli(
                        "sts",
                        "assume-role-with-saml",
                        "--role-arn",
                        ROLE,
                        "--principal-arn",
                        PROVIDER,
                        "--saml-assertion",
                        "file://" + assertion,
                        "--query",
                        "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]",
                        "--output",
                        "text")
                .success()
                .split("\\s+", -1);
        assertEquals(
                ARN,
                SERVER.as(new Keys(keys[0], keys[1], keys[2]))
                        .cli("sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                        .success());
    }
}
