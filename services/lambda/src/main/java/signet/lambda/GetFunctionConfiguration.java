package signet.lambda;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.GetFunctionConfigurationInput;
import signet.model.lambda.LambdaOperations;

/** GetFunctionConfiguration: a function's settings. */
record GetFunctionConfiguration(ResourcePolicies policies)
        implements Operation<GetFunctionConfigurationInput, FunctionConfiguration> {
    @Override
    public OperationModel<GetFunctionConfigurationInput, FunctionConfiguration> model() {
        return LambdaOperations.GET_FUNCTION_CONFIGURATION;
    }

    @Override
    public Accesses accesses(Call<GetFunctionConfigurationInput> call) {
        Scope scope = Scope.of(call);
        FunctionName name =
                scope.function(call.input().functionName(), call.input().qualifier());
        return Accesses.of(scope.on(model().name(), name, policies));
    }

    @Override
    public FunctionConfiguration handle(Authorized<GetFunctionConfigurationInput> request) {
        GetFunctionConfigurationInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName(), input.qualifier());
        return Answers.of(name.get(request.view()), name.qualifier() != null);
    }
}
