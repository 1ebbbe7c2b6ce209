package signet.server;

import signet.authz.Accesses;
import signet.authz.Call;

/** A question about the principal that {@code who} names: whoever may simulate it may ask. */
interface PrincipalQuestion extends Question {
    /** Who may ask. */
    AskingRights rights();

    @Override
    default String name() {
        return "SimulatePrincipalPolicy";
    }

    @Override
    default Accesses accesses(Call<Asked> call) {
        return rights().about(call, "iam:SimulatePrincipalPolicy");
    }
}
