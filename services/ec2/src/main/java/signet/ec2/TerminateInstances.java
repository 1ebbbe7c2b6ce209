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
import signet.model.ec2.TerminateInstancesInput;
import signet.model.ec2.TerminateInstancesOutput;
import signet.snapshot.State;

/** Ends instances for good, and removes their disks. */
final class TerminateInstances implements Operation<TerminateInstancesInput, TerminateInstancesOutput> {
    private final StateChanges changes;
    private final Fleet fleet;

    TerminateInstances(State state, Fleet fleet) {
        this.changes = new StateChanges(state);
        this.fleet = fleet;
    }

    @Override
    public OperationModel<TerminateInstancesInput, TerminateInstancesOutput> model() {
        return Ec2Operations.TERMINATE_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<TerminateInstancesInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return InstanceAccesses.of(ec2, model().name(), call.input().instanceIds());
    }

    @Override
    public TerminateInstancesOutput handle(Authorized<TerminateInstancesInput> request) {
        List<StateChanges.Changed> done = changes.change(
                Ec2Call.of(request), request.input().instanceIds(), instance -> ended(instance, request));
        done.stream().filter(StateChanges.Changed::moved).forEach(changed -> fleet.terminate(changed.after()));
        return new TerminateInstancesOutput(
                done.stream().map(StateChanges.Changed::answer).toList());
    }

    private static Instance ended(Instance instance, Authorized<TerminateInstancesInput> request) {
        if (instance.terminationProtected()) {
            throw Errors.of(
                    "OperationNotPermitted",
                    "The instance '" + instance.id()
                            + "' may not be terminated. Modify its 'disableApiTermination' instance attribute and try"
                            + " again.");
        }
        return switch (instance.state().code()) {
            case PENDING, RUNNING, STOPPING, STOPPED ->
                StateChanges.byUser(instance, Code.SHUTTING_DOWN, request.time());
            case SHUTTING_DOWN, TERMINATED -> instance;
        };
    }
}
