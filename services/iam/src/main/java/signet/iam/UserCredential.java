package signet.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Call;
import signet.authz.Caller;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.policy.Context;
import signet.snapshot.Index;
import signet.snapshot.Table;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/**
 * One of the kinds of credential that users have several of, which can be made inactive and active again.
 *
 * @param owner the unique id of the user whose it is
 * @param keys the condition keys that an existing one brings into an access
 * @param missing the text of NoSuchEntity, from the id
 */
record UserCredential<T>(
        Table<T> table,
        Index<T> byOwner,
        Function<T, String> id,
        Function<T, String> owner,
        BiFunction<T, Boolean, T> withActive,
        Function<T, Context> keys,
        UnaryOperator<String> missing) {

    static final UserCredential<SshKey> SSH_KEY = new UserCredential<>(
            IamTables.SSH_KEYS,
            IamTables.SSH_KEYS_BY_OWNER,
            SshKey::id,
            SshKey::owner,
            SshKey::withActive,
            key -> Context.EMPTY,
            id -> "The Public Key with id " + id + " cannot be found.");

    static final UserCredential<UserCertificate> SIGNING_CERTIFICATE = new UserCredential<>(
            IamTables.SIGNING_CERTIFICATES,
            IamTables.SIGNING_CERTIFICATES_BY_OWNER,
            UserCertificate::id,
            UserCertificate::owner,
            UserCertificate::withActive,
            certificate -> Context.EMPTY,
            id -> "The Certificate with id " + id + " cannot be found.");

    static final UserCredential<ServiceCredential> OF_SERVICE = new UserCredential<>(
            IamTables.SERVICE_CREDENTIALS,
            IamTables.SERVICE_CREDENTIALS_BY_OWNER,
            ServiceCredential::id,
            ServiceCredential::owner,
            ServiceCredential::withActive,
            credential -> ServiceCredentials.keys(credential.service()),
            id -> "No such credential " + id + " exists");

    /** The access to one of a user's, who is the caller if the request names none. */
    Accesses access(Call<?> call, String action, @Nullable String userName, String credentialId) {
        Access access = SelfAccess.one(call, action, userName);
        return Accesses.of(call.view()
                .get(table, credentialId)
                .filter(found -> ofAccount(call.view(), found, call.caller().account()))
                .map(found -> access.with(keys.apply(found)))
                .orElse(access));
    }

    /**
     * One of a user's, who is the caller if the request names none.
     *
     * @throws AwsError NoSuchEntity if there is no such user, or no such credential of that user's
     */
    T get(View view, Caller caller, @Nullable String userName, String credentialId) {
        String ownerId = ownerId(view, caller, userName);
        return view.get(table, credentialId)
                .filter(found -> owner.apply(found).equals(ownerId))
                .orElseThrow(() -> IamErrors.noSuchEntity(missing.apply(credentialId)));
    }

    /** All of a user's, who is the caller if the request names none. */
    List<T> all(View view, Caller caller, @Nullable String userName) {
        return view.find(byOwner, ownerId(view, caller, userName));
    }

    void put(Transaction tx, T credential) {
        tx.put(table, id.apply(credential), credential);
    }

    boolean any(View view, User user) {
        return !view.find(byOwner, user.id()).isEmpty();
    }

    static String ownerId(View view, Caller caller, @Nullable String userName) {
        return Self.ownerId(view, caller.account(), Self.of(caller, userName));
    }

    /** An owner's name as answers give it. */
    static String ownerName(View view, String account, String ownerId) {
        return ownerId.equals(account)
                ? "root"
                : view.findOne(Tables.USERS_BY_ID, ownerId).map(User::name).orElse(ownerId);
    }

    static String status(boolean active) {
        return active ? "Active" : "Inactive";
    }

    private boolean ofAccount(View view, T credential, String account) {
        String ownerId = owner.apply(credential);
        Optional<User> user = view.findOne(Tables.USERS_BY_ID, ownerId);
        return ownerId.equals(account)
                || user.filter(found -> found.account().equals(account)).isPresent();
    }
}
