package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import signet.actions.reference.AuthorizationReference;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.CallerPolicies;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.Passwords;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.iam.CreateGroupInput;
import signet.model.iam.CreatePolicyInput;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.CreateUserInput;
import signet.model.iam.GetAccountSummaryInput;
import signet.model.iam.IamOperations;
import signet.model.iam.PutUserPolicyInput;
import signet.model.iam.Tag;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.snapshot.View;
import signet.store.embedded.EmbeddedStore;

/** An IAM service over a real store, driven as the server drives it: what is needed, may it, do it. */
final class Cloud implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "210987654321";
    static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    static final String TRUST_EC2 =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private static final ManagedPolicies AWS_MANAGED = ManagedPolicies.load();
    private static final Permissions PERMISSIONS = new Permissions(AWS_MANAGED, new PolicyTexts());

    final State state;
    final LastUses uses;
    final Passwords passwords;
    final IamService service;
    private final Authorizer authorizer = new Authorizer(new CallerPolicies(PERMISSIONS));
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");

    private Cloud(State state) {
        this.state = state;
        this.uses = new LastUses(state);
        Random random = new Random(7);
        Ids ids = new Ids(random::nextBytes);
        this.passwords = new Passwords(ids, 10);
        this.service =
                new IamService(new Parts(state, PERMISSIONS, ids, uses, passwords, () -> "http://127.0.0.1:4566"));
    }

    static Cloud open(Path directory) {
        List<Table<?>> tables = Stream.concat(Tables.all().stream(), IamTables.all().stream())
                .<Table<?>>map(table -> table)
                .toList();
        State state = State.open(EmbeddedStore.open(directory.resolve("state.db")), tables);
        state.write(tx -> {
            for (String id : List.of(ACCOUNT, OTHER)) {
                tx.put(Tables.ACCOUNTS, id, new Account(id, null, Instant.parse("2026-01-01T00:00:00.069Z")));
            }
            return tx;
        });
        return new Cloud(state);
    }

    @Override
    public void close() {
        state.close();
    }

    View view() {
        return state.current();
    }

    Caller root() {
        return new Caller.Root(ACCOUNT, "AKIAROOT", null);
    }

    Caller rootOf(String account) {
        return new Caller.Root(account, "AKIAROOT", null);
    }

    Caller user(String name) {
        User user = view().get(Tables.USERS, Tables.key(ACCOUNT, name)).orElseThrow();
        return new Caller.IamUser(user, "AKIAUSER", null);
    }

    /** A number of GetAccountSummary, -1 if it isn't there. */
    int counted(String key) {
        return Objects.requireNonNull(call(IamOperations.GET_ACCOUNT_SUMMARY, new GetAccountSummaryInput())
                        .summaryMap())
                .getOrDefault(key, -1);
    }

    /** A user's unique id. */
    String idOf(String name) {
        return view().get(Tables.USERS, Tables.key(ACCOUNT, name)).orElseThrow().id();
    }

    Caller session(String role) {
        return new Caller.RoleSession(
                view().get(Tables.ROLES, Tables.key(ACCOUNT, role)).orElseThrow(), session(Session.Kind.ROLE, false));
    }

    /** A user with credentials of GetSessionToken. */
    Caller userSession(String name, boolean mfa) {
        User user = view().get(Tables.USERS, Tables.key(ACCOUNT, name)).orElseThrow();
        return new Caller.IamUser(user, "ASIAUSER", session(Session.Kind.USER, mfa));
    }

    /** A federated user, with credentials that a user asked for. */
    Caller federated(String name) {
        User user = view().get(Tables.USERS, Tables.key(ACCOUNT, name)).orElseThrow();
        return new Caller.FederatedUser(user, session(Session.Kind.FEDERATED_USER, false));
    }

    private Session session(Session.Kind kind, boolean mfa) {
        return new Session(
                "ASIASESSION",
                "secret",
                ACCOUNT,
                kind,
                "principal",
                "s",
                now,
                now.plus(Duration.ofHours(1)),
                mfa,
                null,
                List.of(),
                Map.of(),
                List.of(),
                null,
                false,
                Map.of());
    }

    RequestInfo info() {
        return new RequestInfo("id", now, "us-east-1", "127.0.0.1", true, null, null);
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** Calls as the account's root user. */
    <I, O> O call(OperationModel<I, O> model, I input) {
        return callAs(root(), model, input);
    }

    @SuppressWarnings("unchecked") // an operation has the types of its model
    <I, O> O callAs(Caller caller, OperationModel<I, O> model, I input) {
        Operation<I, O> operation = (Operation<I, O>) service.operations().stream()
                .filter(candidate -> candidate.model() == model)
                .findFirst()
                .orElseThrow();
        Call<I> call = new Call<>(input, caller, info(), view());
        Accesses accesses = known(operation.accesses(call));
        Verdict<I> verdict = authorizer.authorize(call, accesses);
        seen(caller, model.service(), model.name(), verdict.decisions());
        return switch (verdict) {
            case Verdict.Granted<I> granted -> operation.handle(granted.request());
            case Verdict.Denied<I> denied -> throw service.denied(denied.denial());
            case Verdict.Unsigned<I> unsigned -> throw new IllegalStateException("unsigned");
        };
    }

    /** Whether a caller may do something to what is there, without doing it. */
    boolean may(Caller caller, String action, String resource) {
        Access access = service.accessTo(view(), caller, action, resource).orElseThrow();
        return authorizer.decide(caller, info(), view(), access).decision().allowed();
    }

    private void seen(Caller caller, String service, String operation, List<Decided> decisions) {
        uses.seen(new Event(info(), caller, service, operation, 200, null, null, decisions));
    }

    /** Lets a caller try something of another service; whether it may doesn't matter. */
    void tries(Caller caller, String action, String resource) {
        int colon = action.indexOf(':');
        attempts(caller, action.substring(0, colon), action.substring(colon + 1), Access.to(action, resource));
    }

    /** Lets a caller try an operation that needs several accesses. */
    void attempts(Caller caller, String service, String operation, Access... accesses) {
        List<Decided> decisions = Stream.of(accesses)
                .map(access -> authorizer.decide(caller, info(), view(), access))
                .toList();
        seen(caller, service, operation, decisions);
    }

    /** Checks that a call as root fails with just this error. */
    <I> void refuses(String code, String message, OperationModel<I, ?> model, I input) {
        refusesAs(root(), code, message, model, input);
    }

    <I> void refusesAs(Caller caller, String code, String message, OperationModel<I, ?> model, I input) {
        AwsError error = assertThrows(AwsError.class, () -> callAs(caller, model, input));
        assertEquals(code + ": " + message, error.code() + ": " + error.message());
    }

    /** Checks that a caller lacks the permission, and that the denial words the resource so. */
    <I> void denies(Caller caller, String action, String resource, OperationModel<I, ?> model, I input) {
        refusesAs(
                caller,
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + resource
                        + " because no identity-based policy allows the " + action + " action",
                model,
                input);
    }

    /** A user with one inline policy, empty for none. */
    Caller makeUser(String name, String policy) {
        call(IamOperations.CREATE_USER, CreateUserInput.builder().userName(name).build());
        if (!policy.isEmpty()) {
            call(IamOperations.PUT_USER_POLICY, new PutUserPolicyInput(name, "inline", policy));
        }
        return user(name);
    }

    void makeRole(String name) {
        call(
                IamOperations.CREATE_ROLE,
                CreateRoleInput.builder()
                        .roleName(name)
                        .assumeRolePolicyDocument(TRUST_EC2)
                        .build());
    }

    void makeGroup(String name) {
        call(IamOperations.CREATE_GROUP, new CreateGroupInput(name, null));
    }

    /** Makes a customer managed policy that allows everything. */
    String makePolicy(String name) {
        call(
                IamOperations.CREATE_POLICY,
                CreatePolicyInput.builder()
                        .policyName(name)
                        .policyDocument(ALLOW_ALL)
                        .build());
        return "arn:aws:iam::" + ACCOUNT + ":policy/" + name;
    }

    /** An identity policy of one statement without condition. */
    static String allow(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }

    /** An identity policy of one statement on everything, with a condition. */
    static String allowIf(String action, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\",\"Condition\":" + condition + "}]}";
    }

    static List<Tag> tags(String... keysAndValues) {
        return Stream.iterate(0, i -> i < keysAndValues.length, i -> i + 2)
                .map(i -> new Tag(keysAndValues[i], keysAndValues[i + 1]))
                .toList();
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
