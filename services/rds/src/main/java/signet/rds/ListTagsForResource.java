package signet.rds;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.rds.ListTagsForResourceInput;
import signet.model.rds.RdsOperations;
import signet.model.rds.TagListMessage;

/** Shows an instance's tags. */
record ListTagsForResource() implements Operation<ListTagsForResourceInput, TagListMessage> {
    @Override
    public OperationModel<ListTagsForResourceInput, TagListMessage> model() {
        return RdsOperations.LIST_TAGS_FOR_RESOURCE;
    }

    @Override
    public Accesses accesses(Call<ListTagsForResourceInput> call) {
        if (call.input().filters() != null && !call.input().filters().isEmpty()) {
            throw Errors.notThere("The parameter Filters of ListTagsForResource");
        }
        Scope scope = Scope.of(call);
        return Accesses.of(scope.onInstance(
                model().name(), Tags.instance(scope, call.input().resourceName())));
    }

    @Override
    public TagListMessage handle(Authorized<ListTagsForResourceInput> request) {
        Scope scope = Scope.of(request);
        return new TagListMessage(
                scope.get(Tags.instance(scope, request.input().resourceName())).tags());
    }
}
