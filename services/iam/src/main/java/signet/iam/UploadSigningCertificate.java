package signet.iam;

import java.security.cert.X509Certificate;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.SigningCertificate;
import signet.model.iam.UploadSigningCertificateInput;
import signet.model.iam.UploadSigningCertificateOutput;

/** UploadSigningCertificate: kept and shown; no service of ours takes requests that it signs. */
record UploadSigningCertificate(Parts parts)
        implements Operation<UploadSigningCertificateInput, UploadSigningCertificateOutput> {
    private static final int ID_LENGTH = 28;

    @Override
    public OperationModel<UploadSigningCertificateInput, UploadSigningCertificateOutput> model() {
        return IamOperations.UPLOAD_SIGNING_CERTIFICATE;
    }

    @Override
    public Accesses accesses(Call<UploadSigningCertificateInput> call) {
        return SelfAccess.to(call, "iam:UploadSigningCertificate", call.input().userName());
    }

    @Override
    public UploadSigningCertificateOutput handle(Authorized<UploadSigningCertificateInput> request) {
        UploadSigningCertificateInput input = request.input();
        String account = request.account();
        return parts.state().write(tx -> {
            String owner = UserCredential.ownerId(tx, request.caller(), input.userName());
            X509Certificate certificate = Certificates.read(input.certificateBody())
                    .filter(all -> all.size() == 1)
                    .map(List::getFirst)
                    .orElseThrow(() -> IamErrors.malformedCertificate(
                            "Certificate " + input.certificateBody() + " is malformed."));
            UserCertificate created = new UserCertificate(
                    id(account),
                    account,
                    owner,
                    input.certificateBody(),
                    Certificates.digest(certificate),
                    true,
                    Times.seconds(request.time()));
            if (!tx.find(IamTables.SIGNING_CERTIFICATES_BY_DIGEST, account + "/" + created.digest())
                    .isEmpty()) {
                throw IamErrors.duplicateCertificate("The request was rejected because the same certificate is"
                        + " associated with an IAM user in the account.");
            }
            Quota.SIGNING_CERTIFICATES_PER_USER.check(
                    tx.find(IamTables.SIGNING_CERTIFICATES_BY_OWNER, owner).size() + 1);
            UserCredential.SIGNING_CERTIFICATE.put(tx, created);
            return new UploadSigningCertificateOutput(shape(created, UserCredential.ownerName(tx, account, owner)));
        });
    }

    private String id(String account) {
        String letters = parts.ids().uniqueId("", account) + parts.ids().uniqueId("", account);
        return letters.substring(letters.length() - ID_LENGTH);
    }

    static SigningCertificate shape(UserCertificate certificate, String userName) {
        return SigningCertificate.builder()
                .userName(userName)
                .certificateId(certificate.id())
                .certificateBody(certificate.body())
                .status(UserCredential.status(certificate.active()))
                .uploadDate(certificate.uploaded())
                .build();
    }
}
