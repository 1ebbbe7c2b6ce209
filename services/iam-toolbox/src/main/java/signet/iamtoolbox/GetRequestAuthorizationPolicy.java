package signet.iamtoolbox;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.Document;
import signet.model.OperationModel;
import signet.model.iamtoolbox.GetRequestAuthorizationPolicyInput;
import signet.model.iamtoolbox.GetRequestAuthorizationPolicyOutput;
import signet.model.iamtoolbox.IamToolboxOperations;
import signet.trail.EventHistory;
import signet.trail.PolicyReference;
import signet.trail.Recorded;

/** GetRequestAuthorizationPolicy: a policy that a decision rested on, as it was then. */
final class GetRequestAuthorizationPolicy
        implements Operation<GetRequestAuthorizationPolicyInput, GetRequestAuthorizationPolicyOutput> {
    private final EventHistory history;
    private final Troubles troubles;

    GetRequestAuthorizationPolicy(EventHistory history) {
        this.history = history;
        this.troubles = new Troubles(history);
    }

    @Override
    public OperationModel<GetRequestAuthorizationPolicyInput, GetRequestAuthorizationPolicyOutput> model() {
        return IamToolboxOperations.GET_REQUEST_AUTHORIZATION_POLICY;
    }

    @Override
    public Accesses accesses(Call<GetRequestAuthorizationPolicyInput> call) {
        return Accesses.of(Access.to("iam:GetRequestAuthorizationPolicy", "*"));
    }

    @Override
    public GetRequestAuthorizationPolicyOutput handle(Authorized<GetRequestAuthorizationPolicyInput> request) {
        Recorded event = troubles.find(request, request.input().authorizationId());
        String text = event.decisions().stream()
                .flatMap(decision -> decision.policies().stream())
                .flatMap(layer -> layer.policies().stream())
                .filter(policy -> PolicyUris.of(policy).equals(request.input().policyUri()))
                .findFirst()
                .map(PolicyReference::sha256)
                .flatMap(history::policyText)
                .orElseThrow(Errors::unknown);
        return GetRequestAuthorizationPolicyOutput.builder()
                .policyDocument(new Document(text))
                .build();
    }
}
