package signet.iam;

import signet.identity.AccessKey;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.View;

/** Access keys as IAM's answers and errors speak of them. */
final class AccessKeys {
    private AccessKeys() {}

    /**
     * A key of the given owner.
     *
     * @throws AwsError NoSuchEntity if there is no such key, or if it is another's
     */
    static AccessKey owned(View view, String id, String owner) {
        return view.get(Tables.ACCESS_KEYS, id)
                .filter(key -> key.owner().equals(owner))
                .orElseThrow(() -> IamErrors.noSuchEntity("The Access Key with id " + id + " cannot be found."));
    }

    /** The name that answers give with a key. */
    static String userName(View view, AccessKey key) {
        return key.ofRoot()
                ? "root"
                : view.findOne(Tables.USERS_BY_ID, key.owner()).map(User::name).orElse(key.owner());
    }

    static String status(AccessKey key) {
        return key.active() ? "Active" : "Inactive";
    }
}
