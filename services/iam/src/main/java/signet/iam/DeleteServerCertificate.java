package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteServerCertificateInput;
import signet.model.iam.IamOperations;

/** DeleteServerCertificate. */
record DeleteServerCertificate(Parts parts) implements Operation<DeleteServerCertificateInput, Unit> {
    @Override
    public OperationModel<DeleteServerCertificateInput, Unit> model() {
        return IamOperations.DELETE_SERVER_CERTIFICATE;
    }

    @Override
    public Accesses accesses(Call<DeleteServerCertificateInput> call) {
        return Accesses.of(Kind.SERVER_CERTIFICATE.accessByArn(
                call, "iam:DeleteServerCertificate", call.input().serverCertificateName()));
    }

    @Override
    public Unit handle(Authorized<DeleteServerCertificateInput> request) {
        return parts.state().write(tx -> {
            StoredCertificate found = Kind.SERVER_CERTIFICATE.get(
                    tx, request.account(), request.input().serverCertificateName());
            tx.delete(IamTables.SERVER_CERTIFICATES, found.tableKey());
            return Unit.VALUE;
        });
    }
}
