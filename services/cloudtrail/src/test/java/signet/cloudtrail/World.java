package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
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
import signet.authz.Verdict;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Seal;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.CreateTrailInput;
import signet.model.cloudtrail.CreateTrailOutput;
import signet.model.cloudtrail.StartLoggingInput;
import signet.model.s3.GetBucketAclInput;
import signet.model.s3.GetBucketAclOutput;
import signet.model.s3.PutObjectInput;
import signet.model.s3.PutObjectOutput;
import signet.sigv4.ChecksumAlgorithm;
import signet.sigv4.VerifiedBody;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.embedded.EmbeddedStore;

/** CloudTrail's API without HTTP; S3 is a map. */
final class World implements AutoCloseable, Requests {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "999999999999";
    static final String REGION = "us-east-1";
    static final String BUCKET = "logs";
    static final Caller ROOT = new Caller.Root(ACCOUNT, "AKIAROOT", null);
    static final Instant START = Instant.parse("2026-12-01T10:15:30Z");

    private static final ManagedPolicies MANAGED = ManagedPolicies.load();

    final State state;
    final ListedHistory history = new ListedHistory();
    final Map<String, byte[]> objects = Collections.synchronizedMap(new LinkedHashMap<>());
    /** Who asked S3 for what, and for the sake of what. */
    final List<String> sent = Collections.synchronizedList(new ArrayList<>());

    private final AtomicReference<Instant> time = new AtomicReference<>(START);
    private final CloudTrailService service;
    private final Authorizer authorizer;
    private final Ids ids = new Ids(new Random(7)::nextBytes);
    private final Clock clock;
    private volatile @Nullable AwsError refusal;
    private volatile @Nullable String refusing;
    private List<Decided> decisions = List.of();

    World(Path directory) {
        List<Table<?>> tables = new ArrayList<>(signet.identity.Tables.all());
        tables.addAll(Tables.all());
        state = State.open(EmbeddedStore.open(directory.resolve("store")), tables);
        InstantSource source = time::get;
        clock = source.withZone(ZoneOffset.UTC);
        authorizer = new Authorizer(new CallerPolicies(new Permissions(MANAGED, new PolicyTexts())));
        service = new CloudTrailService(
                state, history, new Seal(state, ids, clock), this, ids, clock, Duration.ofMillis(20));
        for (String account : List.of(ACCOUNT, OTHER)) {
            state.change(tx -> tx.put(signet.identity.Tables.ACCOUNTS, account, new Account(account, null, START)));
        }
    }

    @Override
    public void close() {
        service.close();
        state.close();
    }

    /** Has events delivered again and again, as a server does. */
    void start() {
        service.start();
    }

    void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    Instant now() {
        return time.get();
    }

    /** Delivers once, as a server that has just started. */
    void deliver() {
        delivery().all();
    }

    Delivery delivery() {
        return new Delivery(state, history, new LogBucket(this, ids), ids, clock);
    }

    /** From now on S3 answers this to everything; null lets it work again. */
    void refuse(@Nullable AwsError error) {
        refusing = null;
        refusal = error;
    }

    /** From now on S3 answers this to what concerns a bucket. */
    void refuse(String bucket, AwsError error) {
        refusing = bucket;
        refusal = error;
    }

    static AwsError noBucket() {
        return AwsError.of("NoSuchBucket", 404, "The specified bucket does not exist");
    }

    static AwsError denied() {
        return AwsError.of("AccessDenied", 403, "Access Denied");
    }

    /** The names of the operations that are there. */
    List<String> operations() {
        return service.operations().stream()
                .map(operation -> operation.model().name())
                .toList();
    }

    /** What the last request asked, as {@code action resource}. */
    List<String> asked() {
        return decisions.stream()
                .map(Decided::access)
                .map(access -> access.action() + " " + access.resource())
                .toList();
    }

    /** The value of a condition key in the last request's first decision. */
    List<String> key(String key) {
        return decisions.getFirst().context().get(key).orElse(List.of());
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

    /** S3, which keeps objects, or refuses. */
    @Override
    @SuppressWarnings("unchecked") // an operation's answer is of its type
    public <I, O> O send(Caller caller, RequestInfo info, OperationModel<I, O> model, I input) {
        RequestInfo.Source source = Objects.requireNonNull(info.source());
        String as = caller.arn() + " for " + source.arn() + " of " + source.account() + ": ";
        return switch (input) {
            case GetBucketAclInput get -> {
                sent.add(as + "GetBucketAcl " + get.bucket());
                yield answer(get.bucket(), (O) GetBucketAclOutput.builder().build());
            }
            case PutObjectInput put -> {
                sent.add(as + "PutObject " + put.bucket() + "/" + put.key() + " " + put.acl());
                O answer = answer(put.bucket(), (O) PutObjectOutput.builder().build());
                objects.put(put.bucket() + "/" + put.key(), bytes(put));
                yield answer;
            }
            default -> throw new AssertionError(model.name());
        };
    }

    private <O> O answer(String bucket, O success) {
        AwsError refused = refusal;
        if (refused != null && bucket.equals(Objects.requireNonNullElse(refusing, bucket))) {
            throw refused;
        }
        return success;
    }

    private static byte[] bytes(PutObjectInput put) {
        try (InputStream in = Objects.requireNonNull(put.body()).open()) {
            VerifiedBody body = assertInstanceOf(VerifiedBody.class, in, "S3 takes no other");
            byte[] bytes = body.readAllBytes();
            assertEquals(bytes.length, Objects.requireNonNull(put.body()).length());
            assertTrue(body.hex(ChecksumAlgorithm.MD5).matches("[0-9a-f]{32}"));
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of the files of events, as they were written. */
    List<String> files() {
        return objects.keySet().stream().filter(key -> key.endsWith(".json.gz")).toList();
    }

    /** The names of the events in a file. */
    static List<String> events(byte[] file) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("{\"Records\":[", text.substring(0, 12));
            return Stream.of(text.split("\"eventName\":\"", -1))
                    .skip(1)
                    .map(rest -> rest.substring(0, rest.indexOf('"')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all events that were delivered, in order. */
    List<String> delivered() {
        return files().stream()
                .map(objects::get)
                .map(Objects::requireNonNull)
                .flatMap(file -> events(file).stream())
                .toList();
    }

    static CreateTrailInput.Builder trail(String name) {
        return CreateTrailInput.builder().name(name).s3BucketName(BUCKET);
    }

    CreateTrailOutput make(String name) {
        return ask(CloudTrailOperations.CREATE_TRAIL, trail(name).build());
    }

    /** A trail that logs. */
    void log(String name) {
        make(name);
        ask(CloudTrailOperations.START_LOGGING, new StartLoggingInput(name));
    }

    TrailRecord record(String name) {
        return state.current()
                .get(Tables.TRAILS, TrailRecord.key(ACCOUNT, REGION, name))
                .orElseThrow();
    }

    static String arn(String name) {
        return "arn:aws:cloudtrail:" + REGION + ":" + ACCOUNT + ":trail/" + name;
    }

    Caller user(String name, String... statements) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        String id = "AIDA" + (name.toUpperCase(Locale.ROOT) + "A".repeat(17)).substring(0, 17);
        User bare = User.create(ACCOUNT, "/", name, id, START);
        User user = statements.length == 0 ? bare : bare.withInline(new TreeMap<>(Map.of("inline", policy)));
        state.change(tx -> tx.put(signet.identity.Tables.USERS, user.key(), user));
        return new Caller.IamUser(user, "AKIA" + name, null);
    }

    static String allow(String action, String resource, String... condition) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\""
                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}";
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
