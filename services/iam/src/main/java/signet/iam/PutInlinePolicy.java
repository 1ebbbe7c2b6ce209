package signet.iam;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PolicyHolder;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamErrors;

/** PutUserPolicy, PutGroupPolicy, PutRolePolicy: makes an inline policy, or replaces it. */
record PutInlinePolicy<I, H extends PolicyHolder>(
        OperationModel<I, Unit> model, Parts parts, Holder<H> holder, InlineName<I> names, Function<I, String> document)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(
                holder.kind().access(call, model.toString(), names.holder().apply(call.input())));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        I input = request.input();
        Documents.checkIdentity(document.apply(input));
        return parts.state().write(tx -> {
            H entity = holder.writable(tx, request.account(), names.holder().apply(input));
            SortedMap<String, String> inline = new TreeMap<>(entity.inline());
            inline.put(names.policy().apply(input), document.apply(input));
            checkSize(entity, inline);
            holder.put(tx, holder.withInline().apply(entity, inline));
            return Unit.VALUE;
        });
    }

    private void checkSize(H entity, SortedMap<String, String> inline) {
        int size = inline.values().stream().mapToInt(Documents::size).sum();
        int limit = holder.inlineSize().limit();
        if (size > limit) {
            throw IamErrors.limitExceeded("Maximum policy size of " + limit + " bytes exceeded for "
                    + holder.kind().noun() + " " + entity.name());
        }
    }
}
