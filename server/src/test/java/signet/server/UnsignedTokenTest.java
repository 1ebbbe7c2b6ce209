package signet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.authz.Event;
import signet.saml.idp.Draft;
import signet.saml.idp.IdentityProvider;
import signet.sigv4.Credentials;

/** Requests that nobody signed, because the token in them says who asks. */
class UnsignedTokenTest {
    private static final IdentityProvider IDP = IdentityProvider.rsa("https://idp.example.com/saml");
    private static final String PROVIDER = "arn:aws:iam::" + TestServer.ACCOUNT + ":saml-provider/Okta";
    private static final String ROLE = "arn:aws:iam::" + TestServer.ACCOUNT + ":role/Federated";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        iam("CreateSAMLProvider", "Name=Okta&SAMLMetadataDocument=" + encoded(IDP.metadata()));
        iam("CreateRole", "RoleName=Federated&AssumeRolePolicyDocument=" + encoded("""
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"%s"},
                 "Action":"sts:AssumeRoleWithSAML"}}""".formatted(PROVIDER)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void iam(String action, String form) {
        RawHttp.Answer answer = server.query("iam", "Action=" + action + "&Version=2010-05-08&" + form)
                .region("us-east-1")
                .as(TestServer.ROOT);
        assertEquals(200, answer.status(), answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static Draft draft() {
        return new Draft(IDP, TestServer.NOW).aws("Role", ROLE + "," + PROVIDER);
    }

    private static TestServer.Call assume(String response) {
        return server.query(
                "sts",
                "Action=AssumeRoleWithSAML&Version=2011-06-15&RoleArn=" + encoded(ROLE) + "&PrincipalArn="
                        + encoded(PROVIDER) + "&SAMLAssertion=" + encoded(Draft.encoded(response)));
    }

    @Test
    void theTokenIsWhoAsksAndItsEventSaysSo() {
        RawHttp.Answer answer = assume(draft().signed(IDP)).anonymously();

        assertEquals(200, answer.status(), answer.body());
        assertEquals("persistent", answer.element("SubjectType"));
        Event event = server.lastEvent();
        Caller.Federated caller = (Caller.Federated) event.caller();
        assertEquals("SAMLUser", caller.kind());
        assertEquals(draft().name, caller.userName());
        assertEquals(answer.element("NameQualifier"), caller.identityProvider());
        assertEquals(caller.identityProvider() + ":" + draft().name, caller.principalId());
        assertEquals("AssumeRoleWithSAML", event.operation());
        assertEquals(
                "sts:AssumeRoleWithSAML", event.decisions().getFirst().access().action());
    }

    @Test
    void whatComesOfItSignsRequests() {
        RawHttp.Answer answer = assume(draft().signed(IDP)).anonymously();
        Credentials session = new Credentials(
                answer.element("AccessKeyId"), answer.element("SecretAccessKey"), answer.element("SessionToken"));

        assertEquals(
                "arn:aws:sts::123456789012:assumed-role/Federated/ann@example.com",
                server.identity().as(session).element("Arn"));
    }

    @Test
    void aSignatureBesideTheTokenChangesNothing() {
        RawHttp.Answer answer = assume(draft().signed(IDP)).as(TestServer.ROOT);

        assertEquals(200, answer.status(), answer.body());
        assertTrue(server.lastEvent().caller() instanceof Caller.Federated);
    }

    @Test
    void aWrongSignatureBesideTheTokenIsStillWrong() {
        RawHttp.Answer answer =
                assume(draft().signed(IDP)).as(new Credentials(TestServer.ROOT_KEY, "wrongwrongwrong", null));

        assertEquals("SignatureDoesNotMatch", answer.element("Code"));
    }

    @Test
    void aTokenThatNobodyMayBelieveIsNobodys() {
        assertEquals(
                "400 InvalidIdentityToken: Response signature invalid",
                assume(draft().response()).anonymously().error());
        assertEquals(new Caller.Anonymous(), server.lastEvent().caller());
    }

    @Test
    void aDenialOfARoleIsToldWithoutAReason() {
        Draft other = draft().aws("Role", ROLE + "x," + PROVIDER);

        assertEquals(
                "403 AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML",
                assume(other.signed(IDP)).anonymously().error());
    }

    @Test
    void everyOtherUnsignedRequestIsRefusedBeforeItsInputIsRead() {
        for (String action : new String[] {"AssumeRole", "GetCallerIdentity", "GetSessionToken"}) {
            assertEquals(
                    "403 MissingAuthenticationToken: Request is missing Authentication Token",
                    server.query("sts", "Action=" + action + "&Version=2011-06-15&DurationSeconds=x")
                            .anonymously()
                            .error());
        }
    }
}
