package signet.cloudtrail;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailErrors;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.ListTagsInput;
import signet.model.cloudtrail.ListTagsOutput;
import signet.model.cloudtrail.ResourceTag;

/** ListTags: the tags of trails. */
final class ListTags implements Operation<ListTagsInput, ListTagsOutput> {
    private static final int MOST = 20;

    @Override
    public OperationModel<ListTagsInput, ListTagsOutput> model() {
        return CloudTrailOperations.LIST_TAGS;
    }

    @Override
    public Accesses accesses(Call<ListTagsInput> call) {
        Members.only(ListTagsInput.SCHEMA, call.input(), "ListTags", "ResourceIdList");
        Scope scope = Scope.of(call);
        return Accesses.of(names(scope, call.input()).stream()
                .map(name -> scope.on("ListTags", name))
                .toList());
    }

    @Override
    public ListTagsOutput handle(Authorized<ListTagsInput> request) {
        Scope scope = Scope.of(request);
        return ListTagsOutput.builder()
                .resourceTagList(names(scope, request.input()).stream()
                        .map(name -> ResourceTag.builder()
                                .resourceId(name.arn())
                                .tagsList(TrailTags.shown(
                                        scope.requireResource(name).tags()))
                                .build())
                        .toList())
                .build();
    }

    private static List<TrailName> names(Scope scope, ListTagsInput input) {
        List<String> ids = input.resourceIdList();
        if (ids.isEmpty() || ids.size() > MOST) {
            throw CloudTrailErrors.invalidParameter("ResourceIdList has from 1 to " + MOST + " ARNs.");
        }
        return ids.stream().map(id -> TrailName.ofArn(scope, id)).toList();
    }
}
