package signet.iam;

import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PolicyHolder;
import signet.model.OperationModel;
import signet.model.Unit;

/** PutUserPermissionsBoundary, PutRolePermissionsBoundary: sets the boundary, or replaces it. */
record PutPermissionsBoundary<I, H extends PolicyHolder>(
        OperationModel<I, Unit> model,
        Parts parts,
        Bounded<H> bounded,
        Function<I, String> name,
        Function<I, String> arn)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(bounded.holder()
                .kind()
                .access(call, model.toString(), name.apply(call.input()))
                .with(ConditionKeys.ofBoundary(arn.apply(call.input()))));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        String boundary = arn.apply(request.input());
        return parts.state().write(tx -> {
            H entity = bounded.holder().writable(tx, request.account(), name.apply(request.input()));
            new Policies(parts.permissions()).checkBoundary(tx, request.account(), boundary);
            bounded.holder().put(tx, bounded.withBoundary().apply(entity, boundary));
            return Unit.VALUE;
        });
    }
}
