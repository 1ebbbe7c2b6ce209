package signet.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.GetContextKeysForCustomPolicyInput;
import signet.model.iam.GetContextKeysForPolicyResponse;
import signet.model.iam.IamOperations;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/** GetContextKeysForCustomPolicy: the condition keys and variables that given policies use. */
record GetContextKeysForCustomPolicy()
        implements Operation<GetContextKeysForCustomPolicyInput, GetContextKeysForPolicyResponse> {
    @Override
    public OperationModel<GetContextKeysForCustomPolicyInput, GetContextKeysForPolicyResponse> model() {
        return IamOperations.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY;
    }

    @Override
    public Accesses accesses(Call<GetContextKeysForCustomPolicyInput> call) {
        return Accesses.of(Access.to("iam:GetContextKeysForCustomPolicy", "*"));
    }

    @Override
    public GetContextKeysForPolicyResponse handle(Authorized<GetContextKeysForCustomPolicyInput> request) {
        return answer(SimulationTexts.documents(
                PolicyKind.IDENTITY, "PolicyInputList", request.input().policyInputList()));
    }

    /** The keys of some policies, each once whatever its case, in the order in which they occur. */
    static GetContextKeysForPolicyResponse answer(List<SourcedPolicy> policies) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (SourcedPolicy policy : policies) {
            policy.policy().conditionKeys().forEach(key -> keys.putIfAbsent(key.toLowerCase(Locale.ROOT), key));
        }
        return new GetContextKeysForPolicyResponse(List.copyOf(keys.values()));
    }
}
