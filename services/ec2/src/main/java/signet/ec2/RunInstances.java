package signet.ec2;

import java.util.List;
import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.fleet.Instance;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Reservation;
import signet.model.ec2.RunInstancesInput;
import signet.snapshot.State;

/** Launches instances: records them as pending, and then has the fleet boot them. */
final class RunInstances implements Operation<RunInstancesInput, Reservation> {
    private final State state;
    private final Fleet fleet;
    private final Launcher launcher;
    private final LaunchPlanner planner;
    private final Catalogue catalogue;

    RunInstances(State state, Fleet fleet, Launcher launcher, Catalogue catalogue) {
        this.state = state;
        this.fleet = fleet;
        this.launcher = launcher;
        this.planner = new LaunchPlanner(catalogue);
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<RunInstancesInput, Reservation> model() {
        return Ec2Operations.RUN_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<RunInstancesInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return Accesses.of(LaunchAccesses.run(ec2, planner.plan(ec2, call.input())));
    }

    @Override
    public Reservation handle(Authorized<RunInstancesInput> request) {
        Ec2Call call = Ec2Call.of(request);
        LaunchPlan plan = planner.plan(call, request.input());
        MetadataSettings.checkTagKeys(
                plan.metadata(), plan.settings().tagsOf("instance").keySet());
        Launcher.Order order = Launcher.Order.of(request);
        List<Instance> launched = state.write(tx -> {
            Ec2Call now = call.on(tx);
            return order.before(now).orElseGet(() -> launcher.launch(tx, now, plan, order));
        });
        launched.forEach(fleet::start);
        InstanceAnswers answers = new InstanceAnswers(call.on(state.current()), catalogue);
        return Reservation.builder()
                .reservationId(
                        Objects.requireNonNull(launched.getFirst().launch().reservationId()))
                .ownerId(call.account())
                .groups(List.of())
                .instances(launched.stream().map(answers::of).toList())
                .build();
    }
}
