package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataProtocolState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The metadata service as what runs in an instance sees it, and what its answers are good for outside. */
class InstanceMetadataTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String FOUR = "http://169.254.169.254";
    private static final String SIX = "http://[fd00:ec2::254]";
    private static final String STATUS = "curl -s -o /dev/null -m 10 -w '%{http_code}' ";
    private static final String TOKEN =
            "curl -s -m 10 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' " + FOUR + "/latest/api/token";
    private static String instance = "";

    @BeforeAll
    static void anInstance() {
        Article.profile(SERVER.asRoot().iam(), "S3Access", Article.READ_S3);
        instance = Article.instance(SERVER.asRoot().ec2(), Article.launch("S3Access"));
        Assumptions.assumeTrue(on("sh", "-c", "command -v curl").status() == 0, "no curl in the instance");
    }

    @BeforeEach
    void theUsualOptions() {
        options(modify -> modify.httpTokens(HttpTokensState.OPTIONAL)
                .httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                .httpPutResponseHopLimit(1)
                .httpProtocolIpv6(InstanceMetadataProtocolState.DISABLED)
                .instanceMetadataTags(InstanceMetadataTagsState.DISABLED));
    }

    @Test
    void changedOptionsHoldForTheNextRequest() {
        String get = STATUS + FOUR + "/latest/meta-data/instance-id";
        assertEquals("200", sh(get));

        options(modify -> modify.httpTokens(HttpTokensState.REQUIRED));
        assertEquals("401", sh(get));
        assertEquals("200", sh(STATUS + "-H \"X-aws-ec2-metadata-token: $(" + TOKEN + ")\" " + FOUR + "/latest/"));

        options(modify -> modify.httpEndpoint(InstanceMetadataEndpointState.DISABLED));
        assertEquals("403", sh(get));
    }

    @Test
    void theIpv6AddressIsThereOnlyWhenEnabled() {
        Assumptions.assumeTrue(
                sh("test -e /proc/net/if_inet6 && echo yes || echo no").equals("yes"), "no IPv6");
        String get = "curl -s -m 10 '" + SIX + "/latest/meta-data/instance-id' || echo nothing";

        assertEquals("nothing", sh(get));
        options(modify -> modify.httpProtocolIpv6(InstanceMetadataProtocolState.ENABLED));
        assertEquals(instance, sh(get));
    }

    @Test
    void tagsAreThereOnlyWhenEnabled() {
        SERVER.asRoot()
                .ec2()
                .createTags(create -> create.resources(instance)
                        .tags(Tag.builder().key("Stage").value("test").build()));
        String get = STATUS + FOUR + "/latest/meta-data/tags/instance/Stage";

        assertEquals("404", sh(get));
        options(modify -> modify.instanceMetadataTags(InstanceMetadataTagsState.ENABLED));
        assertEquals("200", sh(get));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void theAnswerWithATokenGoesAsFarAsTheHopLimit(int hops) {
        Assumptions.assumeTrue(on("python3", "--version").status() == 0, "no python3 in the instance");
        options(modify -> modify.httpPutResponseHopLimit(hops));

        assertEquals(Integer.toString(hops), script("hops.py", "PUT"));
        assertNotEquals("1", script("hops.py", "GET"), "other answers go as far as they can");
    }

    @ParameterizedTest
    @CsvSource({"pkcs7, dsa", "rsa2048, rsa"})
    void theIdentityDocumentIsVerifiedByTheServersCertificate(String kind, String certificate) throws Exception {
        Assumptions.assumeTrue(on("openssl", "version").status() == 0, "no openssl in the instance");
        String document = sh("curl -s " + FOUR + "/latest/dynamic/instance-identity/document");
        String message = sh("curl -s " + FOUR + "/latest/dynamic/instance-identity/" + kind);
        String verify = """
                cat >/tmp/certificate
                printf -- '-----BEGIN PKCS7-----\\n%s\\n-----END PKCS7-----\\n' "$1" |
                    openssl smime -verify -inform PEM -certfile /tmp/certificate -noverify -binary""";

        Ran ran = SERVER.asRoot()
                .connectWithInput(
                        certificate("instance-identity/" + certificate + ".pem"),
                        instance,
                        "sh",
                        "-c",
                        verify,
                        "sh",
                        message);

        assertEquals(document, ran.success());
        assertTrue(document.contains("\"instanceId\" : \"" + instance + "\""));
    }

    @Test
    void theInstancesOwnCredentialsSayWhoItIsAndOpenNothing() {
        String document =
                sh("curl -s " + FOUR + "/latest/meta-data/identity-credentials/ec2/security-credentials/ec2-instance");
        Clients own = SERVER.as(new Keys(
                member(document, "AccessKeyId"), member(document, "SecretAccessKey"), member(document, "Token")));

        assertEquals(
                "arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/aws:ec2-instance/" + instance,
                own.sts().getCallerIdentity().arn());
        assertEquals(
                Signet.ACCOUNT + ":aws:ec2-instance:" + instance,
                own.sts().getCallerIdentity().userId());
        var refused = org.junit.jupiter.api.Assertions.assertThrows(
                S3Exception.class, () -> own.s3().listBuckets());
        assertEquals(403, refused.statusCode());
    }

    @Test
    void credentialsAreBoundToTheInstanceByABucketPolicy() {
        String other = Article.instance(SERVER.asRoot().ec2(), Article.launch("S3Access"));
        var s3 = SERVER.asRoot().s3();
        s3.createBucket(create -> create.bucket("bound-reports"));
        s3.putBucketPolicy(put -> put.bucket("bound-reports").policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:ListBucket",
                 "Resource":"arn:aws:s3:::bound-reports","Condition":{
                  "ArnNotEquals":{"ec2:SourceInstanceARN":"arn:aws:ec2:us-east-1:%s:instance/%s"},
                  "Null":{"ec2:SourceInstanceARN":"false"}}}]}""".formatted(Signet.ACCOUNT, instance)));

        list(keys(instance));
        assertEquals(
                403,
                org.junit.jupiter.api.Assertions.assertThrows(S3Exception.class, () -> list(keys(other)))
                        .statusCode());
    }

    private static void list(Keys keys) {
        var _ = SERVER.as(keys).s3().listObjectsV2(list -> list.bucket("bound-reports"));
    }

    private static Keys keys(String id) {
        String document = SERVER.asRoot()
                .connect(id, "curl", "-s", FOUR + "/latest/meta-data/iam/security-credentials/S3Access")
                .success();
        return new Keys(
                member(document, "AccessKeyId"), member(document, "SecretAccessKey"), member(document, "Token"));
    }

    private static String certificate(String path) throws IOException, InterruptedException {
        URI uri = URI.create(SERVER.server().endpoint() + "/_signet/" + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, response.statusCode());
            return response.body();
        }
    }

    private static void options(java.util.function.Consumer<ModifyInstanceMetadataOptionsRequest.Builder> change) {
        var _ = SERVER.asRoot()
                .ec2()
                .modifyInstanceMetadataOptions(modify -> change.accept(modify.instanceId(instance)));
    }

    private static String script(String name, String argument) {
        return SERVER.asRoot()
                .connectWithInput(Packages.script(name), instance, "python3", "-", argument)
                .success();
    }

    private static String sh(String script) {
        return on("sh", "-c", script).success();
    }

    private static Ran on(String... program) {
        return SERVER.asRoot().connect(instance, program);
    }

    private static String member(String json, String name) {
        String before = "\"" + name + "\" : \"";
        int start = json.indexOf(before) + before.length();
        assertTrue(start >= before.length(), () -> List.of(name, json).toString());
        return json.substring(start, json.indexOf('"', start));
    }
}
