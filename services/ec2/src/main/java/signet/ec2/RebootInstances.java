package signet.ec2;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.fleet.Instance;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.RebootInstancesInput;

/** Restarts running instances; nothing of what is recorded of them changes. */
final class RebootInstances implements Operation<RebootInstancesInput, Unit> {
    private final Fleet fleet;

    RebootInstances(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public OperationModel<RebootInstancesInput, Unit> model() {
        return Ec2Operations.REBOOT_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<RebootInstancesInput> call) {
        return InstanceAccesses.of(
                Ec2Call.of(call), model().name(), call.input().instanceIds());
    }

    @Override
    public Unit handle(Authorized<RebootInstancesInput> request) {
        List<Instance> instances =
                Instances.find(Ec2Call.of(request), request.input().instanceIds());
        for (Instance instance : instances) {
            if (instance.state().code() != Instance.Code.RUNNING) {
                throw Errors.wrongState(instance.id(), "rebooted");
            }
        }
        instances.forEach(fleet::reboot);
        return Unit.VALUE;
    }
}
