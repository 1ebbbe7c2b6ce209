package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.iam.DeleteSigningCertificateInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListSigningCertificatesInput;
import signet.model.iam.SigningCertificate;
import signet.model.iam.UpdateSigningCertificateInput;
import signet.model.iam.UploadSigningCertificateInput;

class SigningCertificateTest extends CloudTest {
    @BeforeEach
    void makeUser() {
        cloud.makeUser("u", "");
    }

    private static String certificate(String name) throws Exception {
        return TestCertificates.selfSigned(name, TestCertificates.ec()).pem();
    }

    private SigningCertificate upload(String body, @Nullable String user) {
        return cloud.call(IamOperations.UPLOAD_SIGNING_CERTIFICATE, new UploadSigningCertificateInput(body, user))
                .certificate();
    }

    private List<SigningCertificate> list(@Nullable String user) {
        return cloud.call(IamOperations.LIST_SIGNING_CERTIFICATES, new ListSigningCertificatesInput(user, null, null))
                .certificates();
    }

    @Test
    void aCertificateIsKeptWithItsBody() throws Exception {
        String body = certificate("CN=a");
        SigningCertificate uploaded = upload(body, "u");

        assertTrue(uploaded.certificateId().matches("[A-Z2-7]{28}"), uploaded.certificateId());
        assertEquals(
                new SigningCertificate(
                        "u",
                        uploaded.certificateId(),
                        body,
                        "Active",
                        cloud.info().time()),
                uploaded);
        assertEquals(List.of(uploaded), list("u"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid-certificate-body",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void whatIsNoCertificateIsSaidSo(String body) {
        cloud.refuses(
                "MalformedCertificate",
                "Certificate " + body + " is malformed.",
                IamOperations.UPLOAD_SIGNING_CERTIFICATE,
                new UploadSigningCertificateInput(body, "u"));
    }

    @Test
    void twoCertificatesFit() throws Exception {
        upload(certificate("CN=a"), "u");
        upload(certificate("CN=b"), "u");

        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for CertificatesPerUser: 2",
                IamOperations.UPLOAD_SIGNING_CERTIFICATE,
                new UploadSigningCertificateInput(certificate("CN=c"), "u"));
    }

    @Test
    void oneCertificateIsOneUsers() throws Exception {
        cloud.makeUser("v", "");
        String body = certificate("CN=a");
        upload(body, "u");

        for (String user : List.of("u", "v")) {
            cloud.refuses(
                    "DuplicateCertificate",
                    "The request was rejected because the same certificate is associated with an IAM user in the"
                            + " account.",
                    IamOperations.UPLOAD_SIGNING_CERTIFICATE,
                    new UploadSigningCertificateInput(body + "\n", user));
        }
    }

    @Test
    void aCertificateIsMadeInactiveAndDeleted() throws Exception {
        String id = upload(certificate("CN=a"), "u").certificateId();

        cloud.call(IamOperations.UPDATE_SIGNING_CERTIFICATE, new UpdateSigningCertificateInput(id, "Inactive", "u"));
        assertEquals("Inactive", list("u").getFirst().status());
        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must remove referenced objects first.",
                IamOperations.DELETE_USER,
                new DeleteUserInput("u"));
        cloud.call(IamOperations.DELETE_SIGNING_CERTIFICATE, new DeleteSigningCertificateInput(id, "u"));
        assertEquals(List.of(), list("u"));
    }

    @Test
    void anothersCertificateIsNotFound() throws Exception {
        cloud.makeUser("v", "");
        String id = upload(certificate("CN=a"), "u").certificateId();

        cloud.refuses(
                "NoSuchEntity",
                "The Certificate with id " + id + " cannot be found.",
                IamOperations.UPDATE_SIGNING_CERTIFICATE,
                new UpdateSigningCertificateInput(id, "Inactive", "v"));
        cloud.refuses(
                "NoSuchEntity",
                "The Certificate with id NONEXISTENTCERTID12345678901 cannot be found.",
                IamOperations.DELETE_SIGNING_CERTIFICATE,
                new DeleteSigningCertificateInput("NONEXISTENTCERTID12345678901", "u"));
    }

    @Test
    void theRootUserHasCertificatesToo() throws Exception {
        SigningCertificate uploaded = upload(certificate("CN=a"), null);

        assertEquals("root", uploaded.userName());
        assertEquals(List.of(uploaded), list(null));
        assertEquals(List.of(), list("u"));
        assertEquals(1, cloud.counted("AccountSigningCertificatesPresent"));
    }

    @Test
    void certificatesNeedPermissionOnTheUser() throws Exception {
        Caller self = cloud.makeUser(
                "self", Cloud.allow("iam:*SigningCertificate*", "arn:aws:iam::123456789012:user/${aws:username}"));
        String body = certificate("CN=a");

        String id = cloud.callAs(
                        self, IamOperations.UPLOAD_SIGNING_CERTIFICATE, new UploadSigningCertificateInput(body, null))
                .certificate()
                .certificateId();
        cloud.denies(
                self,
                "iam:DeleteSigningCertificate",
                "user u",
                IamOperations.DELETE_SIGNING_CERTIFICATE,
                new DeleteSigningCertificateInput(id, "u"));
        cloud.callAs(self, IamOperations.DELETE_SIGNING_CERTIFICATE, new DeleteSigningCertificateInput(id, null));
    }
}
