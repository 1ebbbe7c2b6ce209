package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.OidcProvider;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.CreateOpenIDConnectProviderInput;
import signet.model.iam.CreateOpenIDConnectProviderOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.oidc.ProviderUrl;

/** CreateOpenIDConnectProvider. The issuer is not asked: it is when somebody comes with a token of its. */
record CreateOidcProvider(Parts parts)
        implements Operation<CreateOpenIDConnectProviderInput, CreateOpenIDConnectProviderOutput> {
    @Override
    public OperationModel<CreateOpenIDConnectProviderInput, CreateOpenIDConnectProviderOutput> model() {
        return IamOperations.CREATE_OPEN_ID_CONNECT_PROVIDER;
    }

    @Override
    public Accesses accesses(Call<CreateOpenIDConnectProviderInput> call) {
        CreateOpenIDConnectProviderInput input = call.input();
        String arn = OidcProvider.arn(call.caller().account(), name(input));
        List<Access> needed = new ArrayList<>();
        needed.add(Access.to("iam:CreateOpenIDConnectProvider", arn).with(ConditionKeys.ofTags(input.tags())));
        if (input.tags() != null && !input.tags().isEmpty()) {
            needed.add(Access.to("iam:TagOpenIDConnectProvider", arn).with(ConditionKeys.ofTags(input.tags())));
        }
        return Accesses.of(needed);
    }

    @Override
    public CreateOpenIDConnectProviderOutput handle(Authorized<CreateOpenIDConnectProviderInput> request) {
        CreateOpenIDConnectProviderInput input = request.input();
        List<String> clients = Objects.requireNonNullElse(input.clientIDList(), List.<String>of()).stream()
                .distinct()
                .toList();
        Quota.CLIENT_IDS_PER_OIDC_PROVIDER.check(clients.size());
        OidcProvider provider = new OidcProvider(
                request.account(),
                name(input),
                Times.seconds(request.time()),
                clients,
                OidcProviders.thumbprints(input.thumbprintList()),
                TagRule.EXACT.first(input.tags()));
        return parts.state().write(tx -> {
            if (tx.get(Tables.OIDC_PROVIDERS, provider.key()).isPresent()) {
                throw IamErrors.entityAlreadyExists("Provider with url " + input.url() + " already exists.");
            }
            Quota.OIDC_PROVIDERS.check(
                    tx.under(Tables.OIDC_PROVIDERS, request.account() + "/").size() + 1);
            tx.put(Tables.OIDC_PROVIDERS, provider.key(), provider);
            return new CreateOpenIDConnectProviderOutput(provider.arn(), Shapes.tagsIfAny(provider.tags()));
        });
    }

    private static String name(CreateOpenIDConnectProviderInput input) {
        return ProviderUrl.name(input.url())
                .orElseThrow(() -> Faults.validation("Invalid Open ID Connect Provider URL"));
    }
}
