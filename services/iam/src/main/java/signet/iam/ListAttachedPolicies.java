package signet.iam;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PolicyHolder;
import signet.model.OperationModel;
import signet.model.iam.AttachedPolicy;

/** ListAttachedUserPolicies, ListAttachedGroupPolicies, ListAttachedRolePolicies. */
record ListAttachedPolicies<I, O, H extends PolicyHolder>(
        OperationModel<I, O> model,
        Holder<H> holder,
        Function<I, String> name,
        Function<I, @Nullable String> pathPrefix,
        Paging<I> paging,
        Function<Page<AttachedPolicy>, O> output)
        implements Operation<I, O> {

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(holder.kind().access(call, model.toString(), name.apply(call.input())));
    }

    @Override
    public O handle(Authorized<I> request) {
        H entity = holder.get(request.view(), request.account(), name.apply(request.input()));
        String prefix = Objects.requireNonNullElse(pathPrefix.apply(request.input()), "/");
        List<String> arns = entity.attached().stream()
                .filter(arn -> arn.split(":", 6)[5].startsWith("policy" + prefix))
                .sorted()
                .toList();
        Page<String> page = paging.of(request.input(), arns, arn -> arn);
        return output.apply(
                new Page<>(page.items().stream().map(Shapes::attached).toList(), page.marker()));
    }
}
