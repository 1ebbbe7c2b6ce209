package signet.authz;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import signet.identity.Account;
import signet.identity.CustomerPolicy;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.State;
import signet.store.contract.ReferenceStore;

/** Two accounts, an authorizer over them, and callers of every kind. */
final class World implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "210987654321";
    static final Instant NOW = Instant.parse("2026-11-23T10:20:30.456Z");
    static final Instant ISSUED = Instant.parse("2026-11-23T10:00:00Z");
    static final String KEY = "AKIAAAAAAAAAAAAAAAAA";
    private static final ManagedPolicies AWS_MANAGED = ManagedPolicies.load();

    final State state = State.open(new ReferenceStore(), Tables.all());
    final Ids ids = new Ids(new Random(1)::nextBytes);
    final Permissions permissions = new Permissions(AWS_MANAGED, new PolicyTexts());
    final Authorizer authorizer = new Authorizer(new CallerPolicies(permissions));

    World() {
        state.change(tx -> {
            tx.put(Tables.ACCOUNTS, ACCOUNT, new Account(ACCOUNT, null, ISSUED));
            tx.put(Tables.ACCOUNTS, OTHER, new Account(OTHER, null, ISSUED));
        });
    }

    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    static RequestInfo info() {
        return new RequestInfo(
                "11111111-2222-4333-8444-555555555555", NOW, "us-east-1", "192.0.2.7", false, "aws-cli/2", null);
    }

    /** A policy of one statement without principal. */
    static String policy(String effect, String action, String resource, String... condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"S1\",\"Effect\":\"" + effect + "\",\"Action\":\""
                + action + "\",\"Resource\":\"" + resource + "\""
                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}}";
    }

    static String allow(String action) {
        return policy("Allow", action, "*");
    }

    static String deny(String action) {
        return policy("Deny", action, "*");
    }

    /** A bucket's policy that lets a principal, as JSON, do an action with the bucket's objects. */
    static SourcedPolicy bucketPolicy(String effect, String principal, String action) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Principal\":"
                + principal + ",\"Action\":\"" + action + "\",\"Resource\":\"arn:aws:s3:::b/*\"}}";
        try {
            return new SourcedPolicy("bucket policy", true, Policy.parse(PolicyKind.RESOURCE, text));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    static Access get(String account) {
        return Access.to("s3:GetObject", "arn:aws:s3:::b/k").ownedBy(account);
    }

    Caller.Root root() {
        return new Caller.Root(ACCOUNT, KEY, null);
    }

    /** A user with inline policies. */
    User user(String name, String... policies) {
        TreeMap<String, String> inline = new TreeMap<>();
        for (String policy : policies) {
            inline.put("p" + inline.size(), policy);
        }
        User user = User.create(ACCOUNT, "/team/", name, "AIDA" + name.toUpperCase(Locale.ROOT), ISSUED)
                .withInline(inline);
        state.change(tx -> tx.put(Tables.USERS, user.key(), user));
        return user;
    }

    Caller.IamUser caller(User user) {
        return new Caller.IamUser(user, KEY, null);
    }

    Caller.IamUser caller(String... policies) {
        return caller(user("ann", policies));
    }

    Role role(String name, String... policies) {
        TreeMap<String, String> inline = new TreeMap<>();
        for (String policy : policies) {
            inline.put("p" + inline.size(), policy);
        }
        Role role = Role.create(ACCOUNT, "/svc/", name, "AROA" + name.toUpperCase(Locale.ROOT), ISSUED, "{}")
                .withInline(inline);
        state.change(tx -> tx.put(Tables.ROLES, role.key(), role));
        return role;
    }

    Caller.RoleSession session(Role role, UnaryOperator<Terms> terms) {
        return new Caller.RoleSession(role, terms.apply(new Terms()).session(Session.Kind.ROLE, role.id()));
    }

    Caller.FederatedUser federated(User user, UnaryOperator<Terms> terms) {
        return new Caller.FederatedUser(user, terms.apply(new Terms()).session(Session.Kind.FEDERATED_USER, user.id()));
    }

    String managed(String name, String document) {
        CustomerPolicy policy = CustomerPolicy.create(ACCOUNT, "/", name, "ANPA" + name, ISSUED, document);
        state.change(tx -> tx.put(Tables.POLICIES, policy.key(), policy));
        return policy.arn();
    }

    Verdict<String> ask(Caller caller, Access... accesses) {
        return ask(caller, Accesses.of(accesses));
    }

    Verdict<String> ask(Caller caller, Accesses accesses) {
        return authorizer.authorize(new Call<>("input", caller, info(), state.current()), accesses);
    }

    boolean allows(Caller caller, Access... accesses) {
        return ask(caller, accesses) instanceof Verdict.Granted<String>;
    }

    Denial denial(Caller caller, Access... accesses) {
        return denial(ask(caller, accesses));
    }

    static Denial denial(Verdict<String> verdict) {
        return switch (verdict) {
            case Verdict.Denied<String> denied -> denied.denial();
            case Verdict.Granted<String> granted -> throw new AssertionError("granted");
            case Verdict.Unsigned<String> unsigned -> throw new AssertionError("unsigned");
        };
    }

    /** What a session is limited by and carries. */
    static final class Terms {
        private String name = "s";
        private @Nullable String policy;
        private List<String> arns = List.of();
        private Map<String, String> tags = Map.of();
        private @Nullable String sourceIdentity;
        private boolean mfa;
        private Map<String, String> keys = Map.of();

        Terms named(String given) {
            name = given;
            return this;
        }

        Terms limitedBy(String text) {
            policy = text;
            return this;
        }

        Terms limitedByManaged(String... given) {
            arns = List.of(given);
            return this;
        }

        Terms tagged(Map<String, String> given) {
            tags = given;
            return this;
        }

        Terms from(String identity) {
            sourceIdentity = identity;
            return this;
        }

        Terms withMfa() {
            mfa = true;
            return this;
        }

        Terms carrying(Map<String, String> given) {
            keys = given;
            return this;
        }

        Session session(Session.Kind kind, String principalId) {
            return new Session(
                    "ASIAAAAAAAAAAAAAAAAA",
                    "secret",
                    ACCOUNT,
                    kind,
                    principalId,
                    name,
                    ISSUED,
                    ISSUED.plusSeconds(3600),
                    mfa,
                    policy,
                    arns,
                    tags,
                    List.of(),
                    sourceIdentity,
                    false,
                    keys);
        }
    }

    @Override
    public void close() {
        state.close();
    }
}
