package signet.iam;

import java.util.function.BiFunction;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PolicyHolder;
import signet.model.OperationModel;

/**
 * GetUserPolicy, GetGroupPolicy, GetRolePolicy.
 *
 * @param output the answer, from the entity and a policy's name and encoded document
 */
record GetInlinePolicy<I, O, H extends PolicyHolder>(
        OperationModel<I, O> model, Holder<H> holder, InlineName<I> names, BiFunction<H, Inline, O> output)
        implements Operation<I, O> {

    /** An inline policy as answers show it. */
    record Inline(String name, String encoded) {}

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(
                holder.kind().access(call, model.toString(), names.holder().apply(call.input())));
    }

    @Override
    public O handle(Authorized<I> request) {
        I input = request.input();
        H entity = holder.get(request.view(), request.account(), names.holder().apply(input));
        String document = names.documentIn(entity, input, holder.kind().noun());
        return output.apply(entity, new Inline(names.policy().apply(input), Percent.encode(document)));
    }
}
