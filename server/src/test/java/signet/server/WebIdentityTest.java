package signet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.authz.Event;
import signet.identity.OidcProvider;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.TokenIssuer;
import signet.oidc.testing.TestIssuer;
import signet.oidc.testing.TestKey;
import signet.sigv4.Credentials;

/** Requests without a signature that bring a token, and the documents of the server's own issuers. */
@Timeout(120)
class WebIdentityTest {
    private static final TestKey KEY = TestKey.create("k1", "ES256");

    private static TestServer server;
    private static TestIssuer issuer;
    private static String provider;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        issuer = TestIssuer.start(KEY);
        OidcProvider made = new OidcProvider(
                TestServer.ACCOUNT,
                issuer.name(),
                TestServer.NOW,
                List.of("client"),
                List.of(issuer.thumbprint()),
                Map.of());
        provider = made.arn();
        Role role = Role.create(
                TestServer.ACCOUNT,
                "/",
                "web",
                "AROAWEB",
                TestServer.NOW,
                "{\"Version\":\"2012-10-17\","
                        + "\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"" + provider
                        + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\"}}");
        server.state.change(tx -> {
            tx.put(Tables.OIDC_PROVIDERS, made.key(), made);
            tx.put(Tables.ROLES, role.key(), role);
        });
    }

    @AfterAll
    static void stop() {
        issuer.close();
        server.close();
    }

    private static TestServer.Call assume(String token) {
        return server.query(
                "sts",
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A" + TestServer.ACCOUNT
                        + "%3Arole%2Fweb&RoleSessionName=work&WebIdentityToken=" + URLEncoder.encode(token, UTF_8));
    }

    private static String token() {
        return KEY.token(issuer.claims(TestServer.NOW).json());
    }

    private static String get(String path) {
        RawHttp.Answer answer = RawHttp.ask(server.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return answer.status() + " " + answer.body();
    }

    @Test
    void aTokenStandsInThePlaceOfASignature() {
        RawHttp.Answer answer = assume(token()).anonymously();

        assertEquals(200, answer.status(), answer.body());
        assertEquals("alice", answer.element("SubjectFromWebIdentityToken"));
        Credentials session = new Credentials(
                answer.element("AccessKeyId"), answer.element("SecretAccessKey"), answer.element("SessionToken"));
        assertEquals(
                "arn:aws:sts::123456789012:assumed-role/web/work",
                server.identity().as(session).element("Arn"));
    }

    @Test
    void theEventIsTheTokenHolders() {
        assume(token()).anonymously();

        Event event = server.lastEvent();
        Caller.Federated caller = assertInstanceOf(Caller.Federated.class, event.caller());
        assertEquals("WebIdentityUser", caller.kind());
        assertEquals("alice", caller.userName());
        assertEquals(provider, caller.identityProvider());
        assertEquals(provider + ":client:alice", caller.principalId());
        assertEquals("AssumeRoleWithWebIdentity", event.operation());
        assertNull(event.errorCode());
    }

    @Test
    void aTokenThatIsNotGoodIsRefusedAndItsEventIsNobodys() {
        RawHttp.Answer answer = assume(token().replaceFirst("[^.]*$", "c2ln")).anonymously();

        assertEquals(
                "400 InvalidIdentityToken: The web identity token provided could not be validated. See the"
                        + " AssumeRoleWithWebIdentity documentation for requirements.",
                answer.error());
        assertInstanceOf(Caller.Anonymous.class, server.lastEvent().caller());
    }

    @Test
    void otherOperationsStillNeedASignature() {
        assertEquals(
                "403 MissingAuthenticationToken: Request is missing Authentication Token",
                server.identity().anonymously().error());
    }

    @Test
    void aWrongSignatureIsWrongEvenIfTheTokenIsGood() {
        RawHttp.Answer answer = assume(token()).as(new Credentials(TestServer.ROOT_KEY, "wrong", null));

        assertTrue(answer.error().startsWith("403 SignatureDoesNotMatch"), answer.error());
    }

    @Test
    void theDocumentsOfAnAccountsIssuerAreForEverybody() {
        String path = TokenIssuer.path(TestServer.ACCOUNT) + "/.well-known/";
        TokenIssuer own = TokenIssuer.create(TestServer.ACCOUNT, TestServer.NOW);
        server.state.change(tx -> tx.put(Tables.TOKEN_ISSUERS, TestServer.ACCOUNT, own));

        String discovery = get(path + "openid-configuration");
        assertTrue(discovery.startsWith("200 {"), discovery);
        String url = "http://127.0.0.1:" + server.port() + "/_signet/oidc/123456789012";
        assertTrue(discovery.contains("\"" + url + "\""), discovery);
        assertTrue(discovery.contains("\"" + url + "/.well-known/jwks.json\""), discovery);
        String keys = get(path + "jwks.json");
        assertTrue(keys.contains("RSA_0") && keys.contains("EC384_0"), keys);
        assertTrue(get(path.replace(TestServer.ACCOUNT, "210987654321") + "jwks.json")
                .startsWith("40"));
        assertTrue(get(path + "../" + "jwks.json").startsWith("40"));
    }
}
