package signet.rds;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.rds.RdsOperations;
import signet.model.rds.RemoveTagsFromResourceInput;
import signet.snapshot.State;

/** Takes tags from an instance. */
record RemoveTagsFromResource(State state) implements Operation<RemoveTagsFromResourceInput, Unit> {
    @Override
    public OperationModel<RemoveTagsFromResourceInput, Unit> model() {
        return RdsOperations.REMOVE_TAGS_FROM_RESOURCE;
    }

    @Override
    public Accesses accesses(Call<RemoveTagsFromResourceInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(scope.onInstance(
                        model().name(), Tags.instance(scope, call.input().resourceName()))
                .with(Keys.ofTagKeys(call.input().tagKeys())));
    }

    @Override
    public Unit handle(Authorized<RemoveTagsFromResourceInput> request) {
        RemoveTagsFromResourceInput input = request.input();
        state.change(tx -> {
            Scope scope = Scope.of(request).on(tx);
            InstanceRecord now = scope.get(Tags.instance(scope, input.resourceName()));
            tx.put(
                    Tables.INSTANCES,
                    now.key(),
                    now.tagged(now.tags().stream()
                            .filter(tag -> !input.tagKeys().contains(String.valueOf(tag.key())))
                            .toList()));
        });
        return Unit.VALUE;
    }
}
