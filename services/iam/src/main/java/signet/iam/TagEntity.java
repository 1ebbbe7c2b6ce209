package signet.iam;

import java.util.List;
import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.Tag;

/** TagUser, TagRole, TagPolicy, TagInstanceProfile: sets tags, replacing those of the same key. */
record TagEntity<I, T>(
        OperationModel<I, Unit> model,
        Parts parts,
        Taggable<T> kind,
        Function<I, String> id,
        Function<I, List<Tag>> tags)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        I input = call.input();
        return Accesses.of(kind.target()
                .accessByArn(call, model.toString(), id.apply(input))
                .with(ConditionKeys.ofTags(tags.apply(input))));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        I input = request.input();
        return parts.state().write(tx -> {
            T entity = kind.writable(tx, request.account(), id.apply(input));
            T changed =
                    kind.withTags().apply(entity, kind.rule().merged(kind.tags().apply(entity), tags.apply(input)));
            tx.put(kind.target().table(), kind.target().keyOf(changed), changed);
            return Unit.VALUE;
        });
    }
}
