package signet.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
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
import signet.authz.Requests;
import signet.authz.Verdict;
import signet.functions.FunctionSettings;
import signet.functions.Functions;
import signet.functions.Runtimes;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Seal;
import signet.identity.Sessions;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.lambda.CreateFunctionInput;
import signet.model.lambda.FunctionCode;
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.LambdaOperations;
import signet.model.s3.GetObjectInput;
import signet.model.s3.GetObjectOutput;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.embedded.EmbeddedStore;

/** Lambda's API without HTTP, on a host that has python3.11 and runs nothing; S3 is a map. */
final class World implements AutoCloseable, Requests {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "999999999999";
    static final String REGION = "us-east-1";
    static final Caller ROOT = new Caller.Root(ACCOUNT, "AKIAROOT", null);
    static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/r";
    static final String FUNCTION = "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:";
    static final Instant START = Instant.parse("2026-12-01T00:00:00Z");

    private static final ManagedPolicies MANAGED = ManagedPolicies.load();

    final IdleRunner runner = new IdleRunner();
    final State state;
    final Path code;
    final Functions functions;
    final ExecutionRoles roles;
    final Sessions sessions;
    final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Object> objects = new TreeMap<>();
    /** Who asked S3 for what, and through whom. */
    final List<String> sent = new ArrayList<>();

    private final AtomicReference<Instant> time = new AtomicReference<>(START);
    final LambdaService service;
    private final Authorizer authorizer;
    private List<Decided> decisions = List.of();

    World(Path directory) {
        List<Table<?>> tables = new ArrayList<>(signet.identity.Tables.all());
        tables.addAll(Tables.all());
        state = State.open(EmbeddedStore.open(directory.resolve("store")), tables);
        InstantSource source = time::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        Ids ids = new Ids(new Random(7)::nextBytes);
        Permissions permissions = new Permissions(MANAGED, new PolicyTexts());
        authorizer = new Authorizer(new CallerPolicies(permissions));
        sessions = new Sessions(new Seal(state, ids, clock));
        code = directory.resolve("code");
        functions = new Functions(
                runner,
                Runtimes.in(List.of(python(directory))),
                new FunctionSettings(
                        directory.resolve("functions"), id -> List.of(), List.of(), "ca", 2, Duration.ofMinutes(5)),
                clock,
                () -> "fn-00000000000000000");
        roles = new ExecutionRoles(permissions, authorizer, events::add, sessions, ids, clock);
        service = new LambdaService(
                state, functions, code, this, authorizer, permissions, sessions, events::add, ids, clock);
        for (String account : List.of(ACCOUNT, OTHER)) {
            state.change(tx -> tx.put(signet.identity.Tables.ACCOUNTS, account, account(account)));
        }
        role("r", "lambda.amazonaws.com");
    }

    private static Account account(String id) {
        return new Account(id, null, START);
    }

    private static Path python(Path directory) {
        try {
            Path bin = Files.createDirectories(directory.resolve("bin"));
            Path program = Files.writeString(bin.resolve("python3.11"), "");
            Assertions.assertTrue(program.toFile().setExecutable(true));
            return bin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        service.close();
        functions.close();
        state.close();
    }

    void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    /** What the last request asked, as {@code action resource}. */
    List<String> asked() {
        return decisions.stream()
                .map(Decided::access)
                .map(access -> access.action() + " " + access.resource())
                .toList();
    }

    Decided decided(String action) {
        return decisions.stream()
                .filter(decided -> decided.access().action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    /** The value of a condition key in the last request's decision about an action. */
    List<String> key(String action, String key) {
        return decided(action).context().get(key).orElse(List.of());
    }

    /** What it would take to do something, without doing it. */
    Access access(Caller caller, String action, String resource) {
        return service.accessTo(state.current(), caller, action, resource).orElseThrow();
    }

    /** Whether a caller may do something, without doing it. */
    boolean may(Caller caller, String action, String resource) {
        RequestInfo info = new RequestInfo("request", time.get(), REGION, "127.0.0.1", true, null, null);
        return authorizer
                .decide(caller, info, state.current(), access(caller, action, resource))
                .decision()
                .allowed();
    }

    <I, O> O ask(OperationModel<I, O> model, I input) {
        return ask(ROOT, model, input);
    }

    <I, O> O ask(Caller caller, OperationModel<I, O> model, I input) {
        RequestInfo info = new RequestInfo("request", time.get(), REGION, "127.0.0.1", true, null, null);
        Operation<I, O> operation = operation(model);
        Call<I> call = new Call<>(input, caller, info, state.current());
        Verdict<I> verdict = authorizer.authorize(call, known(operation.accesses(call)));
        decisions = verdict.decisions();
        return switch (verdict) {
            case Verdict.Granted<I> granted -> operation.handle(granted.request());
            case Verdict.Denied<I> denied -> throw service.denied(denied.denial());
            case Verdict.Unsigned<I> unsigned -> throw new AssertionError("unsigned");
        };
    }

    <I, O> String error(Caller caller, OperationModel<I, O> model, I input) {
        AwsError error = Assertions.assertThrows(AwsError.class, () -> ask(caller, model, input));
        return error.httpStatus() + " " + error.code() + ": " + error.message();
    }

    <I, O> String error(OperationModel<I, O> model, I input) {
        return error(ROOT, model, input);
    }

    @SuppressWarnings("unchecked") // a model is of the input and output of its operation
    private <I, O> Operation<I, O> operation(OperationModel<I, O> model) {
        return (Operation<I, O>) service.operations().stream()
                .filter(operation -> operation.model() == model)
                .findFirst()
                .orElseThrow();
    }

    /** S3, which has objects or errors. */
    @Override
    @SuppressWarnings("unchecked") // only GetObject is ever asked
    public <I, O> O send(Caller caller, RequestInfo info, OperationModel<I, O> model, I input) {
        GetObjectInput get = (GetObjectInput) input;
        sent.add(caller.arn() + " " + model.name() + " " + get.bucket() + "/" + get.key() + " via " + info.via());
        Object found = objects.get(get.bucket() + "/" + get.key());
        if (found instanceof AwsError error) {
            throw error;
        }
        return (O) GetObjectOutput.builder()
                .body(Body.of((byte[]) Objects.requireNonNull(found)))
                .build();
    }

    Caller user(String name, String... statements) {
        return userOf(ACCOUNT, name, statements);
    }

    private static String uniqueId(String prefix, String name) {
        return prefix + (name.toUpperCase(Locale.ROOT) + "A".repeat(17)).substring(0, 17);
    }

    /** A user of another account. */
    Caller stranger(String name, String... statements) {
        return userOf(OTHER, name, statements);
    }

    private Caller userOf(String account, String name, String... statements) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        User bare = User.create(account, "/", name, uniqueId("AIDA", name), START);
        User user = statements.length == 0 ? bare : bare.withInline(new TreeMap<>(Map.of("inline", policy)));
        state.change(tx -> tx.put(signet.identity.Tables.USERS, user.key(), user));
        return new Caller.IamUser(user, "AKIA" + name, null);
    }

    static String allow(String action, String resource, String... condition) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\""
                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}";
    }

    static String deny(String action, String resource) {
        return allow(action, resource).replace("Allow", "Deny");
    }

    /** Makes a role that a service may assume, or replaces it by another of the name. */
    Role role(String name, String trusted) {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + trusted + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        String id = uniqueId("AROA", name + events.size() + trusted.length());
        Role role = Role.create(ACCOUNT, "/", name, id, START, trust);
        state.change(tx -> tx.put(signet.identity.Tables.ROLES, role.key(), role));
        return role;
    }

    void change(Role role) {
        state.change(tx -> tx.put(signet.identity.Tables.ROLES, role.key(), role));
    }

    static byte[] zip(String name, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static CreateFunctionInput.Builder function(String name) {
        return CreateFunctionInput.builder()
                .functionName(name)
                .role(ROLE)
                .runtime("python3.11")
                .handler("a.handler")
                .code(FunctionCode.builder().zipFile(zip("a.py", "x")).build());
    }

    FunctionConfiguration make(String name) {
        return ask(LambdaOperations.CREATE_FUNCTION, function(name).build());
    }

    FunctionRecord record(String name) {
        return state.current()
                .get(Tables.FUNCTIONS, FunctionRecord.key(ACCOUNT, REGION, name))
                .orElseThrow();
    }

    /** How many archives are kept. */
    long archives() {
        try (var files = Files.list(code)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
