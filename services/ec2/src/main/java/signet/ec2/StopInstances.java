package signet.ec2;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.fleet.Instance;
import signet.fleet.Instance.Code;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.StopInstancesInput;
import signet.model.ec2.StopInstancesOutput;
import signet.snapshot.State;

/** Stops running instances; their disks stay. */
final class StopInstances implements Operation<StopInstancesInput, StopInstancesOutput> {
    private final StateChanges changes;
    private final Fleet fleet;

    StopInstances(State state, Fleet fleet) {
        this.changes = new StateChanges(state);
        this.fleet = fleet;
    }

    @Override
    public OperationModel<StopInstancesInput, StopInstancesOutput> model() {
        return Ec2Operations.STOP_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<StopInstancesInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return InstanceAccesses.of(ec2, model().name(), call.input().instanceIds());
    }

    @Override
    public StopInstancesOutput handle(Authorized<StopInstancesInput> request) {
        List<StateChanges.Changed> done = changes.change(
                Ec2Call.of(request), request.input().instanceIds(), instance -> stopped(instance, request));
        done.stream().filter(StateChanges.Changed::moved).forEach(changed -> fleet.stop(changed.after()));
        return new StopInstancesOutput(
                done.stream().map(StateChanges.Changed::answer).toList());
    }

    private static Instance stopped(Instance instance, Authorized<StopInstancesInput> request) {
        if (instance.settings().stopProtected()) {
            throw Errors.of(
                    "OperationNotPermitted",
                    "The instance '" + instance.id()
                            + "' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.");
        }
        if (instance.launch().spot()) {
            throw Errors.unsupported("You can't stop the Spot Instance '" + instance.id()
                    + "' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances"
                    + " associated with persistent Spot Instance requests.");
        }
        return switch (instance.state().code()) {
            case RUNNING -> StateChanges.byUser(instance, Code.STOPPING, request.time());
            case STOPPING, STOPPED -> instance;
            case PENDING, SHUTTING_DOWN, TERMINATED -> throw Errors.wrongState(instance.id(), "stopped");
        };
    }
}
