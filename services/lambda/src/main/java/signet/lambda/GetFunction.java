package signet.lambda;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.lambda.FunctionCodeLocation;
import signet.model.lambda.GetFunctionInput;
import signet.model.lambda.GetFunctionOutput;
import signet.model.lambda.LambdaOperations;

/** GetFunction: a function's settings and tags. Its code has no address to download it from. */
record GetFunction(ResourcePolicies policies) implements Operation<GetFunctionInput, GetFunctionOutput> {
    @Override
    public OperationModel<GetFunctionInput, GetFunctionOutput> model() {
        return LambdaOperations.GET_FUNCTION;
    }

    @Override
    public Accesses accesses(Call<GetFunctionInput> call) {
        Scope scope = Scope.of(call);
        FunctionName name =
                scope.function(call.input().functionName(), call.input().qualifier());
        return Accesses.of(scope.on(model().name(), name, policies));
    }

    @Override
    public GetFunctionOutput handle(Authorized<GetFunctionInput> request) {
        GetFunctionInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName(), input.qualifier());
        FunctionRecord found = name.get(request.view());
        return GetFunctionOutput.builder()
                .configuration(Answers.of(found, name.qualifier() != null))
                .code(FunctionCodeLocation.builder().repositoryType("S3").build())
                .tags(found.tags().isEmpty() ? null : found.tags())
                .build();
    }
}
