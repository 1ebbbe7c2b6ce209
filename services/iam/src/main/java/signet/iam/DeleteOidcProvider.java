package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.OidcProvider;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteOpenIDConnectProviderInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** DeleteOpenIDConnectProvider: roles that trust it stay, and nobody comes to them by it any more. */
record DeleteOidcProvider(Parts parts) implements Operation<DeleteOpenIDConnectProviderInput, Unit> {
    @Override
    public OperationModel<DeleteOpenIDConnectProviderInput, Unit> model() {
        return IamOperations.DELETE_OPEN_ID_CONNECT_PROVIDER;
    }

    @Override
    public Accesses accesses(Call<DeleteOpenIDConnectProviderInput> call) {
        return Accesses.of(OidcProviders.ALL.accessByArn(
                call, "iam:DeleteOpenIDConnectProvider", call.input().openIDConnectProviderArn()));
    }

    @Override
    public Unit handle(Authorized<DeleteOpenIDConnectProviderInput> request) {
        String arn = request.input().openIDConnectProviderArn();
        return parts.state().write(tx -> {
            OidcProvider provider = OidcProviders.ALL
                    .find(tx, request.account(), arn)
                    .orElseThrow(() -> IamErrors.noSuchEntity("OpenId connect Provider " + arn + " cannot be found."));
            tx.delete(Tables.OIDC_PROVIDERS, provider.key());
            return Unit.VALUE;
        });
    }
}
