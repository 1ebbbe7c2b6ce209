package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ResetServiceSpecificCredentialInput;
import signet.model.iam.ResetServiceSpecificCredentialOutput;

/** ResetServiceSpecificCredential: another password, all else stays. */
record ResetServiceSpecificCredential(Parts parts)
        implements Operation<ResetServiceSpecificCredentialInput, ResetServiceSpecificCredentialOutput> {
    @Override
    public OperationModel<ResetServiceSpecificCredentialInput, ResetServiceSpecificCredentialOutput> model() {
        return IamOperations.RESET_SERVICE_SPECIFIC_CREDENTIAL;
    }

    @Override
    public Accesses accesses(Call<ResetServiceSpecificCredentialInput> call) {
        return UserCredential.OF_SERVICE.access(
                call,
                "iam:ResetServiceSpecificCredential",
                call.input().userName(),
                call.input().serviceSpecificCredentialId());
    }

    @Override
    public ResetServiceSpecificCredentialOutput handle(Authorized<ResetServiceSpecificCredentialInput> request) {
        ResetServiceSpecificCredentialInput input = request.input();
        String password = CreateServiceSpecificCredential.password(parts);
        return parts.state().write(tx -> {
            ServiceCredential reset = UserCredential.OF_SERVICE
                    .get(tx, request.caller(), input.userName(), input.serviceSpecificCredentialId())
                    .withDigest(ServiceCredentials.digest(password));
            UserCredential.OF_SERVICE.put(tx, reset);
            String userName = UserCredential.ownerName(tx, request.account(), reset.owner());
            return new ResetServiceSpecificCredentialOutput(
                    ServiceCredentials.shape(reset, userName, password, request.time()));
        });
    }
}
