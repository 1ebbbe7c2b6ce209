package signet.iam;

import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PolicyHolder;
import signet.model.OperationModel;

/** ListUserPolicies, ListGroupPolicies, ListRolePolicies: the names of inline policies. */
record ListInlinePolicies<I, O, H extends PolicyHolder>(
        OperationModel<I, O> model,
        Holder<H> holder,
        Function<I, String> name,
        Paging<I> paging,
        Function<Page<String>, O> output)
        implements Operation<I, O> {

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(holder.kind().access(call, model.toString(), name.apply(call.input())));
    }

    @Override
    public O handle(Authorized<I> request) {
        H entity = holder.get(request.view(), request.account(), name.apply(request.input()));
        return output.apply(paging.of(request.input(), entity.inline().keySet(), policy -> policy));
    }
}
