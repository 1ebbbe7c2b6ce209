package signet.lambda;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.lambda.AddPermissionInput;
import signet.model.lambda.AddPermissionOutput;
import signet.model.lambda.LambdaErrors;
import signet.model.lambda.LambdaOperations;
import signet.snapshot.State;

/** AddPermission: adds a statement to a function's resource policy. */
final class AddPermission implements Operation<AddPermissionInput, AddPermissionOutput> {
    private final State state;
    private final ResourcePolicies policies;
    private final Ids ids;

    AddPermission(State state, ResourcePolicies policies, Ids ids) {
        this.state = state;
        this.policies = policies;
        this.ids = ids;
    }

    @Override
    public OperationModel<AddPermissionInput, AddPermissionOutput> model() {
        return LambdaOperations.ADD_PERMISSION;
    }

    @Override
    public Accesses accesses(Call<AddPermissionInput> call) {
        AddPermissionInput input = call.input();
        Members.only(
                AddPermissionInput.SCHEMA,
                input,
                "AddPermission",
                "FunctionName",
                "StatementId",
                "Action",
                "Principal",
                "SourceArn",
                "SourceAccount",
                "EventSourceToken",
                "Qualifier",
                "RevisionId",
                "PrincipalOrgID");
        Scope scope = Scope.of(call);
        FunctionName name = scope.function(input.functionName(), input.qualifier());
        return Accesses.of(scope.on(model().name(), name, policies).with("lambda:Principal", input.principal()));
    }

    @Override
    public AddPermissionOutput handle(Authorized<AddPermissionInput> request) {
        AddPermissionInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName(), input.qualifier());
        if (FunctionName.LATEST.equals(name.qualifier())) {
            throw Errors.invalid("We currently do not support adding policies for $LATEST.");
        }
        Statement stored = policies.stored(request.view(), name.get(request.view()), statement(input, name));
        FunctionRecord changed = state.write(tx -> {
            FunctionRecord now = name.get(tx);
            requireRevision(now, input.revisionId());
            if (now.policy().stream().anyMatch(each -> each.sid().equals(stored.sid()))) {
                throw LambdaErrors.resourceConflict("The statement id (" + stored.sid()
                        + ") provided already exists. Please provide a new statement id, or remove the existing"
                        + " statement.");
            }
            List<Statement> statements = new ArrayList<>(now.policy());
            statements.add(stored);
            FunctionRecord next = now.withPolicy(statements, ids.uuid());
            policies.requireSize(next);
            tx.put(Tables.FUNCTIONS, name.key(), next);
            return next;
        });
        return AddPermissionOutput.builder()
                .statement(policies.shown(changed, stored))
                .build();
    }

    /** The policy has a revision of its own. */
    static void requireRevision(FunctionRecord now, @org.jspecify.annotations.Nullable String revision) {
        if (revision != null && !revision.equals(now.policyRevision())) {
            throw Errors.staleRevision();
        }
    }

    private static Statement statement(AddPermissionInput input, FunctionName name) {
        return new Statement(
                input.statementId(),
                input.action(),
                input.principal(),
                input.principal(),
                input.sourceArn(),
                input.sourceAccount(),
                input.principalOrgID(),
                input.eventSourceToken(),
                name.qualifier());
    }
}
