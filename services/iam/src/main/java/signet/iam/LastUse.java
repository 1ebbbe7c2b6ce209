package signet.iam;

import java.time.Instant;

/**
 * One use of an access key or a role.
 *
 * @param id the access key id, or the role's unique id
 * @param service the service's signing name
 * @param region the region that the request was sent to
 * @param time to the second
 */
public record LastUse(String id, String service, String region, Instant time) {}
