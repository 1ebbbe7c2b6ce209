package signet.iam;

import java.util.function.BiFunction;
import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.OidcProvider;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;

/**
 * AddClientIDToOpenIDConnectProvider, RemoveClientIDFromOpenIDConnectProvider, UpdateOpenIDConnectProviderThumbprint.
 *
 * @param arn which provider
 * @param change the provider as the input wants it
 */
record ChangeOidcProvider<I>(
        OperationModel<I, Unit> model,
        Parts parts,
        Function<I, String> arn,
        BiFunction<OidcProvider, I, OidcProvider> change)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(OidcProviders.ALL.accessByArn(call, model.toString(), arn.apply(call.input())));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        return parts.state().write(tx -> {
            OidcProvider provider = OidcProviders.ALL.get(tx, request.account(), arn.apply(request.input()));
            OidcProvider changed = change.apply(provider, request.input());
            tx.put(Tables.OIDC_PROVIDERS, changed.key(), changed);
            return Unit.VALUE;
        });
    }
}
