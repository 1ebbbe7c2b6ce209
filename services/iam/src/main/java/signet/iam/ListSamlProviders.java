package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListSAMLProvidersInput;
import signet.model.iam.ListSAMLProvidersOutput;
import signet.model.iam.SAMLProviderListEntry;

/** ListSAMLProviders: all of the account's, on one page. */
record ListSamlProviders() implements Operation<ListSAMLProvidersInput, ListSAMLProvidersOutput> {
    @Override
    public OperationModel<ListSAMLProvidersInput, ListSAMLProvidersOutput> model() {
        return IamOperations.LIST_SAML_PROVIDERS;
    }

    @Override
    public Accesses accesses(Call<ListSAMLProvidersInput> call) {
        return Accesses.of(Access.to("iam:ListSAMLProviders", "*"));
    }

    @Override
    public ListSAMLProvidersOutput handle(Authorized<ListSAMLProvidersInput> request) {
        return new ListSAMLProvidersOutput(
                request.view().under(Tables.SAML_PROVIDERS, request.account() + "/").values().stream()
                        .map(provider ->
                                new SAMLProviderListEntry(provider.arn(), provider.validUntil(), provider.created()))
                        .toList());
    }
}
