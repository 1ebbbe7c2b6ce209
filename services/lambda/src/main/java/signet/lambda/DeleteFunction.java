package signet.lambda;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.functions.Functions;
import signet.model.OperationModel;
import signet.model.lambda.DeleteFunctionInput;
import signet.model.lambda.DeleteFunctionOutput;
import signet.model.lambda.LambdaOperations;
import signet.snapshot.State;

/** DeleteFunction: removes a function, its policy and its code. */
final class DeleteFunction implements Operation<DeleteFunctionInput, DeleteFunctionOutput> {
    private final State state;
    private final Functions functions;
    private final ResourcePolicies policies;
    private final CodeStore codes;

    DeleteFunction(State state, Functions functions, ResourcePolicies policies, CodeStore codes) {
        this.state = state;
        this.functions = functions;
        this.policies = policies;
        this.codes = codes;
    }

    @Override
    public OperationModel<DeleteFunctionInput, DeleteFunctionOutput> model() {
        return LambdaOperations.DELETE_FUNCTION;
    }

    @Override
    public Accesses accesses(Call<DeleteFunctionInput> call) {
        Scope scope = Scope.of(call);
        FunctionName name =
                scope.function(call.input().functionName(), call.input().qualifier());
        if (FunctionName.LATEST.equals(name.qualifier())) {
            throw Errors.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        return Accesses.of(scope.on(model().name(), name, policies));
    }

    @Override
    public DeleteFunctionOutput handle(Authorized<DeleteFunctionInput> request) {
        DeleteFunctionInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName(), input.qualifier());
        FunctionRecord gone = state.write(tx -> {
            FunctionRecord found = name.get(tx);
            tx.delete(Tables.FUNCTIONS, name.key());
            return found;
        });
        functions.forget(name.arn());
        codes.remove(gone.code());
        return DeleteFunctionOutput.builder().build();
    }
}
