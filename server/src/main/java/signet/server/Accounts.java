package signet.server;

import java.math.BigInteger;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.AccountContact;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.snapshot.State;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** The accounts of an installation. The first is the operator's, whose root user makes the others. */
final class Accounts {
    private static final Comparator<Account> BY_AGE =
            Comparator.comparing(Account::created).thenComparing(Account::id);

    private final State state;
    private final Ids ids;
    private final Clock clock;

    Accounts(State state, Ids ids, Clock clock) {
        this.state = state;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the operator asks for; null for what is left to Signet or left out. */
    record Wanted(
            @Nullable String id,
            @Nullable String name,
            @Nullable String email) {}

    /** An account, what the operator said about it, and the oldest access key of its root user if there is one. */
    record Entry(
            Account account,
            AccountContact contact,
            @Nullable AccessKey root) {}

    /**
     * Makes an account and its root user's access key.
     *
     * @throws AwsError if its id or address is another's
     */
    Entry create(Wanted wanted) {
        return state.write(tx -> {
            String id = Optional.ofNullable(wanted.id()).orElseGet(() -> freeId(tx));
            if (tx.get(Tables.ACCOUNTS, id).isPresent()) {
                throw AwsError.of("AccountAlreadyExists", 409, "There is an account " + id + " already.");
            }
            refuseSharedAddress(tx, wanted.email());
            Account account = new Account(id, null, clock.instant());
            AccountContact contact = new AccountContact(id, wanted.name(), wanted.email());
            AccessKey key = new AccessKey(ids.accessKeyId("AKIA", id), ids.secret(), id, id, true, account.created());
            tx.put(Tables.ACCOUNTS, id, account);
            tx.put(Tables.ACCOUNT_CONTACTS, id, contact);
            tx.put(Tables.ACCESS_KEYS, key.id(), key);
            return new Entry(account, contact, key);
        });
    }

    /** Every account, the first one first. */
    static List<Entry> all(View view) {
        return view.under(Tables.ACCOUNTS, "").values().stream()
                .sorted(BY_AGE)
                .map(account -> new Entry(account, contact(view, account), rootKey(view, account)))
                .toList();
    }

    /** The operator's account; empty before the first start. */
    static Optional<Account> first(View view) {
        return view.under(Tables.ACCOUNTS, "").values().stream().min(BY_AGE);
    }

    /** An id that no account has. */
    String freeId(View view) {
        String id = randomId();
        return view.get(Tables.ACCOUNTS, id).isPresent() ? freeId(view) : id;
    }

    private String randomId() {
        long number = new BigInteger(1, ids.bytes(8))
                .mod(BigInteger.valueOf(900_000_000_000L))
                .longValue();
        return Long.toString(100_000_000_000L + number);
    }

    private static void refuseSharedAddress(Transaction tx, @Nullable String email) {
        if (email != null
                && tx.findOne(Tables.ACCOUNT_CONTACTS_BY_EMAIL, email.toLowerCase(Locale.ROOT))
                        .isPresent()) {
            throw AwsError.of("EmailAlreadyExists", 409, "Another account has the address " + email + ".");
        }
    }

    private static AccountContact contact(View view, Account account) {
        return view.get(Tables.ACCOUNT_CONTACTS, account.id())
                .orElseGet(() -> new AccountContact(account.id(), null, null));
    }

    /** The oldest access key of an account's root user, null if there is none. */
    static @Nullable AccessKey rootKey(View view, Account account) {
        return view.find(Tables.ACCESS_KEYS_BY_OWNER, account.id()).stream()
                .min(Comparator.comparing(AccessKey::created).thenComparing(AccessKey::id))
                .orElse(null);
    }
}
