package signet.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import signet.actions.reference.AuthorizationReference;
import signet.authz.Accesses;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.CallerPolicies;
import signet.authz.Decided;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Requests;
import signet.authz.Service;
import signet.authz.Verdict;
import signet.iam.IamService;
import signet.iam.IamTables;
import signet.iam.LastUses;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.rds.CreateDBInstanceInput;
import signet.model.rds.DBInstance;
import signet.model.rds.DescribeDBInstancesInput;
import signet.model.rds.RdsOperations;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.embedded.EmbeddedStore;

/** RDS with the real IAM beside it, without HTTP; databases are entries in a list. */
final class World implements AutoCloseable, Requests {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";
    static final String ARN = "arn:aws:rds:" + REGION + ":" + ACCOUNT + ":";
    static final Caller ROOT = new Caller.Root(ACCOUNT, "AKIAROOT", null);
    static final String MANAGED_MONITORING = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole";
    static final String PASSWORD = "Correct-Horse-9";
    private static final ManagedPolicies MANAGED = ManagedPolicies.load();
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    final Path directory;
    final State state;
    /** The calls that services sent each other, as {@code caller service:Operation}. */
    final List<String> sent = new ArrayList<>();

    ListedRunner runner = new ListedRunner();
    RdsService rds;

    private final AtomicReference<Instant> time = new AtomicReference<>(START);
    private final Ids ids = new Ids(new Random(7)::nextBytes);
    private final Permissions permissions = new Permissions(MANAGED, new PolicyTexts());
    private final Authorizer authorizer = new Authorizer(new CallerPolicies(permissions));
    private final Service iam;
    private List<Decided> decisions = List.of();

    World(Path directory) {
        List<Table<?>> tables = new ArrayList<>(signet.identity.Tables.all());
        tables.addAll(IamTables.all());
        tables.addAll(Tables.all());
        this.directory = directory;
        state = State.open(EmbeddedStore.open(directory.resolve("store")), tables);
        iam = new IamService(state, permissions, ids, new LastUses(state), () -> "");
        rds = service();
    }

    private RdsService service() {
        InstantSource source = time::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        return new RdsService(new RdsService.Parts(
                state, this, authorizer, permissions, runner, directory.resolve("databases"), ids, clock));
    }

    /** Another server takes over, with the same disk; the one before was closed or died. */
    void restart(boolean orderly) {
        ListedRunner before = runner;
        if (orderly) {
            rds.close();
        }
        runner = new ListedRunner();
        runner.disk.putAll(before.disk);
        runner.made.addAll(before.made);
        rds = service();
        rds.start();
        settle();
    }

    @Override
    public void close() {
        rds.close();
        state.close();
    }

    /** Lets what was begun come to its end. */
    void settle() {
        rds.databases().awaitIdle();
    }

    void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    /** What the last request of a client asked, as {@code action resource}. */
    List<String> asked() {
        return decisions.stream()
                .map(Decided::access)
                .map(access -> access.action() + " " + access.resource())
                .toList();
    }

    <I, O> O ask(OperationModel<I, O> model, I input) {
        return ask(ROOT, model, input);
    }

    <I, O> O ask(Caller caller, OperationModel<I, O> model, I input) {
        RequestInfo info = new RequestInfo("request", time.get(), REGION, "127.0.0.1", true, null, null);
        Verdict<I> verdict = verdict(caller, info, model, input);
        decisions = verdict.decisions();
        return carryOut(verdict, model);
    }

    <I, O> String error(Caller caller, OperationModel<I, O> model, I input) {
        AwsError error = Assertions.assertThrows(AwsError.class, () -> ask(caller, model, input));
        return error.code() + ": " + error.message();
    }

    <I, O> String error(OperationModel<I, O> model, I input) {
        return error(ROOT, model, input);
    }

    @Override
    public <I, O> O send(Caller caller, RequestInfo info, OperationModel<I, O> model, I input) {
        sent.add(caller.arn() + " " + model.service() + ":" + model.name() + " via " + info.via());
        return carryOut(verdict(caller, info, model, input), model);
    }

    private <I, O> Verdict<I> verdict(Caller caller, RequestInfo info, OperationModel<I, O> model, I input) {
        Call<I> call = new Call<>(input, caller, info, state.current());
        return authorizer.authorize(call, known(operation(model).accesses(call)));
    }

    private <I, O> O carryOut(Verdict<I> verdict, OperationModel<I, O> model) {
        return switch (verdict) {
            case Verdict.Granted<I> granted -> operation(model).handle(granted.request());
            case Verdict.Denied<I> denied -> throw service(model).denied(denied.denial());
            case Verdict.Unsigned<I> unsigned -> throw new AssertionError("unsigned");
        };
    }

    private Service service(OperationModel<?, ?> model) {
        return model.service().equals(iam.model().name()) ? iam : rds;
    }

    @SuppressWarnings("unchecked") // a model is of the input and output of its operation
    private <I, O> Operation<I, O> operation(OperationModel<I, O> model) {
        return (Operation<I, O>) service(model).operations().stream()
                .filter(operation -> operation.model() == model)
                .findFirst()
                .orElseThrow();
    }

    /** Makes a user with one inline policy of these statements. */
    Caller user(String name, String... statements) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        User user = User.create(ACCOUNT, "/", name, "AIDA" + name, START)
                .withInline(new TreeMap<>(Map.of("inline", policy)));
        state.change(tx -> tx.put(signet.identity.Tables.USERS, user.key(), user));
        return new Caller.IamUser(user, "AKIA" + name, null);
    }

    static String allow(String action, String resource, String... condition) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\""
                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}";
    }

    static String deny(String action, String resource, String... condition) {
        return allow(action, resource, condition).replace("Allow", "Deny");
    }

    /** Makes a role that a service is trusted with. */
    Role role(String name, String service, String condition, String... attached) {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"" + condition + "}]}";
        Role role = Role.create(ACCOUNT, "/", name, "AROA" + name, START, trust).withAttached(List.of(attached));
        state.change(tx -> tx.put(signet.identity.Tables.ROLES, role.key(), role));
        return role;
    }

    /** Makes the role that AWS tells to make for enhanced monitoring. */
    Role monitoringRole(String name) {
        return role(name, Monitoring.SERVICE, "", MANAGED_MONITORING);
    }

    static CreateDBInstanceInput.Builder instanceOf(String name) {
        return CreateDBInstanceInput.builder()
                .dbInstanceIdentifier(name)
                .dbInstanceClass("db.t3.micro")
                .engine("postgres")
                .allocatedStorage(20)
                .masterUsername("ada")
                .masterUserPassword(PASSWORD);
    }

    /** Makes an instance, and lets it come up. */
    DBInstance instance(String name) {
        var _ = ask(RdsOperations.CREATE_DB_INSTANCE, instanceOf(name).build());
        settle();
        return shown(name);
    }

    DBInstance shown(String name) {
        return shown(DescribeDBInstancesInput.builder()
                        .dbInstanceIdentifier(name)
                        .build())
                .getFirst();
    }

    List<DBInstance> shown(DescribeDBInstancesInput input) {
        return Objects.requireNonNull(
                ask(RdsOperations.DESCRIBE_DB_INSTANCES, input).dbInstances());
    }

    String status(String name) {
        return String.valueOf(shown(name).dbInstanceStatus());
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
