package signet.cloudtrail;

import java.util.LinkedHashMap;
import java.util.Map;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.AddTagsInput;
import signet.model.cloudtrail.AddTagsOutput;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.snapshot.State;

/** AddTags: adds tags to a trail, or gives tags of the same keys other values. */
final class AddTags implements Operation<AddTagsInput, AddTagsOutput> {
    private final State state;

    AddTags(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<AddTagsInput, AddTagsOutput> model() {
        return CloudTrailOperations.ADD_TAGS;
    }

    @Override
    public Accesses accesses(Call<AddTagsInput> call) {
        Scope scope = Scope.of(call);
        Map<String, String> tags = TrailTags.of(call.input().tagsList());
        return Accesses.of(
                scope.on("AddTags", TrailName.ofArn(scope, call.input().resourceId()))
                        .with(TrailTags.requested(tags)));
    }

    @Override
    public AddTagsOutput handle(Authorized<AddTagsInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.ofArn(scope, request.input().resourceId());
        Map<String, String> more = TrailTags.of(request.input().tagsList());
        state.change(tx -> {
            TrailRecord trail = scope.in(tx).requireResource(name);
            Map<String, String> tags = new LinkedHashMap<>(trail.tags());
            tags.putAll(more);
            TrailTags.requireFew(tags);
            tx.put(Tables.TRAILS, name.key(), trail.withTags(tags));
        });
        return new AddTagsOutput();
    }
}
