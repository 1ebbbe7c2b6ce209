package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.SamlProvider;
import signet.model.OperationModel;
import signet.model.iam.GetSAMLProviderInput;
import signet.model.iam.GetSAMLProviderOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.SAMLPrivateKey;

/** GetSAMLProvider: everything but the private keys. */
record GetSamlProvider() implements Operation<GetSAMLProviderInput, GetSAMLProviderOutput> {
    @Override
    public OperationModel<GetSAMLProviderInput, GetSAMLProviderOutput> model() {
        return IamOperations.GET_SAML_PROVIDER;
    }

    @Override
    public Accesses accesses(Call<GetSAMLProviderInput> call) {
        return Accesses.of(SamlProviders.SAML.accessByArn(
                call, "iam:GetSAMLProvider", call.input().samlProviderArn()));
    }

    @Override
    public GetSAMLProviderOutput handle(Authorized<GetSAMLProviderInput> request) {
        SamlProvider found = SamlProviders.SAML.get(
                request.view(), request.account(), request.input().samlProviderArn());
        return GetSAMLProviderOutput.builder()
                .samlProviderUUID(found.id())
                .samlMetadataDocument(found.metadata())
                .createDate(found.created())
                .validUntil(found.validUntil())
                .assertionEncryptionMode(SamlProviders.mode(found))
                .privateKeyList(found.keys().stream()
                        .map(key -> new SAMLPrivateKey(key.id(), key.added()))
                        .toList())
                .tags(Shapes.tags(found.tags()))
                .build();
    }
}
