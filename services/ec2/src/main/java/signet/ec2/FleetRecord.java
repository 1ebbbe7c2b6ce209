package signet.ec2;

import java.time.Instant;
import java.util.List;
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

    FleetRecord {
        launched = List.copyOf(launched);
        errors = List.copyOf(errors);
    }

    String key() {
        return account + "/" + region + "/" + id;
    }

    FleetRecord in(String next) {
        return new FleetRecord(account, region, id, next, created, asked, launched, errors);
    }
}
