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
import signet.model.lambda.UntagResourceInput;
import signet.snapshot.State;

/** UntagResource: removes tags of a function. */
record UntagResource(State state, ResourcePolicies policies) implements Operation<UntagResourceInput, Unit> {
    @Override
    public OperationModel<UntagResourceInput, Unit> model() {
        return LambdaOperations.UNTAG_RESOURCE;
    }

    @Override
    public Accesses accesses(Call<UntagResourceInput> call) {
        Scope scope = Scope.of(call);
        FunctionName name = TagResource.tagged(scope, call.input().resource());
        return Accesses.of(scope.on(model().name(), name, policies)
                .with(TagKeys.removed(call.input().tagKeys())));
    }

    @Override
    public Unit handle(Authorized<UntagResourceInput> request) {
        FunctionName name =
                TagResource.tagged(Scope.of(request), request.input().resource());
        state.change(tx -> {
            FunctionRecord now = name.get(tx);
            Map<String, String> tags = new LinkedHashMap<>(now.tags());
            request.input().tagKeys().forEach(tags::remove);
            tx.put(Tables.FUNCTIONS, name.key(), now.withTags(tags));
        });
        return Unit.VALUE;
    }
}
