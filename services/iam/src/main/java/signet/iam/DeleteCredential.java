package signet.iam;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;

/** DeleteSSHPublicKey, DeleteSigningCertificate, DeleteServiceSpecificCredential. */
record DeleteCredential<I, T>(
        OperationModel<I, Unit> model,
        Parts parts,
        UserCredential<T> kind,
        Function<I, @Nullable String> userName,
        Function<I, String> id)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        return kind.access(call, model.toString(), userName.apply(call.input()), id.apply(call.input()));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        I input = request.input();
        return parts.state().write(tx -> {
            kind.get(tx, request.caller(), userName.apply(input), id.apply(input));
            tx.delete(kind.table(), id.apply(input));
            return Unit.VALUE;
        });
    }
}
