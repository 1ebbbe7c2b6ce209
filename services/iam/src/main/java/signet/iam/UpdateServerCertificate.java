package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateServerCertificateInput;

/**
 * UpdateServerCertificate: renames or moves a certificate. It needs permission on both the old and the new name (API
 * reference, UpdateServerCertificate).
 */
record UpdateServerCertificate(Parts parts) implements Operation<UpdateServerCertificateInput, Unit> {
    private static final String ACTION = "iam:UpdateServerCertificate";

    @Override
    public OperationModel<UpdateServerCertificateInput, Unit> model() {
        return IamOperations.UPDATE_SERVER_CERTIFICATE;
    }

    @Override
    public Accesses accesses(Call<UpdateServerCertificateInput> call) {
        UpdateServerCertificateInput input = call.input();
        String name = input.serverCertificateName();
        List<Access> needed = new ArrayList<>();
        needed.add(Kind.SERVER_CERTIFICATE.accessByArn(call, ACTION, name));
        if (input.newServerCertificateName() != null || input.newPath() != null) {
            String path = Kind.SERVER_CERTIFICATE
                    .find(call.view(), call.caller().account(), name)
                    .map(StoredCertificate::path)
                    .orElse("/");
            needed.add(Kind.SERVER_CERTIFICATE.creation(
                    call,
                    ACTION,
                    Objects.requireNonNullElse(input.newPath(), path),
                    Objects.requireNonNullElse(input.newServerCertificateName(), name)));
        }
        return Accesses.of(needed);
    }

    @Override
    public Unit handle(Authorized<UpdateServerCertificateInput> request) {
        UpdateServerCertificateInput input = request.input();
        return parts.state().write(tx -> {
            StoredCertificate old = Kind.SERVER_CERTIFICATE.get(tx, request.account(), input.serverCertificateName());
            StoredCertificate renamed = old.renamed(
                    Objects.requireNonNullElse(input.newPath(), old.path()),
                    Objects.requireNonNullElse(input.newServerCertificateName(), old.name()));
            if (!renamed.tableKey().equals(old.tableKey())
                    && tx.get(IamTables.SERVER_CERTIFICATES, renamed.tableKey()).isPresent()) {
                throw UploadServerCertificate.taken(renamed.name());
            }
            tx.delete(IamTables.SERVER_CERTIFICATES, old.tableKey());
            tx.put(IamTables.SERVER_CERTIFICATES, renamed.tableKey(), renamed);
            return Unit.VALUE;
        });
    }
}
