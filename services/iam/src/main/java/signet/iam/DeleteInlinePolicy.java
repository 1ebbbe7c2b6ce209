package signet.iam;

import java.util.SortedMap;
import java.util.TreeMap;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PolicyHolder;
import signet.model.OperationModel;
import signet.model.Unit;

/** DeleteUserPolicy, DeleteGroupPolicy, DeleteRolePolicy. */
record DeleteInlinePolicy<I, H extends PolicyHolder>(
        OperationModel<I, Unit> model, Parts parts, Holder<H> holder, InlineName<I> names)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(
                holder.kind().access(call, model.toString(), names.holder().apply(call.input())));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        I input = request.input();
        return parts.state().write(tx -> {
            H entity = holder.writable(tx, request.account(), names.holder().apply(input));
            names.documentIn(entity, input, holder.kind().noun());
            SortedMap<String, String> inline = new TreeMap<>(entity.inline());
            inline.remove(names.policy().apply(input));
            holder.put(tx, holder.withInline().apply(entity, inline));
            return Unit.VALUE;
        });
    }
}
