package signet.ec2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import signet.model.ec2.LaunchSpecification;

/**
 * A one-time request for a Spot instance. There is always capacity here, so it was fulfilled when it was made.
 *
 * @param id {@code sir-…}
 * @param instanceId the instance that fulfils it
 * @param maxPrice as it was asked for, null when it was not
 * @param cancelled when it was cancelled, null if it was not
 * @param specification what was launched
 */
record SpotRequestRecord(
        String account,
        String region,
        String id,
        String instanceId,
        String zone,
        @Nullable String maxPrice,
        Instant created,
        @Nullable Instant cancelled,
        LaunchSpecification specification) {
    String key() {
        return account + "/" + region + "/" + id;
    }

    SpotRequestRecord cancelledAt(Instant time) {
        return new SpotRequestRecord(account, region, id, instanceId, zone, maxPrice, created, time, specification);
    }
}
