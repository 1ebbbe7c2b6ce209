package signet.iam;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.ServerCertificateMetadata;
import signet.model.iam.UploadServerCertificateInput;
import signet.model.iam.UploadServerCertificateOutput;

/** UploadServerCertificate: with its private key, which no answer ever shows. */
record UploadServerCertificate(Parts parts)
        implements Operation<UploadServerCertificateInput, UploadServerCertificateOutput> {
    @Override
    public OperationModel<UploadServerCertificateInput, UploadServerCertificateOutput> model() {
        return IamOperations.UPLOAD_SERVER_CERTIFICATE;
    }

    @Override
    public Accesses accesses(Call<UploadServerCertificateInput> call) {
        UploadServerCertificateInput input = call.input();
        List<Access> needed = new ArrayList<>();
        needed.add(Kind.SERVER_CERTIFICATE
                .creation(call, "iam:UploadServerCertificate", input.path(), input.serverCertificateName())
                .with(ConditionKeys.ofTags(input.tags())));
        if (input.tags() != null && !input.tags().isEmpty()) {
            needed.add(Kind.SERVER_CERTIFICATE
                    .creation(call, "iam:TagServerCertificate", input.path(), input.serverCertificateName())
                    .with(ConditionKeys.ofTags(input.tags())));
        }
        return Accesses.of(needed);
    }

    @Override
    public UploadServerCertificateOutput handle(Authorized<UploadServerCertificateInput> request) {
        UploadServerCertificateInput input = request.input();
        String account = request.account();
        X509Certificate certificate = Certificates.forServer(
                input.certificateBody(), input.privateKey(), input.certificateChain(), request.time());
        StoredCertificate created = new StoredCertificate(
                account,
                Objects.requireNonNullElse(input.path(), "/"),
                input.serverCertificateName(),
                parts.ids().uniqueId("ASCA", account),
                input.certificateBody(),
                input.certificateChain(),
                input.privateKey(),
                Times.seconds(request.time()),
                certificate.getNotAfter().toInstant(),
                TagRule.EXACT.first(input.tags()));
        parts.state().change(tx -> {
            Kind.SERVER_CERTIFICATE
                    .find(tx, account, input.serverCertificateName())
                    .ifPresent(old -> {
                        throw taken(input.serverCertificateName());
                    });
            Quota.SERVER_CERTIFICATES.check(
                    tx.under(IamTables.SERVER_CERTIFICATES, account + "/").size() + 1);
            tx.put(IamTables.SERVER_CERTIFICATES, created.tableKey(), created);
        });
        return new UploadServerCertificateOutput(metadata(created), Shapes.tagsIfAny(created.tags()));
    }

    static signet.model.AwsError taken(String name) {
        return IamErrors.entityAlreadyExists("The Server Certificate with name " + name + " already exists.");
    }

    static ServerCertificateMetadata metadata(StoredCertificate certificate) {
        return ServerCertificateMetadata.builder()
                .path(certificate.path())
                .serverCertificateName(certificate.name())
                .serverCertificateId(certificate.id())
                .arn(certificate.arn())
                .uploadDate(certificate.uploaded())
                .expiration(certificate.expires())
                .build();
    }
}
