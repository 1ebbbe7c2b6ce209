package signet.iam;

import java.time.Instant;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.SamlProvider;
import signet.identity.SamlProvider.DecryptionKey;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateSAMLProviderInput;
import signet.model.iam.UpdateSAMLProviderOutput;
import signet.saml.SamlMetadata;

/** UpdateSAMLProvider: another document, or other rules on encryption; what is left out stays. */
record UpdateSamlProvider(Parts parts) implements Operation<UpdateSAMLProviderInput, UpdateSAMLProviderOutput> {
    @Override
    public OperationModel<UpdateSAMLProviderInput, UpdateSAMLProviderOutput> model() {
        return IamOperations.UPDATE_SAML_PROVIDER;
    }

    @Override
    public Accesses accesses(Call<UpdateSAMLProviderInput> call) {
        return Accesses.of(SamlProviders.SAML.accessByArn(
                call, "iam:UpdateSAMLProvider", call.input().samlProviderArn()));
    }

    @Override
    public UpdateSAMLProviderOutput handle(Authorized<UpdateSAMLProviderInput> request) {
        UpdateSAMLProviderInput input = request.input();
        checkCombination(input);
        Instant now = Times.seconds(request.time());
        return parts.state().write(tx -> {
            SamlProvider found = SamlProviders.SAML.get(tx, request.account(), input.samlProviderArn());
            List<DecryptionKey> keys = keys(input, found, now);
            SamlProvider changed = found.encrypting(
                    SamlProviders.required(input.assertionEncryptionMode(), found.encryptionRequired(), keys), keys);
            if (input.samlMetadataDocument() != null) {
                SamlMetadata metadata = SamlProviders.metadata(input.samlMetadataDocument());
                changed = changed.described(
                        input.samlMetadataDocument(),
                        metadata.entityId(),
                        metadata.certificates(),
                        CreateSamlProvider.end(metadata, now));
            }
            tx.put(Tables.SAML_PROVIDERS, changed.key(), changed);
            return new UpdateSAMLProviderOutput(changed.arn());
        });
    }

    private static void checkCombination(UpdateSAMLProviderInput input) {
        if (input.addPrivateKey() != null && input.removePrivateKey() != null) {
            throw IamErrors.invalidInput("Unable to add and remove private keys in the same request. Set a value for"
                    + " only one of the two parameters.");
        }
        boolean nothing = input.samlMetadataDocument() == null
                && input.assertionEncryptionMode() == null
                && input.addPrivateKey() == null
                && input.removePrivateKey() == null;
        if (nothing) {
            throw IamErrors.invalidInput(
                    "Unable to update identity provider. No updates are defined for metadata or encryption assertion.");
        }
    }

    private List<DecryptionKey> keys(UpdateSAMLProviderInput input, SamlProvider found, Instant now) {
        if (input.addPrivateKey() != null) {
            return SamlProviders.with(found.keys(), input.addPrivateKey(), parts.ids(), found.account(), now);
        }
        return input.removePrivateKey() == null
                ? found.keys()
                : SamlProviders.without(found.keys(), input.removePrivateKey());
    }
}
