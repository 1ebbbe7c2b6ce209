package signet.lambda;

import java.util.List;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.lambda.LambdaErrors;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.RemovePermissionInput;
import signet.snapshot.State;

/** RemovePermission: takes a statement out of a function's resource policy. */
final class RemovePermission implements Operation<RemovePermissionInput, Unit> {
    private final State state;
    private final ResourcePolicies policies;
    private final Ids ids;

    RemovePermission(State state, ResourcePolicies policies, Ids ids) {
        this.state = state;
        this.policies = policies;
        this.ids = ids;
    }

    @Override
    public OperationModel<RemovePermissionInput, Unit> model() {
        return LambdaOperations.REMOVE_PERMISSION;
    }

    @Override
    public Accesses accesses(Call<RemovePermissionInput> call) {
        RemovePermissionInput input = call.input();
        Scope scope = Scope.of(call);
        FunctionName name = scope.function(input.functionName(), input.qualifier());
        Access access = scope.on(model().name(), name, policies);
        Optional<Statement> removed = name.find(call.view()).flatMap(function -> find(function, input.statementId()));
        return Accesses.of(removed.map(statement -> access.with("lambda:Principal", statement.principal()))
                .orElse(access));
    }

    private static Optional<Statement> find(FunctionRecord function, String sid) {
        return function.policy().stream().filter(each -> each.sid().equals(sid)).findFirst();
    }

    @Override
    public Unit handle(Authorized<RemovePermissionInput> request) {
        RemovePermissionInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName(), input.qualifier());
        state.change(tx -> {
            FunctionRecord now = name.get(tx);
            AddPermission.requireRevision(now, input.revisionId());
            Statement gone = find(now, input.statementId())
                    .orElseThrow(() -> LambdaErrors.resourceNotFound(
                            "Statement " + input.statementId() + " is not found in resource policy."));
            List<Statement> rest =
                    now.policy().stream().filter(each -> !each.equals(gone)).toList();
            tx.put(Tables.FUNCTIONS, name.key(), now.withPolicy(rest, ids.uuid()));
        });
        return Unit.VALUE;
    }
}
