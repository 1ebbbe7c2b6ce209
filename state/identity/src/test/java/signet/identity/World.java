package signet.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import signet.snapshot.State;
import signet.snapshot.View;
import signet.store.contract.ReferenceStore;

/** Two accounts in memory, with random bytes that are always the same. */
final class World implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "210987654321";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String ALLOW_ALL = policy("Allow", "*", "*");

    final ReferenceStore store = new ReferenceStore();
    final State state = State.open(store, Tables.all());
    final Ids ids = ids(1);

    World() {
        state.change(tx -> {
            tx.put(Tables.ACCOUNTS, ACCOUNT, new Account(ACCOUNT, null, NOW));
            tx.put(Tables.ACCOUNTS, OTHER, new Account(OTHER, "other", NOW));
        });
    }

    static Ids ids(long seed) {
        return new Ids(new Random(seed)::nextBytes);
    }

    static String policy(String effect, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}}";
    }

    static String trust(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"sts:AssumeRole\"}]}";
    }

    View view() {
        return state.current();
    }

    User user(String account, String path, String name) {
        User user = User.create(account, path, name, ids.uniqueId("AIDA", account), NOW);
        put(user);
        return user;
    }

    Role role(String account, String path, String name) {
        Role role = Role.create(account, path, name, ids.uniqueId("AROA", account), NOW, trust("{\"AWS\":\"*\"}"));
        state.change(tx -> tx.put(Tables.ROLES, role.key(), role));
        return role;
    }

    Group group(String name) {
        Group group = Group.create(ACCOUNT, "/", name, ids.uniqueId("AGPA", ACCOUNT), NOW);
        state.change(tx -> tx.put(Tables.GROUPS, group.key(), group));
        return group;
    }

    void put(User user) {
        state.change(tx -> tx.put(Tables.USERS, user.key(), user));
    }

    CustomerPolicy customerPolicy(String name, String document) {
        CustomerPolicy policy =
                CustomerPolicy.create(ACCOUNT, "/team/", name, ids.uniqueId("ANPA", ACCOUNT), NOW, document);
        state.change(tx -> tx.put(Tables.POLICIES, policy.key(), policy));
        return policy;
    }

    Session session(String name) {
        return new Session(
                ids.accessKeyId("ASIA", ACCOUNT),
                ids.secret(),
                ACCOUNT,
                Session.Kind.ROLE,
                ids.uniqueId("AROA", ACCOUNT),
                name,
                NOW,
                NOW.plusSeconds(3600),
                false,
                null,
                List.of(),
                Map.of(),
                List.of(),
                null,
                false,
                Map.of());
    }

    @Override
    public void close() {
        state.close();
    }
}
