package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import signet.oidc.IdToken;
import signet.oidc.KeySource;
import signet.oidc.SigningKeys;
import signet.oidc.TokenVerifier;
import signet.oidc.testing.TestIssuer;
import signet.oidc.testing.TestKey;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;

/** Workloads that have no keys but a file with a token of an issuer, as the SDK and the CLI know to use it. */
class WebIdentityTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String SESSION = "arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/workload/";

    private static TestKey key;
    private static TestIssuer issuer;
    private static String provider;
    private static String role;

    @TempDir
    Path directory;

    @BeforeAll
    static void trust() {
        key = TestKey.create("k1", "RS256");
        issuer = TestIssuer.start(key);
        IamClient iam = SERVER.asRoot().iam();
        provider = iam.createOpenIDConnectProvider(create ->
                        create.url(issuer.url()).clientIDList("client").thumbprintList(issuer.thumbprint()))
                .openIDConnectProviderArn();
        role = iam.createRole(create ->
                        create.roleName("workload").assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"%s"},
                         "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"%s:sub":"alice"}}}]}""".formatted(provider, issuer.name())))
                .role()
                .arn();
        iam.putRolePolicy(
                put -> put.roleName("workload").policyName("itself").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*",
                 "Condition":{"StringEquals":{"%s:sub":"alice"}}}]}""".formatted(issuer.name())));
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private Path token(TestKey by, String subject) throws IOException {
        String claims = issuer.claims(Instant.now()).withText("sub", subject).json();
        return Files.writeString(directory.resolve("token"), by.token(claims));
    }

    private static StsClient unsigned() {
        return StsClient.builder()
                .endpointOverride(URI.create(SERVER.server().endpoint()))
                .region(Region.of(Signet.REGION))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    private StsWebIdentityTokenFileCredentialsProvider credentials(StsClient sts, Path file) {
        return StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts)
                .roleArn(role)
                .roleSessionName("by-sdk")
                .webIdentityTokenFile(file)
                .build();
    }

    @Test
    void theSdkTakesTheTokensRole() throws IOException {
        try (StsClient sts = unsigned();
                StsWebIdentityTokenFileCredentialsProvider provided = credentials(sts, token(key, "alice"));
                StsClient as = StsClient.builder()
                        .endpointOverride(URI.create(SERVER.server().endpoint()))
                        .region(Region.of(Signet.REGION))
                        .credentialsProvider(provided)
                        .build()) {
            assertEquals(SESSION + "by-sdk", as.getCallerIdentity().arn());
        }
    }

    @Test
    void theIssuersKeysMayChangeAndOthersDoNotCount() throws IOException {
        TestKey next = TestKey.create("k2", "ES256");
        issuer.publish(key, next);
        try (StsClient sts = unsigned();
                StsWebIdentityTokenFileCredentialsProvider good = credentials(sts, token(next, "alice"))) {
            assertTrue(good.resolveCredentials().accessKeyId().startsWith("ASIA"));
            Path forged = token(TestKey.create("k2", "ES256"), "alice");
            try (StsWebIdentityTokenFileCredentialsProvider bad = credentials(sts, forged)) {
                assertThrows(InvalidIdentityTokenException.class, bad::resolveCredentials);
            }
        }
    }

    @Test
    void theCliTakesTheTokensRole() throws IOException {
        Path file = token(key, "alice");

        assertEquals(
                SESSION + "by-cli",
                cli(file, "sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                        .success());
        cli(file, "s3api", "create-bucket", "--bucket", "of-a-workload").success();
        assertTrue(
                cli(file, "iam", "list-users").failure().contains("AccessDenied"), "it may only do what the role may");
    }

    @Test
    void theCliIsToldThatTheRoleDoesNotTrustSomebodyElse() throws IOException {
        String failure =
                cli(token(key, "mallory"), "sts", "get-caller-identity").failure();

        assertTrue(failure.contains("Not authorized to perform sts:AssumeRoleWithWebIdentity"), failure);
    }

    private static Ran cli(Path file, String... arguments) {
        Assumptions.assumeTrue(Clients.onPath("aws"), "the AWS CLI is not on PATH");
        List<String> words = new ArrayList<>(List.of("aws"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = Signet.withoutSettings(builder);
        environment.put("AWS_ENDPOINT_URL", SERVER.server().endpoint());
        environment.put("AWS_REGION", Signet.REGION);
        environment.put("AWS_DEFAULT_REGION", Signet.REGION);
        // The CLI keeps credentials in its user's home, whatever the token.
        environment.put("HOME", String.valueOf(file.getParent()));
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", file.toString());
        environment.put("AWS_ROLE_ARN", role);
        environment.put("AWS_ROLE_SESSION_NAME", "by-cli");
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_PAGER", "");
        return Ran.of(builder);
    }

    @Test
    void aTokenForElsewhereIsVerifiedByWhatTheServerPublishes() throws Exception {
        SERVER.asRoot().cli("iam", "enable-outbound-web-identity-federation").success();
        String url = SERVER.asRoot()
                .cli(
                        "iam",
                        "get-outbound-web-identity-federation-info",
                        "--query",
                        "IssuerIdentifier",
                        "--output",
                        "text")
                .success();
        Keys ann = Article.user(SERVER.asRoot().iam(), "ann", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:GetWebIdentityToken","Resource":"*",
                 "Condition":{"ForAllValues:StringEquals":{"sts:IdentityTokenAudience":"api.example.com"}}}]}""");
        String token = SERVER.as(ann)
                .cli(
                        "sts",
                        "get-web-identity-token",
                        "--audience",
                        "api.example.com",
                        "--signing-algorithm",
                        "ES384",
                        "--query",
                        "WebIdentityToken",
                        "--output",
                        "text")
                .success();

        String discovery = get(url + "/.well-known/openid-configuration");
        assertTrue(discovery.contains("\"" + url + "/.well-known/jwks.json\""), discovery);
        SigningKeys keys = SigningKeys.read(get(url + "/.well-known/jwks.json").getBytes(StandardCharsets.UTF_8));
        new TokenVerifier((asked, prints) -> new KeySource.Fetched(keys, Duration.ofHours(1)), InstantSource.system())
                .verify(IdToken.read(token), url, List.of());
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
