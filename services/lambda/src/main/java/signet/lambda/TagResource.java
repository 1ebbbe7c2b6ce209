package signet.lambda;

import java.util.LinkedHashMap;
import java.util.Map;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.TagResourceInput;
import signet.snapshot.State;

/** TagResource: sets tags of a function. */
record TagResource(State state, ResourcePolicies policies) implements Operation<TagResourceInput, Unit> {
    @Override
    public OperationModel<TagResourceInput, Unit> model() {
        return LambdaOperations.TAG_RESOURCE;
    }

    @Override
    public Accesses accesses(Call<TagResourceInput> call) {
        TagResourceInput input = call.input();
        Rules.tags(input.tags());
        Scope scope = Scope.of(call);
        return Accesses.of(scope.on(model().name(), tagged(scope, input.resource()), policies)
                .with(TagKeys.requested(input.tags())));
    }

    /** The function that an ARN names; other things that have tags are not there. */
    static FunctionName tagged(Scope scope, String arn) {
        if (!arn.contains(":function:")) {
            throw Errors.notImplemented("The resource " + arn);
        }
        FunctionName name = scope.function(arn);
        if (name.qualifier() != null) {
            throw Errors.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        }
        return name;
    }

    @Override
    public Unit handle(Authorized<TagResourceInput> request) {
        TagResourceInput input = request.input();
        FunctionName name = tagged(Scope.of(request), input.resource());
        state.change(tx -> {
            FunctionRecord now = name.get(tx);
            Map<String, String> tags = new LinkedHashMap<>(now.tags());
            tags.putAll(input.tags());
            Rules.tags(tags);
            tx.put(Tables.FUNCTIONS, name.key(), now.withTags(tags));
        });
        return Unit.VALUE;
    }
}
