package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.fleet.Instance;
import signet.fleet.Instance.Code;
import signet.model.OperationModel;
import signet.model.ec2.CreateFleetInstance;
import signet.model.ec2.DeleteFleetError;
import signet.model.ec2.DeleteFleetErrorItem;
import signet.model.ec2.DeleteFleetSuccessItem;
import signet.model.ec2.DeleteFleetsInput;
import signet.model.ec2.DeleteFleetsOutput;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;
import signet.snapshot.Transaction;

/** Deletes fleets, and terminates their instances: an instant fleet cannot be deleted without them. */
final class DeleteFleets implements Operation<DeleteFleetsInput, DeleteFleetsOutput> {
    private final State state;
    private final Fleet fleet;

    DeleteFleets(State state, Fleet fleet) {
        this.state = state;
        this.fleet = fleet;
    }

    @Override
    public OperationModel<DeleteFleetsInput, DeleteFleetsOutput> model() {
        return Ec2Operations.DELETE_FLEETS;
    }

    @Override
    public Accesses accesses(Call<DeleteFleetsInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        List<Access> all = call.input().fleetIds().stream()
                .distinct()
                .map(id -> ec2.access(
                        model().name(), ec2.arn(FleetRecord.TYPE, id), Tags.of(ec2.view(), ec2.account(), id)))
                .toList();
        if (all.isEmpty()) {
            throw Errors.missing("FleetId");
        }
        if (!call.input().terminateInstances()) {
            throw Errors.of(
                    "NoTerminateInstancesNotSupported",
                    "NoTerminateInstances is not supported for a fleet of type instant.");
        }
        return Accesses.of(all);
    }

    @Override
    public DeleteFleetsOutput handle(Authorized<DeleteFleetsInput> request) {
        Ec2Call call = Ec2Call.of(request);
        List<DeleteFleetSuccessItem> done = new ArrayList<>();
        List<DeleteFleetErrorItem> failed = new ArrayList<>();
        List<Instance> ending = new ArrayList<>();
        for (String id : request.input().fleetIds().stream().distinct().toList()) {
            Optional<String> before = state.write(tx -> delete(tx, call.on(tx), id, request, ending));
            before.ifPresentOrElse(
                    was -> done.add(new DeleteFleetSuccessItem(FleetRecord.ENDING, was, id)),
                    () -> failed.add(new DeleteFleetErrorItem(unknown(id), id)));
        }
        ending.forEach(fleet::terminate);
        return new DeleteFleetsOutput(done, failed);
    }

    private static DeleteFleetError unknown(String id) {
        boolean malformed = !id.matches("fleet-[0-9a-f-]{36}");
        return new DeleteFleetError(
                malformed ? "fleetIdMalformed" : "fleetIdDoesNotExist",
                malformed ? "Invalid id: \"" + id + "\"" : "The fleet ID '" + id + "' does not exist");
    }

    /** The state that the fleet was in; empty if there is none. */
    private static Optional<String> delete(
            Transaction tx, Ec2Call call, String id, Authorized<?> request, List<Instance> ending) {
        Optional<FleetRecord> found = tx.get(Tables.FLEETS, call.key(id));
        found.ifPresent(record -> {
            FleetRecord deleted = record.in(FleetRecord.ENDING);
            tx.put(Tables.FLEETS, deleted.key(), deleted);
            for (CreateFleetInstance launched : record.launched()) {
                for (String instance : Objects.requireNonNullElse(launched.instanceIds(), List.<String>of())) {
                    end(tx, call, instance, request).ifPresent(ending::add);
                }
            }
        });
        return found.map(FleetRecord::state);
    }

    private static Optional<Instance> end(Transaction tx, Ec2Call call, String id, Authorized<?> request) {
        Optional<Instance> ending = tx.get(signet.fleet.Tables.INSTANCES, call.account() + "/" + id)
                .filter(instance -> instance.state().code() != Code.TERMINATED
                        && instance.state().code() != Code.SHUTTING_DOWN)
                .map(instance -> StateChanges.byUser(instance, Code.SHUTTING_DOWN, request.time()));
        ending.ifPresent(instance -> tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance));
        return ending;
    }
}
