package signet.identity;

import java.time.Instant;

/**
 * The record of a service-linked role's deletion, by which its outcome can be asked for afterwards.
 *
 * @param taskId {@code task/aws-service-role/<service>/<role>/<uuid>}
 */
public record RoleDeletion(String account, String taskId, Instant finished) {}
