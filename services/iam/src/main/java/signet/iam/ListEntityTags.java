package signet.iam;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.Tag;

/** ListUserTags, ListRoleTags, ListPolicyTags, ListInstanceProfileTags: tags in the order of their keys. */
record ListEntityTags<I, O, T>(
        OperationModel<I, O> model,
        Taggable<T> kind,
        Function<I, String> id,
        Paging<I> paging,
        Function<Page<Tag>, O> output)
        implements Operation<I, O> {

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(kind.target().access(call, model.toString(), id.apply(call.input())));
    }

    @Override
    public O handle(Authorized<I> request) {
        T entity = kind.target().get(request.view(), request.account(), id.apply(request.input()));
        List<Tag> tags = Shapes.tags(kind.tags().apply(entity)).stream()
                .sorted(Comparator.comparing(Tag::key))
                .toList();
        return output.apply(paging.of(request.input(), tags, Tag::key));
    }
}
