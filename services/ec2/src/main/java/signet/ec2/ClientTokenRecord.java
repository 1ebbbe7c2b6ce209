package signet.ec2;

import java.time.Instant;

/**
 * A client token of RunInstances: the same request again gets the same instances.
 *
 * @param request a digest of the request's parameters
 */
record ClientTokenRecord(
        String account, String region, String token, String request, String reservationId, Instant used) {
    String key() {
        return account + "/" + region + "/" + token;
    }
}
