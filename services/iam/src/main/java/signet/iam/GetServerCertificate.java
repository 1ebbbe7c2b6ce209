package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.GetServerCertificateInput;
import signet.model.iam.GetServerCertificateOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ServerCertificate;

/** GetServerCertificate: everything but the private key. */
record GetServerCertificate() implements Operation<GetServerCertificateInput, GetServerCertificateOutput> {
    @Override
    public OperationModel<GetServerCertificateInput, GetServerCertificateOutput> model() {
        return IamOperations.GET_SERVER_CERTIFICATE;
    }

    @Override
    public Accesses accesses(Call<GetServerCertificateInput> call) {
        return Accesses.of(Kind.SERVER_CERTIFICATE.accessByArn(
                call, "iam:GetServerCertificate", call.input().serverCertificateName()));
    }

    @Override
    public GetServerCertificateOutput handle(Authorized<GetServerCertificateInput> request) {
        StoredCertificate found = Kind.SERVER_CERTIFICATE.get(
                request.view(), request.account(), request.input().serverCertificateName());
        return new GetServerCertificateOutput(ServerCertificate.builder()
                .serverCertificateMetadata(UploadServerCertificate.metadata(found))
                .certificateBody(found.body())
                .certificateChain(found.chain())
                .tags(Shapes.tags(found.tags()))
                .build());
    }
}
