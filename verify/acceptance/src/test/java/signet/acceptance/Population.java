package signet.acceptance;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.CustomerPolicy;
import signet.identity.Ids;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.snapshot.State;
import signet.snapshot.Transaction;
import signet.store.embedded.EmbeddedStore;

/** Many users, roles and policies of the tests' account, written into a data directory before a server starts on it. */
final class Population {
    /** A user of the account who may do everything. */
    static final Keys PROBE = new Keys("AKIAPROBEOFTHECENSUS", "probe-secret-of-the-census-000000000000", null);

    /** A policy that every user has. */
    static final String COMMON_ARN = "arn:aws:iam::" + Signet.ACCOUNT + ":policy/common";

    private static final int BATCH = 2_000;
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ALLOW_ALL = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},\
            "Action":"sts:AssumeRole"}]}""".formatted(Signet.ACCOUNT);

    private final State state;
    private final Ids ids = new Ids(new Random(1)::nextBytes);

    private Population(State state) {
        this.state = state;
    }

    /** Bytes of memory that one entity takes, with its indexes. */
    record Sizes(long user, long role, long policy) {}

    /** Writes so many users and roles, and a tenth as many policies. */
    static Sizes fill(Path data, int number) {
        try (State state = State.open(EmbeddedStore.open(data.resolve("signet.db")), Tables.all())) {
            return new Population(state).fill(number);
        }
    }

    static String user(int index) {
        return String.format(Locale.ROOT, "user-%07d", index);
    }

    static String role(int index) {
        return String.format(Locale.ROOT, "role-%07d", index);
    }

    private Sizes fill(int number) {
        state.change(tx -> {
            tx.put(Tables.ACCOUNTS, Signet.ACCOUNT, new Account(Signet.ACCOUNT, null, MADE));
            CustomerPolicy common = policy("common", ALLOW_ALL);
            tx.put(Tables.POLICIES, common.key(), common);
            User probe = User.create(Signet.ACCOUNT, "/", "probe", ids.uniqueId("AIDA", Signet.ACCOUNT), MADE)
                    .withInline(new TreeMap<>(Map.of("all", ALLOW_ALL)));
            tx.put(Tables.USERS, probe.key(), probe);
            tx.put(
                    Tables.ACCESS_KEYS,
                    PROBE.id(),
                    new AccessKey(PROBE.id(), PROBE.secret(), Signet.ACCOUNT, probe.id(), true, MADE));
        });
        int policies = number / 10;
        long empty = used();
        batches(policies, (tx, index) -> {
            CustomerPolicy policy = policy("policy-" + index, document(index));
            tx.put(Tables.POLICIES, policy.key(), policy);
        });
        long withPolicies = used();
        batches(number, (tx, index) -> {
            User user = User.create(Signet.ACCOUNT, "/", user(index), ids.uniqueId("AIDA", Signet.ACCOUNT), MADE)
                    .withAttached(attached(index % policies));
            tx.put(Tables.USERS, user.key(), user);
        });
        long withUsers = used();
        batches(number, (tx, index) -> {
            Role role = Role.create(
                            Signet.ACCOUNT, "/", role(index), ids.uniqueId("AROA", Signet.ACCOUNT), MADE, trust())
                    .withAttached(attached(index % policies));
            tx.put(Tables.ROLES, role.key(), role);
        });
        long withRoles = used();
        return new Sizes(
                (withUsers - withPolicies) / number,
                (withRoles - withUsers) / number,
                (withPolicies - empty) / policies);
    }

    /** Each role's own copy of the text, as it is when it was read from the disk. */
    private static String trust() {
        return String.valueOf(TRUST.toCharArray());
    }

    private static String document(int index) {
        return """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],\
            "Resource":"arn:aws:s3:::bucket-%d/*"},{"Effect":"Allow","Action":"s3:ListBucket",\
            "Resource":"arn:aws:s3:::bucket-%d"}]}""".formatted(index, index);
    }

    private List<String> attached(int index) {
        List<String> attached = new ArrayList<>();
        attached.add(String.valueOf(COMMON_ARN.toCharArray()));
        attached.add("arn:aws:iam::" + Signet.ACCOUNT + ":policy/policy-" + index);
        return attached;
    }

    private CustomerPolicy policy(String name, String document) {
        return CustomerPolicy.create(Signet.ACCOUNT, "/", name, ids.uniqueId("ANPA", Signet.ACCOUNT), MADE, document);
    }

    private void batches(int number, BiConsumer<Transaction, Integer> put) {
        for (int from = 0; from < number; from += BATCH) {
            int begin = from;
            int end = Math.min(number, from + BATCH);
            state.change(tx -> {
                for (int index = begin; index < end; index++) {
                    put.accept(tx, index);
                }
            });
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
