package signet.iam;

import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.identity.TokenIssuer;
import signet.model.OperationModel;
import signet.model.iam.EnableOutboundWebIdentityFederationInput;
import signet.model.iam.EnableOutboundWebIdentityFederationOutput;
import signet.model.iam.IamOperations;

/** EnableOutboundWebIdentityFederation: with the keys that the account had, if it ever was enabled. */
record EnableOutboundFederation(Parts parts)
        implements Operation<EnableOutboundWebIdentityFederationInput, EnableOutboundWebIdentityFederationOutput> {
    @Override
    public OperationModel<EnableOutboundWebIdentityFederationInput, EnableOutboundWebIdentityFederationOutput> model() {
        return IamOperations.ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION;
    }

    @Override
    public Accesses accesses(Call<EnableOutboundWebIdentityFederationInput> call) {
        return Accesses.of(Access.to("iam:EnableOutboundWebIdentityFederation", "*"));
    }

    @Override
    public EnableOutboundWebIdentityFederationOutput handle(
            Authorized<EnableOutboundWebIdentityFederationInput> request) {
        String account = request.account();
        // Keys take their time, so they are made before the transaction; another request's win if it was faster.
        Optional<TokenIssuer> before = request.view().get(Tables.TOKEN_ISSUERS, account);
        TokenIssuer made = before.orElseGet(() -> TokenIssuer.create(account, Times.seconds(request.time())));
        return parts.state().write(tx -> {
            TokenIssuer issuer = tx.get(Tables.TOKEN_ISSUERS, account).orElse(made.enabled(false));
            if (issuer.enabled()) {
                throw OutboundFederation.alreadyEnabled(account);
            }
            tx.put(Tables.TOKEN_ISSUERS, account, issuer.enabled(true));
            return new EnableOutboundWebIdentityFederationOutput(OutboundFederation.url(parts, account));
        });
    }
}
