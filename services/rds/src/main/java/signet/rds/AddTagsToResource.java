package signet.rds;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.rds.AddTagsToResourceInput;
import signet.model.rds.RdsOperations;
import signet.snapshot.State;

/** Gives an instance tags, or other values to those that it has. */
record AddTagsToResource(State state) implements Operation<AddTagsToResourceInput, Unit> {
    @Override
    public OperationModel<AddTagsToResourceInput, Unit> model() {
        return RdsOperations.ADD_TAGS_TO_RESOURCE;
    }

    @Override
    public Accesses accesses(Call<AddTagsToResourceInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(scope.onInstance(
                        model().name(), Tags.instance(scope, call.input().resourceName()))
                .with(Keys.ofTags(call.input().tags()))
                .with("rds:TagsFromRequest", "true"));
    }

    @Override
    public Unit handle(Authorized<AddTagsToResourceInput> request) {
        AddTagsToResourceInput input = request.input();
        state.change(tx -> {
            Scope scope = Scope.of(request).on(tx);
            InstanceRecord now = scope.get(Tags.instance(scope, input.resourceName()));
            tx.put(Tables.INSTANCES, now.key(), now.tagged(Tags.merge(now.tags(), input.tags())));
        });
        return Unit.VALUE;
    }
}
