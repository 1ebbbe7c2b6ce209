package signet.iam;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;

/**
 * ListUsers, ListGroups, ListRoles, ListInstanceProfiles: entities of the account under a path.
 *
 * @param path the entity's path
 * @param output the answer, from a page of entities and the state that they are of
 */
record ListByPath<I, O, T>(
        OperationModel<I, O> model,
        Parts parts,
        Kind<T> kind,
        Function<I, @Nullable String> pathPrefix,
        Paging<I> paging,
        Function<T, String> path,
        Listing<O, T> output)
        implements Operation<I, O> {

    /** Makes the answer. */
    interface Listing<O, T> {
        O of(Page<T> page, Shapes shapes);
    }

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(kind.listing(call, model.toString(), pathPrefix.apply(call.input())));
    }

    @Override
    public O handle(Authorized<I> request) {
        String prefix = Objects.requireNonNullElse(pathPrefix.apply(request.input()), "/");
        Part<T, T> all = new Part<>(
                "",
                request.view().under(kind.table(), request.account() + "/"),
                entity -> path.apply(entity).startsWith(prefix),
                entity -> entity);
        return output.of(paging.of(request.input(), all), Shapes.of(request.view(), parts));
    }
}
