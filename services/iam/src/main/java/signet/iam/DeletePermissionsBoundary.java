package signet.iam;

import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PolicyHolder;
import signet.model.OperationModel;
import signet.model.Unit;

/** DeleteUserPermissionsBoundary, DeleteRolePermissionsBoundary: nothing happens where none is set. */
record DeletePermissionsBoundary<I, H extends PolicyHolder>(
        OperationModel<I, Unit> model, Parts parts, Bounded<H> bounded, Function<I, String> name)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        return Accesses.of(bounded.holder().kind().access(call, model.toString(), name.apply(call.input())));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        return parts.state().write(tx -> {
            H entity = bounded.holder().writable(tx, request.account(), name.apply(request.input()));
            bounded.holder().put(tx, bounded.withBoundary().apply(entity, null));
            return Unit.VALUE;
        });
    }
}
