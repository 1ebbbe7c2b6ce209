package signet.lambda;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.lambda.GetPolicyInput;
import signet.model.lambda.GetPolicyOutput;
import signet.model.lambda.LambdaErrors;
import signet.model.lambda.LambdaOperations;

/** GetPolicy: a function's resource policy. */
record GetPolicy(ResourcePolicies policies) implements Operation<GetPolicyInput, GetPolicyOutput> {
    @Override
    public OperationModel<GetPolicyInput, GetPolicyOutput> model() {
        return LambdaOperations.GET_POLICY;
    }

    @Override
    public Accesses accesses(Call<GetPolicyInput> call) {
        Scope scope = Scope.of(call);
        FunctionName name =
                scope.function(call.input().functionName(), call.input().qualifier());
        return Accesses.of(scope.on(model().name(), name, policies));
    }

    @Override
    public GetPolicyOutput handle(Authorized<GetPolicyInput> request) {
        GetPolicyInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName(), input.qualifier());
        FunctionRecord found = name.get(request.view());
        if (found.policy().isEmpty()) {
            throw LambdaErrors.resourceNotFound("The resource you requested does not exist.");
        }
        return GetPolicyOutput.builder()
                .policy(policies.shown(request.view(), found))
                .revisionId(found.policyRevision())
                .build();
    }
}
