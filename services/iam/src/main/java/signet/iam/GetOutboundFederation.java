package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.TokenIssuer;
import signet.model.OperationModel;
import signet.model.iam.GetOutboundWebIdentityFederationInfoInput;
import signet.model.iam.GetOutboundWebIdentityFederationInfoOutput;
import signet.model.iam.IamOperations;

/** GetOutboundWebIdentityFederationInfo. */
record GetOutboundFederation(Parts parts)
        implements Operation<GetOutboundWebIdentityFederationInfoInput, GetOutboundWebIdentityFederationInfoOutput> {
    @Override
    public OperationModel<GetOutboundWebIdentityFederationInfoInput, GetOutboundWebIdentityFederationInfoOutput>
            model() {
        return IamOperations.GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO;
    }

    @Override
    public Accesses accesses(Call<GetOutboundWebIdentityFederationInfoInput> call) {
        return Accesses.of(Access.to("iam:GetOutboundWebIdentityFederationInfo", "*"));
    }

    @Override
    public GetOutboundWebIdentityFederationInfoOutput handle(
            Authorized<GetOutboundWebIdentityFederationInfoInput> request) {
        TokenIssuer issuer = OutboundFederation.enabled(request.view(), request.account());
        return new GetOutboundWebIdentityFederationInfoOutput(
                OutboundFederation.url(parts, issuer.account()), issuer.enabled());
    }
}
