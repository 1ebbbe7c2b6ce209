package signet.lambda;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.ListTagsInput;
import signet.model.lambda.ListTagsOutput;

/** ListTags: the tags of a function. */
record ListTags(ResourcePolicies policies) implements Operation<ListTagsInput, ListTagsOutput> {
    @Override
    public OperationModel<ListTagsInput, ListTagsOutput> model() {
        return LambdaOperations.LIST_TAGS;
    }

    @Override
    public Accesses accesses(Call<ListTagsInput> call) {
        Scope scope = Scope.of(call);
        FunctionName name = TagResource.tagged(scope, call.input().resource());
        return Accesses.of(scope.on(model().name(), name, policies));
    }

    @Override
    public ListTagsOutput handle(Authorized<ListTagsInput> request) {
        FunctionName name =
                TagResource.tagged(Scope.of(request), request.input().resource());
        return ListTagsOutput.builder().tags(name.get(request.view()).tags()).build();
    }
}
