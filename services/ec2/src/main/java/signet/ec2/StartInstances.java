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
import signet.model.ec2.StartInstancesInput;
import signet.model.ec2.StartInstancesOutput;
import signet.snapshot.State;

/** Starts stopped instances. No PassRole is asked for: the profile was handed over before. */
final class StartInstances implements Operation<StartInstancesInput, StartInstancesOutput> {
    private final StateChanges changes;
    private final Fleet fleet;

    StartInstances(State state, Fleet fleet) {
        this.changes = new StateChanges(state);
        this.fleet = fleet;
    }

    @Override
    public OperationModel<StartInstancesInput, StartInstancesOutput> model() {
        return Ec2Operations.START_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<StartInstancesInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return InstanceAccesses.of(ec2, model().name(), call.input().instanceIds());
    }

    @Override
    public StartInstancesOutput handle(Authorized<StartInstancesInput> request) {
        List<StateChanges.Changed> done = changes.change(
                Ec2Call.of(request), request.input().instanceIds(), instance -> started(instance, request));
        done.stream().filter(StateChanges.Changed::moved).forEach(changed -> fleet.start(changed.after()));
        return new StartInstancesOutput(
                done.stream().map(StateChanges.Changed::answer).toList());
    }

    private static Instance started(Instance instance, Authorized<StartInstancesInput> request) {
        return switch (instance.state().code()) {
            case PENDING, RUNNING -> instance;
            case STOPPED ->
                instance.in(new Instance.State(Code.PENDING, null, null, request.time()))
                        .with(relaunched(instance.launch(), request));
            case STOPPING, SHUTTING_DOWN, TERMINATED -> throw Errors.wrongState(instance.id(), "started");
        };
    }

    private static Instance.Launch relaunched(Instance.Launch launch, Authorized<StartInstancesInput> request) {
        return new Instance.Launch(
                launch.reservationId(),
                launch.index(),
                launch.imageId(),
                launch.instanceType(),
                launch.region(),
                launch.zone(),
                launch.keyName(),
                launch.publicKey(),
                launch.userData(),
                launch.clientToken(),
                request.time().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                launch.spotRequestId());
    }
}
