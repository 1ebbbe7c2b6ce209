package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListOpenIDConnectProvidersInput;
import signet.model.iam.ListOpenIDConnectProvidersOutput;
import signet.model.iam.OpenIDConnectProviderListEntry;

/** ListOpenIDConnectProviders: all of them, by ARN. */
record ListOidcProviders() implements Operation<ListOpenIDConnectProvidersInput, ListOpenIDConnectProvidersOutput> {
    @Override
    public OperationModel<ListOpenIDConnectProvidersInput, ListOpenIDConnectProvidersOutput> model() {
        return IamOperations.LIST_OPEN_ID_CONNECT_PROVIDERS;
    }

    @Override
    public Accesses accesses(Call<ListOpenIDConnectProvidersInput> call) {
        return Accesses.of(Access.to("iam:ListOpenIDConnectProviders", "*"));
    }

    @Override
    public ListOpenIDConnectProvidersOutput handle(Authorized<ListOpenIDConnectProvidersInput> request) {
        return new ListOpenIDConnectProvidersOutput(
                request.view().under(Tables.OIDC_PROVIDERS, request.account() + "/").values().stream()
                        .map(provider -> new OpenIDConnectProviderListEntry(provider.arn()))
                        .toList());
    }
}
