package signet.iam;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamErrors;

/** UpdateSSHPublicKey, UpdateSigningCertificate, UpdateServiceSpecificCredential: makes it inactive, or active again. */
record UpdateCredentialStatus<I, T>(
        OperationModel<I, Unit> model,
        Parts parts,
        UserCredential<T> kind,
        Function<I, @Nullable String> userName,
        Function<I, String> id,
        Function<I, String> status)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        return kind.access(call, model.toString(), userName.apply(call.input()), id.apply(call.input()));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        I input = request.input();
        return parts.state().write(tx -> {
            T found = kind.get(tx, request.caller(), userName.apply(input), id.apply(input));
            kind.put(tx, kind.withActive().apply(found, active(status.apply(input))));
            return Unit.VALUE;
        });
    }

    private static boolean active(String status) {
        return switch (status) {
            case "Active" -> true;
            case "Inactive" -> false;
            default -> throw IamErrors.invalidInput("The status can be set to Active or Inactive only.");
        };
    }
}
