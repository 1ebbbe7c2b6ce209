package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import signet.actions.reference.AuthorizationReference;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.CallerPolicies;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.s3.CreateBucketInput;
import signet.model.s3.GetObjectInput;
import signet.model.s3.GetObjectOutput;
import signet.model.s3.ListObjectsV2Input;
import signet.model.s3.PublicAccessBlockConfiguration;
import signet.model.s3.PutBucketPolicyInput;
import signet.model.s3.PutObjectInput;
import signet.model.s3.PutPublicAccessBlockInput;
import signet.model.s3.S3Object;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;
import signet.sigv4.Header;
import signet.sigv4.PayloadOptions;
import signet.sigv4.Payloads;
import signet.sigv4.SignatureException;
import signet.sigv4.SignedMessage;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.embedded.EmbeddedStore;

/** An S3 service over real stores and files, driven as the server drives it: what is needed, may it, do it. */
final class Cloud implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "210987654321";
    static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private static final Permissions PERMISSIONS = new Permissions(ManagedPolicies.load(), new PolicyTexts());

    final State state;
    final EmbeddedStore index;
    final Path files;
    final S3Service service;
    String region = "us-east-1";
    private final Authorizer authorizer = new Authorizer(new CallerPolicies(PERMISSIONS));
    private Instant now = Instant.parse("2026-11-23T10:00:00.123Z");

    private Cloud(Path directory, long seed) {
        this.state = State.open(EmbeddedStore.open(directory.resolve("state.db")), tables());
        this.index = EmbeddedStore.open(directory.resolve("objects.db"));
        this.files = directory.resolve("objects");
        Random random = new Random(seed);
        this.service = new S3Service(state, index, files, new Ids(random::nextBytes), PERMISSIONS);
    }

    private static List<Table<?>> tables() {
        return Stream.concat(signet.identity.Tables.all().stream(), Tables.all().stream())
                .<Table<?>>map(table -> table)
                .toList();
    }

    static Cloud open(Path directory) {
        return open(directory, 7);
    }

    /** Opens what is there; another seed makes other names. */
    static Cloud open(Path directory, long seed) {
        try {
            Files.createDirectories(directory.resolve("objects"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Cloud cloud = new Cloud(directory, seed);
        cloud.state.change(tx -> {
            for (String id : List.of(ACCOUNT, OTHER)) {
                tx.put(signet.identity.Tables.ACCOUNTS, id, new Account(id, null, Instant.EPOCH));
            }
        });
        return cloud;
    }

    @Override
    public void close() {
        index.close();
        state.close();
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    static Caller root() {
        return rootOf(ACCOUNT);
    }

    static Caller rootOf(String account) {
        return new Caller.Root(account, "AKIAROOT", null);
    }

    static Caller anyone() {
        return new Caller.Anonymous();
    }

    /** A user with one inline policy, empty for none. */
    Caller user(String account, String name, String policy) {
        String id =
                String.format("AIDA%017d", Math.floorMod(name.hashCode() + (long) account.hashCode(), 1_000_000_000L));
        User user = User.create(account, "/", name, id, now);
        User allowed = policy.isEmpty() ? user : user.withInline(new TreeMap<>(Map.of("inline", policy)));
        state.change(tx -> tx.put(signet.identity.Tables.USERS, allowed.key(), allowed));
        return new Caller.IamUser(allowed, "AKIAUSER", null);
    }

    Caller user(String name, String policy) {
        return user(ACCOUNT, name, policy);
    }

    /** A policy that allows some actions on some resources. */
    static String allow(String actions, String... resources) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":" + list(actions.split(" "))
                + ",\"Resource\":" + list(resources) + "}}";
    }

    /** A bucket policy of one statement. */
    static String grant(String effect, String principal, String actions, String... resources) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Principal\":" + principal
                + ",\"Action\":" + list(actions.split(" ")) + ",\"Resource\":" + list(resources) + "}]}";
    }

    private static String list(String... values) {
        return "[\"" + String.join("\",\"", values) + "\"]";
    }

    RequestInfo info() {
        return new RequestInfo("id", now, region, "127.0.0.1", true, null, null);
    }

    /** What it would take to do something, without doing it. */
    Access access(Caller caller, String action, String resource) {
        return service.accessTo(state.current(), caller, action, resource).orElseThrow();
    }

    /** Whether a caller may do something, without doing it. */
    boolean may(Caller caller, String action, String resource) {
        return authorizer
                .decide(caller, info(), state.current(), access(caller, action, resource))
                .decision()
                .allowed();
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
        Call<I> call = new Call<>(input, caller, info(), state.current());
        Accesses accesses = known(operation.accesses(call));
        return switch (authorizer.authorize(call, accesses)) {
            case Verdict.Granted<I> granted -> operation.handle(granted.request());
            case Verdict.Denied<I> denied -> throw service.denied(denied.denial());
            case Verdict.Unsigned<I> unsigned -> throw AwsError.of("AccessDenied", 403, "Access Denied");
        };
    }

    <I> AwsError errorAs(Caller caller, OperationModel<I, ?> model, I input) {
        return assertThrows(AwsError.class, () -> callAs(caller, model, input));
    }

    /** Checks that a call as root fails with just this error. */
    <I> AwsError refuses(int status, String code, String message, OperationModel<I, ?> model, I input) {
        return refusesAs(root(), status, code, message, model, input);
    }

    <I> AwsError refusesAs(
            Caller caller, int status, String code, String message, OperationModel<I, ?> model, I input) {
        AwsError error = errorAs(caller, model, input);
        assertEquals(
                status + " " + code + ": " + message, error.httpStatus() + " " + error.code() + ": " + error.message());
        return error;
    }

    <I> void refusesAs(Caller caller, String code, OperationModel<I, ?> model, I input) {
        assertEquals(code, errorAs(caller, model, input).code());
    }

    /** Checks that a caller of the bucket's account lacks the permission, and is told so. */
    <I> void deniesOwn(Caller caller, String action, String arn, OperationModel<I, ?> model, I input) {
        refusesAs(
                caller,
                403,
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: \"" + arn
                        + "\" because no identity-based policy allows the " + action + " action",
                model,
                input);
    }

    void makeBucket(String name) {
        call(
                S3Operations.CREATE_BUCKET,
                CreateBucketInput.builder().bucket(name).build());
    }

    void openBucket(String name) {
        call(
                S3Operations.PUT_PUBLIC_ACCESS_BLOCK,
                PutPublicAccessBlockInput.builder()
                        .bucket(name)
                        .publicAccessBlockConfiguration(new PublicAccessBlockConfiguration(false, false, false, false))
                        .build());
    }

    void policy(String bucket, String policy) {
        call(
                S3Operations.PUT_BUCKET_POLICY,
                PutBucketPolicyInput.builder().bucket(bucket).policy(policy).build());
    }

    static PutObjectInput.Builder putting(String bucket, String key, String text) {
        return PutObjectInput.builder().bucket(bucket).key(key).body(body(text));
    }

    String put(String bucket, String key, String text) {
        return String.valueOf(
                call(S3Operations.PUT_OBJECT, putting(bucket, key, text).build())
                        .eTag());
    }

    static GetObjectInput.Builder getting(String bucket, String key) {
        return GetObjectInput.builder().bucket(bucket).key(key);
    }

    String get(String bucket, String key) {
        return text(call(S3Operations.GET_OBJECT, getting(bucket, key).build()));
    }

    static String text(GetObjectOutput output) {
        return new String(bytes(output), StandardCharsets.UTF_8);
    }

    static byte[] bytes(GetObjectOutput output) {
        Body body = output.body();
        if (body == null) {
            throw new AssertionError("no body");
        }
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> keys(String bucket) {
        return keys(call(
                        S3Operations.LIST_OBJECTS_V2,
                        ListObjectsV2Input.builder().bucket(bucket).build())
                .contents());
    }

    static List<String> keys(@org.jspecify.annotations.Nullable List<S3Object> objects) {
        return objects == null
                ? List.of()
                : objects.stream().map(object -> String.valueOf(object.key())).toList();
    }

    /** How many files of objects there are. */
    long fileCount() {
        try (Stream<Path> found = Files.walk(files)) {
            return found.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Body body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body as the server gives it: verified while it is read. Headers are names and values in turn. */
    static Body body(byte[] bytes, String... headers) {
        List<Header> list = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            list.add(new Header(headers[i], headers[i + 1]));
        }
        return new Body() {
            @Override
            public InputStream open() throws IOException {
                try {
                    return Payloads.openAnonymous(
                            new ByteArrayInputStream(bytes),
                            new SignedMessage("PUT", "/b/k", null, list),
                            PayloadOptions.s3(Set.of(ChecksumAlgorithm.MD5)));
                } catch (SignatureException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public long length() {
                return bytes.length;
            }
        };
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
