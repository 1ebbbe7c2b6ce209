package signet.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import signet.fleet.Instance;
import signet.model.ec2.CreateFleetError;
import signet.model.ec2.CreateFleetInput;
import signet.model.ec2.CreateFleetInstance;

/**
 * An EC2 Fleet of the kind {@code instant}: one launch of several sorts of instances, and what came of it.
 *
 * @param id {@code fleet-…}
 * @param state {@code active}, {@code deleted_terminating} while its instances end, and so on
 * @param asked the request
 */
record FleetRecord(
        String account,
        String region,
        String id,
        String state,
        Instant created,
        CreateFleetInput asked,
        List<CreateFleetInstance> launched,
        List<CreateFleetError> errors) {
    /** As in ARNs. */
    static final String TYPE = "fleet";
    /** The state of a fleet that was deleted while its instances end. */
    static final String ENDING = "deleted_terminating";

    FleetRecord {
        launched = List.copyOf(launched);
        errors = List.copyOf(errors);
    }

    String key() {
        return account + "/" + region + "/" + id;
    }

    /** The state as it is by now: a deleted fleet is gone once its instances are. */
    String stateIn(Ec2Call call) {
        return state.equals(ENDING) && hasEnded(call) ? "deleted" : state;
    }

    /** Whether none of its instances is left. */
    boolean hasEnded(Ec2Call call) {
        return launched.stream()
                .flatMap(some -> Objects.requireNonNullElse(some.instanceIds(), List.<String>of()).stream())
                .allMatch(id -> call.view()
                        .get(signet.fleet.Tables.INSTANCES, account + "/" + id)
                        .filter(instance -> instance.state().code() != Instance.Code.TERMINATED)
                        .isEmpty());
    }

    FleetRecord in(String next) {
        return new FleetRecord(account, region, id, next, created, asked, launched, errors);
    }
}
