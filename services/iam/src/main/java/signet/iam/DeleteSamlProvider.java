package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteSAMLProviderInput;
import signet.model.iam.IamOperations;

/** DeleteSAMLProvider: roles that trust it stay, and nobody can assume them through it any more. */
record DeleteSamlProvider(Parts parts) implements Operation<DeleteSAMLProviderInput, Unit> {
    @Override
    public OperationModel<DeleteSAMLProviderInput, Unit> model() {
        return IamOperations.DELETE_SAML_PROVIDER;
    }

    @Override
    public Accesses accesses(Call<DeleteSAMLProviderInput> call) {
        return Accesses.of(SamlProviders.SAML.accessByArn(
                call, "iam:DeleteSAMLProvider", call.input().samlProviderArn()));
    }

    @Override
    public Unit handle(Authorized<DeleteSAMLProviderInput> request) {
        return parts.state().write(tx -> {
            String key = SamlProviders.SAML
                    .get(tx, request.account(), request.input().samlProviderArn())
                    .key();
            tx.delete(Tables.SAML_PROVIDERS, key);
            return Unit.VALUE;
        });
    }
}
