package signet.server;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signet.iam.LastUses;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.AccountContact;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.importing.AccountImport;
import signet.importing.AccountReader;
import signet.importing.AccountRecord;
import signet.importing.BucketReader;
import signet.importing.BucketRecord;
import signet.importing.Fault;
import signet.importing.Findings;
import signet.importing.OrganizationImport;
import signet.importing.OrganizationReader;
import signet.importing.OrganizationRecord;
import signet.importing.SourceFile;
import signet.model.AwsError;
import signet.s3.RecordedBuckets;
import signet.snapshot.Transaction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Makes accounts out of what AWS recorded of them: all of an account in one change, or nothing. */
final class Imports {
    static final String FAULTS = "Faults";

    private final Core core;
    private final JsonMapper json = new JsonMapper();

    Imports(Core core) {
        this.core = core;
    }

    /**
     * What is asked for.
     *
     * @param details what GetAccountAuthorizationDetails told
     * @param buckets bucket policies
     * @param organization null for none
     * @param replace whether an account that is there is replaced
     * @param keepGoing whether faults that deny are passed over
     */
    record Wanted(
            List<SourceFile> details,
            List<SourceFile> buckets,
            @Nullable SourceFile organization,
            boolean replace,
            boolean keepGoing,
            @Nullable String name,
            @Nullable String email) {
        Wanted {
            details = List.copyOf(details);
            buckets = List.copyOf(buckets);
        }
    }

    /**
     * What became of it.
     *
     * @param summary how much there is of what
     * @param passedOver the faults that were passed over
     * @param notes what should be known
     */
    record Done(Accounts.Entry entry, String summary, List<Fault> passedOver, List<String> notes) {
        Done {
            passedOver = List.copyOf(passedOver);
            notes = List.copyOf(notes);
        }
    }

    /** The files, read. */
    private record Read(
            AccountRecord account,
            List<BucketRecord> buckets,
            @Nullable OrganizationRecord organization) {}

    /**
     * Imports an account.
     *
     * @throws AwsError if it is there already, or cannot be imported; then nothing has changed
     */
    Done carryOut(Wanted wanted) {
        Findings findings = new Findings();
        Read read = read(wanted, findings);
        refuse(findings, wanted);
        String id = read.account().account();
        Accounts.Entry entry = core.state().write(tx -> {
            Optional<Account> present = tx.get(Tables.ACCOUNTS, id);
            refusePresent(tx, id, present.isPresent(), wanted);
            Accounts.Entry written = account(tx, id, present.orElse(null), wanted);
            new AccountImport(read.account(), core.permissions().awsManaged(), findings).write(tx);
            read.account().lastUses().forEach(use -> LastUses.recorded(tx, use.roleId(), use.region(), use.time()));
            buckets(tx, read, findings);
            if (read.organization() != null) {
                new OrganizationImport(read.organization(), findings).write(tx, id, wanted.replace());
            }
            refuse(findings, wanted);
            return written;
        });
        return new Done(
                entry,
                read.account().summary() + ", " + read.buckets().size() + " buckets",
                findings.faults(),
                findings.notes());
    }

    private Read read(Wanted wanted, Findings findings) {
        AccountRecord account = AccountReader.read(wanted.details(), findings);
        List<BucketRecord> buckets = BucketReader.read(wanted.buckets(), findings);
        Optional<OrganizationRecord> organization = wanted.organization() == null
                ? Optional.empty()
                : OrganizationReader.read(wanted.organization(), core.clock().instant(), findings);
        return new Read(account, buckets, organization.orElse(null));
    }

    private void refuse(Findings findings, Wanted wanted) {
        List<Fault> faults = findings.refusing(wanted.keepGoing());
        if (!faults.isEmpty()) {
            throw AwsError.of(
                            "ImportRefused",
                            400,
                            "Nothing was imported: the files have " + faults.size()
                                    + (faults.size() == 1 ? " fault." : " faults."))
                    .with(FAULTS, shown(faults).toString());
        }
    }

    /** Faults as JSON. */
    ArrayNode shown(List<Fault> faults) {
        ArrayNode list = json.createArrayNode();
        faults.forEach(fault -> list.addObject()
                .put("file", fault.file())
                .put("entity", fault.entity())
                .put("reason", fault.reason())
                .put("deniesAll", fault.deniesAll()));
        return list;
    }

    private static void refusePresent(Transaction tx, String id, boolean present, Wanted wanted) {
        if (Accounts.first(tx).filter(first -> first.id().equals(id)).isPresent()) {
            throw AwsError.of(
                    "AccountAlreadyExists",
                    409,
                    "The account " + id + " is the operator's own, which no import replaces: import into a server whose"
                            + " first account is another.");
        }
        if (present && !wanted.replace()) {
            throw AwsError.of(
                    "AccountAlreadyExists",
                    409,
                    "There is an account " + id + " already: --replace puts what the files have in the place of its"
                            + " users, groups, roles and policies.");
        }
    }

    /** It is as young as any: the oldest account is the operator's, whatever dates are in the files. */
    private Accounts.Entry account(Transaction tx, String id, @Nullable Account present, Wanted wanted) {
        Ids ids = core.ids();
        Instant now = core.clock().instant();
        Account account = present == null ? new Account(id, null, now) : present;
        AccountContact known = tx.get(Tables.ACCOUNT_CONTACTS, id).orElseGet(() -> new AccountContact(id, null, null));
        AccountContact contact = new AccountContact(
                id,
                wanted.name() == null ? known.name() : wanted.name(),
                wanted.email() == null ? known.email() : wanted.email());
        refuseSharedAddress(tx, contact);
        AccessKey key = Accounts.rootKey(tx, account);
        if (key == null) {
            key = new AccessKey(ids.accessKeyId("AKIA", id), ids.secret(), id, id, true, now);
            tx.put(Tables.ACCESS_KEYS, key.id(), key);
        }
        tx.put(Tables.ACCOUNTS, id, account);
        tx.put(Tables.ACCOUNT_CONTACTS, id, contact);
        return new Accounts.Entry(account, contact, key);
    }

    private static void refuseSharedAddress(Transaction tx, AccountContact contact) {
        String email = contact.email();
        boolean shared = email != null
                && tx.find(Tables.ACCOUNT_CONTACTS_BY_EMAIL, email.toLowerCase(Locale.ROOT)).stream()
                        .anyMatch(other -> !other.account().equals(contact.account()));
        if (shared) {
            throw AwsError.of("EmailAlreadyExists", 409, "Another account has the address " + email + ".");
        }
    }

    private void buckets(Transaction tx, Read read, Findings findings) {
        String account = read.account().account();
        Instant now = core.clock().instant();
        for (BucketRecord bucket : read.buckets()) {
            Instant created = bucket.created() == null ? now : bucket.created();
            boolean written = RecordedBuckets.put(
                    tx,
                    new RecordedBuckets.Bucket(
                            bucket.name(),
                            account,
                            created,
                            bucket.stored(tx, account, findings),
                            bucket.tags(),
                            bucket.blocked()),
                    core.ids());
            if (!written) {
                findings.refuse(bucket.file(), "bucket " + bucket.name(), "is another account's on this server");
            }
        }
        Set<String> named = read.buckets().stream().map(BucketRecord::name).collect(Collectors.toSet());
        RecordedBuckets.names(tx, account).stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> findings.note("bucket " + name
                        + " is in the account and not among the files: it stays as it is, with its policy"));
    }
}
