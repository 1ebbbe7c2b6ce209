package signet.sts;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.sts.GetCallerIdentityInput;
import signet.model.sts.GetCallerIdentityOutput;
import signet.model.sts.StsOperations;

/** GetCallerIdentity: open to whoever can sign, even against an explicit deny. */
final class GetCallerIdentity implements Operation<GetCallerIdentityInput, GetCallerIdentityOutput> {
    @Override
    public OperationModel<GetCallerIdentityInput, GetCallerIdentityOutput> model() {
        return StsOperations.GET_CALLER_IDENTITY;
    }

    @Override
    public Accesses accesses(Call<GetCallerIdentityInput> call) {
        return Accesses.signedOnly();
    }

    @Override
    public GetCallerIdentityOutput handle(Authorized<GetCallerIdentityInput> request) {
        return new GetCallerIdentityOutput(
                request.caller().userId(), request.account(), request.caller().arn());
    }
}
