package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.OidcProvider;
import signet.model.OperationModel;
import signet.model.iam.GetOpenIDConnectProviderInput;
import signet.model.iam.GetOpenIDConnectProviderOutput;
import signet.model.iam.IamOperations;

/** GetOpenIDConnectProvider: the URL comes back without its scheme. */
record GetOidcProvider() implements Operation<GetOpenIDConnectProviderInput, GetOpenIDConnectProviderOutput> {
    @Override
    public OperationModel<GetOpenIDConnectProviderInput, GetOpenIDConnectProviderOutput> model() {
        return IamOperations.GET_OPEN_ID_CONNECT_PROVIDER;
    }

    @Override
    public Accesses accesses(Call<GetOpenIDConnectProviderInput> call) {
        return Accesses.of(OidcProviders.ALL.accessByArn(
                call, "iam:GetOpenIDConnectProvider", call.input().openIDConnectProviderArn()));
    }

    @Override
    public GetOpenIDConnectProviderOutput handle(Authorized<GetOpenIDConnectProviderInput> request) {
        OidcProvider provider = OidcProviders.ALL.get(
                request.view(), request.account(), request.input().openIDConnectProviderArn());
        return new GetOpenIDConnectProviderOutput(
                provider.name(),
                provider.clientIds(),
                provider.thumbprints(),
                provider.created(),
                Shapes.tags(provider.tags()));
    }
}
