package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.iam.DeleteServerCertificateInput;
import signet.model.iam.GetServerCertificateInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListServerCertificateTagsInput;
import signet.model.iam.ListServerCertificatesInput;
import signet.model.iam.ServerCertificate;
import signet.model.iam.ServerCertificateMetadata;
import signet.model.iam.TagServerCertificateInput;
import signet.model.iam.UntagServerCertificateInput;
import signet.model.iam.UpdateServerCertificateInput;
import signet.model.iam.UploadServerCertificateInput;

class ServerCertificateTest extends CloudTest {
    private static TestCertificates.Issued root;
    private static TestCertificates.Issued middle;
    private static TestCertificates.Issued leaf;

    @BeforeAll
    static void issue() throws Exception {
        root = TestCertificates.selfSigned("CN=root", TestCertificates.ec());
        middle = TestCertificates.signedBy(root, "CN=middle", TestCertificates.ec());
        leaf = TestCertificates.signedBy(middle, "CN=leaf", TestCertificates.ec());
    }

    private static UploadServerCertificateInput input(String name, @Nullable String chain) {
        return UploadServerCertificateInput.builder()
                .serverCertificateName(name)
                .certificateBody(leaf.pem())
                .privateKey(leaf.key())
                .certificateChain(chain)
                .build();
    }

    private ServerCertificateMetadata upload(UploadServerCertificateInput input) {
        ServerCertificateMetadata metadata =
                cloud.call(IamOperations.UPLOAD_SERVER_CERTIFICATE, input).serverCertificateMetadata();
        if (metadata == null) {
            throw new AssertionError("an upload answers with metadata");
        }
        return metadata;
    }

    private ServerCertificate get(String name) {
        return cloud.call(IamOperations.GET_SERVER_CERTIFICATE, new GetServerCertificateInput(name))
                .serverCertificate();
    }

    private void refuses(String code, String message, UploadServerCertificateInput input) {
        cloud.refuses(code, message, IamOperations.UPLOAD_SERVER_CERTIFICATE, input);
    }

    private static String broken(int index) {
        return "Unable to validate certificate chain. The certificate chain must start with the immediate signing"
                + " certificate, followed by any intermediaries in order. The index within the chain of the invalid"
                + " certificate is: " + index;
    }

    @Test
    void aCertificateIsKeptAndItsKeyNeverShown() {
        ServerCertificateMetadata uploaded = upload(input("web", middle.pem() + root.pem()));

        assertTrue(uploaded.serverCertificateId().matches("ASCA[A-Z2-7]{17}"), uploaded.serverCertificateId());
        assertEquals("arn:aws:iam::123456789012:server-certificate/web", uploaded.arn());
        assertEquals(leaf.certificate().getNotAfter().toInstant(), uploaded.expiration());
        ServerCertificate found = get("web");
        assertEquals(new ServerCertificate(uploaded, leaf.pem(), middle.pem() + root.pem(), List.of()), found);
        assertFalse(found.toString().contains("PRIVATE"), found.toString());
        assertFalse(
                cloud.view().under(IamTables.SERVER_CERTIFICATES, "").toString().contains("PRIVATE"));
    }

    @Test
    void everyFormOfAPrivateKeyIsRead() throws Exception {
        TestCertificates.Issued rsa = TestCertificates.selfSigned("CN=rsa", TestCertificates.rsa());

        for (String key : List.of(rsa.key(), rsa.pkcs8())) {
            upload(UploadServerCertificateInput.builder()
                    .serverCertificateName("rsa" + key.length())
                    .certificateBody(rsa.pem())
                    .privateKey(key)
                    .build());
        }
        upload(input("ec", null).toBuilder().privateKey(leaf.pkcs8()).build());
        String curveFirst = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        upload(input("curve", null).toBuilder()
                .privateKey(curveFirst + leaf.key())
                .build());
    }

    @Test
    void theKeyHasToBeTheCertificates() throws Exception {
        String text = "The public key certificate and the private key do not match.";

        refuses(
                "KeyPairMismatch",
                text,
                input("web", null).toBuilder().privateKey(root.key()).build());
        refuses(
                "KeyPairMismatch",
                text,
                input("web", null).toBuilder()
                        .privateKey(TestCertificates.pem(TestCertificates.rsa().getPrivate()))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----"
            })
    void whatIsNoKeyIsRefused(String key) {
        refuses(
                "MalformedCertificate",
                "Unable to parse key. Please ensure the key is in PEM format.",
                input("web", null).toBuilder().privateKey(key).build());
    }

    @Test
    void anEncryptedKeyIsRefused() throws Exception {
        OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword("secret".toCharArray())
                .build();
        String pkcs8 = TestCertificates.pem(new JcaPKCS8Generator(leaf.keys().getPrivate(), encryptor));
        String old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                + "DEK-Info: AES-256-CBC,0123456789ABCDEF0123456789ABCDEF\n\nAAAA\n-----END RSA PRIVATE KEY-----";

        for (String key : List.of(pkcs8, old)) {
            refuses(
                    "MalformedCertificate",
                    "Unable to parse key; the body is encrypted.",
                    input("web", null).toBuilder().privateKey(key).build());
        }
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        for (String body : List.of("x", leaf.key(), leaf.pem() + middle.pem())) {
            refuses(
                    "MalformedCertificate",
                    "Unable to parse certificate. Please ensure the certificate is in PEM format.",
                    input("web", null).toBuilder().certificateBody(body).build());
        }
    }

    @Test
    void aChainIsInOrder() {
        refuses("MalformedCertificate", broken(-1), input("web", root.pem()));
        refuses("MalformedCertificate", broken(-1), input("web", root.pem() + middle.pem()));
        refuses("MalformedCertificate", broken(0), input("web", middle.pem() + middle.pem()));
        refuses("MalformedCertificate", broken(1), input("web", middle.pem() + root.pem() + middle.pem()));
        refuses(
                "MalformedCertificate",
                "Unable to parse certificate chain. Please ensure the certificate chain is in PEM format.",
                input("web", "x"));
    }

    @Test
    void aChainOfTheRightNameAndTheWrongKeyIsRefused() throws Exception {
        TestCertificates.Issued impostor = TestCertificates.selfSigned("CN=middle", TestCertificates.ec());

        refuses("MalformedCertificate", broken(-1), input("web", impostor.pem()));
    }

    @Test
    void aCertificateHasToBeValidNow() throws Exception {
        for (TestCertificates.Issued issued : List.of(
                TestCertificates.from(
                        TestCertificates.NOW.plus(Duration.ofMinutes(1)), "CN=early", TestCertificates.ec()),
                TestCertificates.from(
                        TestCertificates.NOW.minus(Duration.ofDays(91)), "CN=late", TestCertificates.ec()))) {
            refuses(
                    "MalformedCertificate",
                    broken(-1),
                    UploadServerCertificateInput.builder()
                            .serverCertificateName("web")
                            .certificateBody(issued.pem())
                            .privateKey(issued.key())
                            .build());
        }
    }

    @Test
    void aNameIsTakenOnceWhateverThePath() {
        upload(input("web", null));

        refuses(
                "EntityAlreadyExists",
                "The Server Certificate with name WEB already exists.",
                input("WEB", null).toBuilder().path("/x/").build());
    }

    @Test
    void twentyCertificatesFit() {
        for (int i = 0; i < 20; i++) {
            upload(input("web" + i, null));
        }

        refuses("LimitExceeded", "Cannot exceed quota for ServerCertificatesPerAccount: 20", input("web", null));
        assertEquals(20, cloud.counted("ServerCertificates"));
    }

    @Test
    void certificatesAreListedByPathAndInPages() {
        upload(input("a", null));
        upload(input("b", null).toBuilder().path("/front/").build());
        upload(input("c", null).toBuilder().path("/front/").build());

        assertEquals(3, list(null, null).size());
        assertEquals(List.of("b", "c"), names(list("/front/", null)));
        assertEquals(List.of("b"), names(list("/front/", 1)));
    }

    private List<ServerCertificateMetadata> list(@Nullable String prefix, @Nullable Integer items) {
        return cloud.call(IamOperations.LIST_SERVER_CERTIFICATES, new ListServerCertificatesInput(prefix, null, items))
                .serverCertificateMetadataList();
    }

    private static List<String> names(List<ServerCertificateMetadata> found) {
        return found.stream()
                .map(ServerCertificateMetadata::serverCertificateName)
                .toList();
    }

    @Test
    void aCertificateIsRenamedAndMoved() {
        ServerCertificateMetadata old = upload(input("web", null));
        upload(input("taken", null));
        cloud.call(IamOperations.UPDATE_SERVER_CERTIFICATE, new UpdateServerCertificateInput("web", "/front/", "new"));

        assertEquals(
                "arn:aws:iam::123456789012:server-certificate/front/new",
                get("new").serverCertificateMetadata().arn());
        assertEquals(
                old.serverCertificateId(),
                get("new").serverCertificateMetadata().serverCertificateId());
        cloud.refuses(
                "NoSuchEntity",
                "The Server Certificate with name web cannot be found.",
                IamOperations.GET_SERVER_CERTIFICATE,
                new GetServerCertificateInput("web"));
        cloud.refuses(
                "EntityAlreadyExists",
                "The Server Certificate with name taken already exists.",
                IamOperations.UPDATE_SERVER_CERTIFICATE,
                new UpdateServerCertificateInput("new", null, "taken"));
    }

    @Test
    void aDeletedCertificateIsGone() {
        upload(input("web", null));
        cloud.call(IamOperations.DELETE_SERVER_CERTIFICATE, new DeleteServerCertificateInput("web"));

        cloud.refuses(
                "NoSuchEntity",
                "The Server Certificate with name web cannot be found.",
                IamOperations.DELETE_SERVER_CERTIFICATE,
                new DeleteServerCertificateInput("web"));
    }

    @Test
    void tagsAreSetListedAndRemoved() {
        upload(input("web", null).toBuilder().tags(Cloud.tags("a", "1")).build());
        cloud.call(IamOperations.TAG_SERVER_CERTIFICATE, new TagServerCertificateInput("web", Cloud.tags("b", "2")));
        cloud.call(IamOperations.UNTAG_SERVER_CERTIFICATE, new UntagServerCertificateInput("web", List.of("a")));

        assertEquals(
                Cloud.tags("b", "2"),
                cloud.call(
                                IamOperations.LIST_SERVER_CERTIFICATE_TAGS,
                                new ListServerCertificateTagsInput("web", null, null))
                        .tags());
        assertEquals(Cloud.tags("b", "2"), get("web").tags());
    }

    @Test
    void permissionIsOnThePath() {
        Caller front = cloud.makeUser(
                "front",
                Cloud.allow("iam:*ServerCertificate*", "arn:aws:iam::123456789012:server-certificate/front/*"));

        cloud.denies(
                front,
                "iam:UploadServerCertificate",
                "arn:aws:iam::123456789012:server-certificate/web",
                IamOperations.UPLOAD_SERVER_CERTIFICATE,
                input("web", null));
        cloud.callAs(
                front,
                IamOperations.UPLOAD_SERVER_CERTIFICATE,
                input("web", null).toBuilder().path("/front/").build());
        cloud.callAs(front, IamOperations.GET_SERVER_CERTIFICATE, new GetServerCertificateInput("web"));
        cloud.denies(
                front,
                "iam:UpdateServerCertificate",
                "arn:aws:iam::123456789012:server-certificate/web",
                IamOperations.UPDATE_SERVER_CERTIFICATE,
                new UpdateServerCertificateInput("web", "/", null));
        cloud.denies(
                front,
                "iam:ListServerCertificates",
                "arn:aws:iam::123456789012:server-certificate/",
                IamOperations.LIST_SERVER_CERTIFICATES,
                new ListServerCertificatesInput(null, null, null));
    }
}
