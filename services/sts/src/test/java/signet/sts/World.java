package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.actions.reference.AuthorizationReference;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.AuthorizationMessages;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.CallerPolicies;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.identity.Account;
import signet.identity.CustomerPolicy;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Seal;
import signet.identity.Session;
import signet.identity.Sessions;
import signet.identity.Tables;
import signet.identity.TrustPolicies;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.sts.AssumeRoleInput;
import signet.model.sts.AssumeRoleOutput;
import signet.model.sts.Credentials;
import signet.model.sts.StsOperations;
import signet.model.sts.Tag;
import signet.oidc.KeySource;
import signet.oidc.TokenVerifier;
import signet.policy.MalformedPolicyException;
import signet.snapshot.State;
import signet.snapshot.View;
import signet.store.contract.ReferenceStore;

/** An STS over two accounts, driven as the server drives it: what is needed, may it, do it. */
final class World implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "210987654321";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00.789Z");
    static final Instant SECOND = Instant.parse("2026-11-23T10:00:00Z");
    static final String ALLOW_ALL = policy("Allow", "*");
    private static final ManagedPolicies AWS_MANAGED = ManagedPolicies.load();
    private static final Permissions PERMISSIONS = new Permissions(AWS_MANAGED, new PolicyTexts());

    final State state = State.open(new ReferenceStore(), Tables.all());
    final Ids ids = new Ids(new Random(1)::nextBytes);
    final Seal seal = new Seal(state, ids, Clock.fixed(NOW, ZoneOffset.UTC));
    final Sessions sessions = new Sessions(seal);
    final AuthorizationMessages messages = new AuthorizationMessages(seal);
    final Authorizer authorizer = new Authorizer(new CallerPolicies(PERMISSIONS));
    final Issuers issuers = new Issuers();
    final StsService service;

    /** The time by which issuers' keys grow old. */
    Instant keyTime = NOW;

    World() {
        this(null);
    }

    /** Another source of issuers' keys than {@link #issuers}. */
    World(@Nullable KeySource source) {
        TokenVerifier tokens = new TokenVerifier(source == null ? issuers : source, () -> keyTime);
        service = new StsService(state, ids, sessions, PERMISSIONS, messages, tokens, () -> "http://127.0.0.1:4566");
        state.change(tx -> {
            tx.put(Tables.ACCOUNTS, ACCOUNT, new Account(ACCOUNT, null, NOW));
            tx.put(Tables.ACCOUNTS, OTHER, new Account(OTHER, null, NOW));
        });
    }

    static String policy(String effect, String action, String... condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"" + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}}";
    }

    static String trusting(String principal, String actions, String... condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":" + actions
                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}}";
    }

    static String trusting(String principal) {
        return trusting(principal, "[\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]");
    }

    View view() {
        return state.current();
    }

    Caller root() {
        return new Caller.Root(ACCOUNT, "AKIAROOT", null);
    }

    Caller.IamUser user(String account, String name, String... policies) {
        TreeMap<String, String> inline = new TreeMap<>();
        for (String policy : policies) {
            inline.put("p" + inline.size(), policy);
        }
        User user = User.create(account, "/", name, ids.uniqueId("AIDA", account), NOW)
                .withInline(inline);
        state.change(tx -> tx.put(Tables.USERS, user.key(), user));
        return new Caller.IamUser(user, "AKIAUSER", null);
    }

    /** A user who may do everything in STS. */
    Caller.IamUser ann() {
        return user(ACCOUNT, "ann", policy("Allow", "sts:*"));
    }

    Role role(String name, String trust, String... policies) {
        TreeMap<String, String> inline = new TreeMap<>();
        for (String policy : policies) {
            inline.put("p" + inline.size(), policy);
        }
        try {
            String stored = TrustPolicies.stored(view(), trust);
            Role role = Role.create(ACCOUNT, "/svc/", name, ids.uniqueId("AROA", ACCOUNT), NOW, stored)
                    .withInline(inline);
            return put(role);
        } catch (MalformedPolicyException | TrustPolicies.UnknownPrincipalException e) {
            throw new AssertionError(e);
        }
    }

    Role put(Role role) {
        state.change(tx -> tx.put(Tables.ROLES, role.key(), role));
        return role;
    }

    String managed(String name, String document) {
        CustomerPolicy policy = CustomerPolicy.create(ACCOUNT, "/", name, "ANPA" + name, NOW, document);
        state.change(tx -> tx.put(Tables.POLICIES, policy.key(), policy));
        return policy.arn();
    }

    RequestInfo info() {
        return new RequestInfo("id", NOW, "us-east-1", "192.0.2.7", true, null, null);
    }

    @SuppressWarnings("unchecked") // an operation has the types of its model
    <I, O> O call(Caller caller, OperationModel<I, O> model, I input) {
        Operation<I, O> operation = (Operation<I, O>) service.operations().stream()
                .filter(candidate -> candidate.model() == model)
                .findFirst()
                .orElseThrow();
        Call<I> call = new Call<>(input, caller, info(), view());
        Accesses accesses = known(operation.accesses(call));
        return switch (authorizer.authorize(call, accesses)) {
            case Verdict.Granted<I> granted -> operation.handle(granted.request());
            case Verdict.Denied<I> denied -> throw service.denied(denied.denial());
            case Verdict.Unsigned<I> unsigned -> throw new IllegalStateException("unsigned");
        };
    }

    <I> void refuses(String error, Caller caller, OperationModel<I, ?> model, I input) {
        AwsError thrown = assertThrows(AwsError.class, () -> call(caller, model, input));
        assertEquals(error, thrown.httpStatus() + " " + thrown.code() + ": " + thrown.message());
    }

    static AssumeRoleInput input(String roleArn, UnaryOperator<AssumeRoleInput.Builder> more) {
        return more.apply(AssumeRoleInput.builder().roleArn(roleArn).roleSessionName("work"))
                .build();
    }

    AssumeRoleOutput assume(Caller caller, Role role, UnaryOperator<AssumeRoleInput.Builder> more) {
        return call(caller, StsOperations.ASSUME_ROLE, input(role.arn(), more));
    }

    AssumeRoleOutput assume(Caller caller, Role role) {
        return assume(caller, role, UnaryOperator.identity());
    }

    void refusesAssuming(String error, Caller caller, Role role, UnaryOperator<AssumeRoleInput.Builder> more) {
        refuses(error, caller, StsOperations.ASSUME_ROLE, input(role.arn(), more));
    }

    void deniesAssuming(Caller caller, Role role, UnaryOperator<AssumeRoleInput.Builder> more) {
        refusesAssuming(denial(caller, "sts:AssumeRole", role.arn()), caller, role, more);
    }

    static String denial(Caller caller, String action, String resource) {
        return "403 AccessDenied: User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: "
                + resource;
    }

    /** The session that credentials stand for, as the server would find it. */
    Session session(@Nullable Credentials credentials) {
        if (credentials == null) {
            throw new AssertionError("no credentials");
        }
        Session session = sessions.open(credentials.sessionToken()).orElseThrow();
        assertEquals(credentials.accessKeyId(), session.accessKeyId());
        assertEquals(credentials.secretAccessKey(), session.secret());
        assertEquals(credentials.expiration(), session.expires());
        return session;
    }

    /** The caller that an assumed role's credentials stand for. */
    Caller.RoleSession as(AssumeRoleOutput output) {
        Session session = session(output.credentials());
        Role role = view().findOne(Tables.ROLES_BY_ID, session.principalId()).orElseThrow();
        return new Caller.RoleSession(role, session);
    }

    boolean may(Caller caller, String action) {
        Access access = Access.to(action, "arn:aws:s3:::b").ownedBy(ACCOUNT);
        return authorizer.decide(caller, info(), view(), access).decision().allowed();
    }

    static List<Tag> tags(String... keysAndValues) {
        return Stream.iterate(0, i -> i < keysAndValues.length, i -> i + 2)
                .map(i -> new Tag(keysAndValues[i], keysAndValues[i + 1]))
                .toList();
    }

    static Duration lasting(Session session) {
        return Duration.between(session.issued(), session.expires());
    }

    @Override
    public void close() {
        state.close();
    }

    /** That what is asked for is in the Service Authorization Reference. */
    private static Accesses known(Accesses accesses) {
        assertEquals(
                List.of(),
                AuthorizationReference.strange(Stream.concat(accesses.required().stream(), accesses.advisory().stream())
                        .map(access -> new AuthorizationReference.Declared(
                                access.action(),
                                access.resource(),
                                access.keys().keys()))
                        .toList()));
        return accesses;
    }
}
