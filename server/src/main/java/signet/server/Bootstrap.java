package signet.server;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.snapshot.State;
import signet.snapshot.Transaction;

/** The first account and its root user's access key: made at the first start, found again at every other. */
final class Bootstrap {
    private final State state;
    private final Ids ids;
    private final Clock clock;

    Bootstrap(State state, Ids ids, Clock clock) {
        this.state = state;
        this.ids = ids;
        this.clock = clock;
    }

    /** The account and key to tell the operator about. */
    record Root(Account account, AccessKey key) {}

    Root ensure(Configuration configuration) {
        return state.write(tx -> {
            Account account = account(tx, configuration);
            return new Root(account, key(tx, account, configuration));
        });
    }

    private Account account(Transaction tx, Configuration configuration) {
        String wanted = configuration.accountId();
        Optional<Account> first = Accounts.first(tx);
        if (first.isEmpty()) {
            String id = wanted == null ? new Accounts(state, ids, clock).freeId(tx) : wanted;
            Account account = new Account(id, null, clock.instant());
            tx.put(Tables.ACCOUNTS, id, account);
            return account;
        }
        return first.filter(account -> wanted == null || account.id().equals(wanted))
                .orElseThrow(() -> new InvalidSettingException("the data directory belongs to account "
                        + first.get().id() + ", not " + wanted + "; leave --account-id out or choose another --data"));
    }

    private AccessKey key(Transaction tx, Account account, Configuration configuration) {
        List<AccessKey> existing = tx.find(Tables.ACCESS_KEYS_BY_OWNER, account.id());
        Configuration.RootCredentials given = configuration.rootCredentials();
        if (given == null && !existing.isEmpty()) {
            return existing.getFirst();
        }
        if (given != null && isInForce(tx, account, given)) {
            return tx.get(Tables.ACCESS_KEYS, given.accessKeyId()).orElseThrow();
        }
        String id = given == null ? ids.accessKeyId("AKIA", account.id()) : given.accessKeyId();
        String secret = given == null ? ids.secret() : given.secretAccessKey();
        AccessKey key = new AccessKey(id, secret, account.id(), account.id(), true, clock.instant());
        boolean taken = tx.get(Tables.ACCESS_KEYS, id)
                .filter(other -> !other.owner().equals(account.id()))
                .isPresent();
        if (taken) {
            throw new InvalidSettingException("the root access key id " + id + " is somebody else's; choose another");
        }
        existing.forEach(old -> tx.delete(Tables.ACCESS_KEYS, old.id()));
        tx.put(Tables.ACCESS_KEYS, id, key);
        return key;
    }

    /** The key that is given at every start is left alone, and with it others that the root user has made since. */
    private static boolean isInForce(Transaction tx, Account account, Configuration.RootCredentials given) {
        return tx.get(Tables.ACCESS_KEYS, given.accessKeyId())
                .filter(key -> key.owner().equals(account.id()))
                .filter(AccessKey::active)
                .filter(key -> key.secret().equals(given.secretAccessKey()))
                .isPresent();
    }
}
