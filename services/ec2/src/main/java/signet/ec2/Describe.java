package signet.ec2;

import signet.authz.Accesses;
import signet.authz.Call;
import signet.authz.Operation;

/**
 * An operation without resource-level permissions, as all Describe operations of EC2 are.
 *
 * @param <I> its input
 * @param <O> its output
 */
interface Describe<I, O> extends Operation<I, O> {
    @Override
    default Accesses accesses(Call<I> call) {
        return Accesses.of(Ec2Call.of(call).access(model().name()));
    }
}
