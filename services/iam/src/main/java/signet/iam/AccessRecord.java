package signet.iam;

import java.time.Instant;

/**
 * The last attempt of a root user, user or role to do something, whether it was allowed or not.
 *
 * @param entity the unique id of the user or role; the account's id for its root user
 * @param arn the entity's ARN then
 * @param action such as {@code s3:GetObject}
 * @param region the region that the request was sent to
 * @param time to the second
 */
public record AccessRecord(String account, String entity, String arn, String action, String region, Instant time) {
    /** The key in {@link IamTables#ACCESSES}. */
    String key() {
        return prefix(account, entity) + action;
    }

    /** What the keys of an entity's records begin with. */
    static String prefix(String account, String entity) {
        return account + "/" + entity + "/";
    }

    /** The prefix of the action's service, such as {@code s3}. */
    String service() {
        return action.substring(0, action.indexOf(':'));
    }
}
