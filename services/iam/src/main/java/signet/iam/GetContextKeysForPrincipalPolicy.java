package signet.iam;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.GetContextKeysForPolicyResponse;
import signet.model.iam.GetContextKeysForPrincipalPolicyInput;
import signet.model.iam.IamOperations;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/** GetContextKeysForPrincipalPolicy: the condition keys that a user's, group's or role's policies use. */
record GetContextKeysForPrincipalPolicy(Parts parts)
        implements Operation<GetContextKeysForPrincipalPolicyInput, GetContextKeysForPolicyResponse> {
    @Override
    public OperationModel<GetContextKeysForPrincipalPolicyInput, GetContextKeysForPolicyResponse> model() {
        return IamOperations.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY;
    }

    @Override
    public Accesses accesses(Call<GetContextKeysForPrincipalPolicyInput> call) {
        return Accesses.of(PolicySource.access(
                call, "iam:GetContextKeysForPrincipalPolicy", call.input().policySourceArn()));
    }

    @Override
    public GetContextKeysForPolicyResponse handle(Authorized<GetContextKeysForPrincipalPolicyInput> request) {
        PolicySource source = PolicySource.of(
                request.view(),
                parts.permissions(),
                request.account(),
                request.input().policySourceArn());
        List<SourcedPolicy> policies = new ArrayList<>(source.identity(Exclusions.NONE));
        policies.addAll(SimulationTexts.documents(
                PolicyKind.IDENTITY, "PolicyInputList", request.input().policyInputList()));
        return GetContextKeysForCustomPolicy.answer(policies);
    }
}
