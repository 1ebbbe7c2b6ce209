package signet.identity;

import java.util.List;

/**
 * The record of a service-linked role's deletion that failed, as the role was in use.
 *
 * @param taskId {@code task/aws-service-role/<service>/<role>/<uuid>}
 * @param uses what it was used for then
 */
public record FailedRoleDeletion(String account, String taskId, List<RoleUse> uses) {
    public FailedRoleDeletion {
        uses = List.copyOf(uses);
    }
}
