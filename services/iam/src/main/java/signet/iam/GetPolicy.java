package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.GetPolicyInput;
import signet.model.iam.GetPolicyOutput;
import signet.model.iam.IamOperations;

/** GetPolicy, of AWS's policies and the account's own. */
record GetPolicy(Parts parts) implements Operation<GetPolicyInput, GetPolicyOutput> {
    @Override
    public OperationModel<GetPolicyInput, GetPolicyOutput> model() {
        return IamOperations.GET_POLICY;
    }

    @Override
    public Accesses accesses(Call<GetPolicyInput> call) {
        return Accesses.of(
                Policies.CUSTOMER.access(call, "iam:GetPolicy", call.input().policyArn()));
    }

    @Override
    public GetPolicyOutput handle(Authorized<GetPolicyInput> request) {
        ManagedPolicyView policy = new Policies(parts.permissions())
                .get(request.view(), request.account(), request.input().policyArn());
        return new GetPolicyOutput(policy.shape(request.view(), request.account()).toBuilder()
                .description(policy.description())
                .tags(Shapes.tags(policy.tags()))
                .build());
    }
}
