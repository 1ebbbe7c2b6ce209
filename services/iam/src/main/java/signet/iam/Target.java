package signet.iam;

import signet.authz.Access;
import signet.authz.Call;
import signet.model.AwsError;
import signet.snapshot.Table;
import signet.snapshot.View;

/**
 * A kind of entity that requests name, by name or by ARN: how to find it and how to ask for access to it.
 *
 * @param <T> the entity
 */
interface Target<T> {
    /** Where the entities are kept. */
    Table<T> table();

    /** The entity's key in the table. */
    String keyOf(T entity);

    /**
     * The entity that the account calls so.
     *
     * @throws AwsError NoSuchEntity if there is none
     */
    T get(View view, String account, String id);

    /** Access to the entity, which a denial words as AWS does for this kind: {@code role NAME}. */
    Access access(Call<?> call, String action, String id);

    /** Access to the entity, which a denial names by its ARN. */
    Access accessByArn(Call<?> call, String action, String id);
}
