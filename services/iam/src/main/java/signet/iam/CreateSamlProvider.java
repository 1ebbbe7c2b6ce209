package signet.iam;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.SamlProvider;
import signet.identity.SamlProvider.DecryptionKey;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.CreateSAMLProviderInput;
import signet.model.iam.CreateSAMLProviderOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.saml.SamlMetadata;

/** CreateSAMLProvider: from the document in which an identity provider describes itself. */
record CreateSamlProvider(Parts parts) implements Operation<CreateSAMLProviderInput, CreateSAMLProviderOutput> {
    /** How long a document is good that does not say so itself. */
    private static final int YEARS = 100;

    @Override
    public OperationModel<CreateSAMLProviderInput, CreateSAMLProviderOutput> model() {
        return IamOperations.CREATE_SAML_PROVIDER;
    }

    @Override
    public Accesses accesses(Call<CreateSAMLProviderInput> call) {
        CreateSAMLProviderInput input = call.input();
        String arn = "arn:aws:iam::" + call.caller().account() + ":saml-provider/" + input.name();
        List<Access> needed = new ArrayList<>();
        needed.add(Access.to("iam:CreateSAMLProvider", arn).with(ConditionKeys.ofTags(input.tags())));
        if (input.tags() != null && !input.tags().isEmpty()) {
            needed.add(Access.to("iam:TagSAMLProvider", arn).with(ConditionKeys.ofTags(input.tags())));
        }
        return Accesses.of(needed);
    }

    @Override
    public CreateSAMLProviderOutput handle(Authorized<CreateSAMLProviderInput> request) {
        CreateSAMLProviderInput input = request.input();
        String account = request.account();
        Instant now = Times.seconds(request.time());
        SamlMetadata metadata = SamlProviders.metadata(input.samlMetadataDocument());
        List<DecryptionKey> keys = input.addPrivateKey() == null
                ? List.of()
                : SamlProviders.with(List.of(), input.addPrivateKey(), parts.ids(), account, now);
        SamlProvider created = new SamlProvider(
                account,
                input.name(),
                parts.ids().uniqueId("SAMLP", account),
                now,
                input.samlMetadataDocument(),
                metadata.entityId(),
                metadata.certificates(),
                end(metadata, now),
                SamlProviders.required(input.assertionEncryptionMode(), false, keys),
                keys,
                TagRule.EXACT.first(input.tags()));
        parts.state().change(tx -> {
            if (tx.get(Tables.SAML_PROVIDERS, created.key()).isPresent()) {
                throw IamErrors.entityAlreadyExists("Provider with name " + input.name() + " already exists.");
            }
            Quota.SAML_PROVIDERS.check(
                    tx.under(Tables.SAML_PROVIDERS, account + "/").size() + 1);
            tx.put(Tables.SAML_PROVIDERS, created.key(), created);
        });
        return new CreateSAMLProviderOutput(created.arn(), Shapes.tagsIfAny(created.tags()));
    }

    /** When a document ends: as it says, else a hundred years after it was uploaded, as AWS has it. */
    static Instant end(SamlMetadata metadata, Instant uploaded) {
        return Objects.requireNonNullElseGet(
                metadata.validUntil(),
                () -> uploaded.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant());
    }
}
