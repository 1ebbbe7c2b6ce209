package signet.iam;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.snapshot.View;

/**
 * ListSSHPublicKeys, ListSigningCertificates: those of one user.
 *
 * @param output the answer, from a page and the name of the user
 */
record ListCredentials<I, O, T>(
        OperationModel<I, O> model,
        UserCredential<T> kind,
        Function<I, @Nullable String> userName,
        Paging<I> paging,
        Listing<O, T> output)
        implements Operation<I, O> {

    /** Makes the answer. */
    interface Listing<O, T> {
        O of(Page<T> page, String userName);
    }

    @Override
    public Accesses accesses(Call<I> call) {
        return SelfAccess.to(call, model.toString(), userName.apply(call.input()));
    }

    @Override
    public O handle(Authorized<I> request) {
        I input = request.input();
        View view = request.view();
        String owner = UserCredential.ownerId(view, request.caller(), userName.apply(input));
        Page<T> page = paging.of(input, kind.all(view, request.caller(), userName.apply(input)), kind.id());
        return output.of(page, UserCredential.ownerName(view, request.account(), owner));
    }
}
