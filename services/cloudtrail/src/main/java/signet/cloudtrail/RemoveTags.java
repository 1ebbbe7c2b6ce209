package signet.cloudtrail;

import java.util.LinkedHashMap;
import java.util.Map;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.RemoveTagsInput;
import signet.model.cloudtrail.RemoveTagsOutput;
import signet.snapshot.State;

/** RemoveTags: takes tags from a trail, whatever their values. */
final class RemoveTags implements Operation<RemoveTagsInput, RemoveTagsOutput> {
    private final State state;

    RemoveTags(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<RemoveTagsInput, RemoveTagsOutput> model() {
        return CloudTrailOperations.REMOVE_TAGS;
    }

    @Override
    public Accesses accesses(Call<RemoveTagsInput> call) {
        Scope scope = Scope.of(call);
        Map<String, String> tags = TrailTags.of(call.input().tagsList());
        return Accesses.of(
                scope.on("RemoveTags", TrailName.ofArn(scope, call.input().resourceId()))
                        .with(TrailTags.keys(tags)));
    }

    @Override
    public RemoveTagsOutput handle(Authorized<RemoveTagsInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.ofArn(scope, request.input().resourceId());
        Map<String, String> less = TrailTags.of(request.input().tagsList());
        state.change(tx -> {
            TrailRecord trail = scope.in(tx).requireResource(name);
            Map<String, String> tags = new LinkedHashMap<>(trail.tags());
            tags.keySet().removeAll(less.keySet());
            tx.put(Tables.TRAILS, name.key(), trail.withTags(tags));
        });
        return new RemoveTagsOutput();
    }
}
