package signet.lambda;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.lambda.GetFunctionCodeSigningConfigInput;
import signet.model.lambda.GetFunctionCodeSigningConfigOutput;
import signet.model.lambda.LambdaOperations;

/** GetFunctionCodeSigningConfig: no function here has one, so the answer names none. */
record GetFunctionCodeSigningConfig(ResourcePolicies policies)
        implements Operation<GetFunctionCodeSigningConfigInput, GetFunctionCodeSigningConfigOutput> {
    @Override
    public OperationModel<GetFunctionCodeSigningConfigInput, GetFunctionCodeSigningConfigOutput> model() {
        return LambdaOperations.GET_FUNCTION_CODE_SIGNING_CONFIG;
    }

    @Override
    public Accesses accesses(Call<GetFunctionCodeSigningConfigInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(scope.on(model().name(), scope.function(call.input().functionName()), policies));
    }

    @Override
    public GetFunctionCodeSigningConfigOutput handle(Authorized<GetFunctionCodeSigningConfigInput> request) {
        FunctionName name = Scope.of(request).function(request.input().functionName());
        return GetFunctionCodeSigningConfigOutput.builder()
                .codeSigningConfigArn("")
                .functionName(name.get(request.view()).name())
                .build();
    }
}
