package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DisableOutboundWebIdentityFederationInput;
import signet.model.iam.IamOperations;

/** DisableOutboundWebIdentityFederation: no more tokens; those that are out can still be verified. */
record DisableOutboundFederation(Parts parts) implements Operation<DisableOutboundWebIdentityFederationInput, Unit> {
    @Override
    public OperationModel<DisableOutboundWebIdentityFederationInput, Unit> model() {
        return IamOperations.DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION;
    }

    @Override
    public Accesses accesses(Call<DisableOutboundWebIdentityFederationInput> call) {
        return Accesses.of(Access.to("iam:DisableOutboundWebIdentityFederation", "*"));
    }

    @Override
    public Unit handle(Authorized<DisableOutboundWebIdentityFederationInput> request) {
        String account = request.account();
        return parts.state().write(tx -> {
            tx.put(
                    Tables.TOKEN_ISSUERS,
                    account,
                    OutboundFederation.enabled(tx, account).enabled(false));
            return Unit.VALUE;
        });
    }
}
