package signet.lambda;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.ListVersionsByFunctionInput;
import signet.model.lambda.ListVersionsByFunctionOutput;

/** ListVersionsByFunction: nobody can publish versions here, so {@code $LATEST} is the only one. */
record ListVersionsByFunction(ResourcePolicies policies)
        implements Operation<ListVersionsByFunctionInput, ListVersionsByFunctionOutput> {
    @Override
    public OperationModel<ListVersionsByFunctionInput, ListVersionsByFunctionOutput> model() {
        return LambdaOperations.LIST_VERSIONS_BY_FUNCTION;
    }

    @Override
    public Accesses accesses(Call<ListVersionsByFunctionInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(scope.on(model().name(), scope.function(call.input().functionName()), policies));
    }

    /** Everything is on the first page, so no page gives a marker. */
    @Override
    public ListVersionsByFunctionOutput handle(Authorized<ListVersionsByFunctionInput> request) {
        if (request.input().marker() != null) {
            throw Errors.invalid("Invalid Marker");
        }
        FunctionName name = Scope.of(request).function(request.input().functionName());
        return ListVersionsByFunctionOutput.builder()
                .versions(List.of(Answers.of(name.get(request.view()), true)))
                .build();
    }
}
