package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.s3.CreateBucketInput;
import signet.model.s3.S3Operations;

/** The page of all operations says what the code does. */
@Timeout(120)
class OperationsReferenceTest {
    private static final String ACCOUNT = TestServer.ACCOUNT;
    private static final Path PAGE = Path.of("..", "docs", "reference", "operations.md");
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"ec2.amazonaws.com\","
                    + "\"lambda.amazonaws.com\",\"monitoring.rds.amazonaws.com\"]},\"Action\":\"sts:AssumeRole\"}]}";

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("PolicyArn", "arn:aws:iam::" + ACCOUNT + ":policy/x"),
            Map.entry("PermissionsBoundary", "arn:aws:iam::" + ACCOUNT + ":policy/x"),
            Map.entry("PolicySourceArn", "arn:aws:iam::" + ACCOUNT + ":user/x"),
            Map.entry("Arn", "arn:aws:iam::" + ACCOUNT + ":user/x"),
            Map.entry("RoleArn", "arn:aws:iam::" + ACCOUNT + ":role/x"),
            Map.entry("Role", "arn:aws:iam::" + ACCOUNT + ":role/x"),
            Map.entry("AWSServiceName", "rds.amazonaws.com"),
            Map.entry("Name", "trail"),
            Map.entry("TrailName", "trail"),
            Map.entry("ResourceId", "arn:aws:cloudtrail:us-east-1:" + ACCOUNT + ":trail/xxx"),
            Map.entry("ResourceIdList", "arn:aws:cloudtrail:us-east-1:" + ACCOUNT + ":trail/xxx"),
            Map.entry("Bucket", "bucket"),
            Map.entry("CopySource", "bucket/key"));

    private static SignetServer server;
    private static OperationsReference reference;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = SignetServer.start(new Configuration(
                "127.0.0.1",
                0,
                directory,
                ACCOUNT,
                "us-east-1",
                null,
                Configuration.Instances.PROCESS,
                List.of(),
                List.of()));
        User user = User.create(ACCOUNT, "/", "x", "AIDAX", TestServer.NOW);
        Role role = Role.create(ACCOUNT, "/", "x", "AROAX", TestServer.NOW, TRUST);
        server.core().state().change(tx -> {
            tx.put(Tables.USERS, user.key(), user);
            tx.put(Tables.ROLES, role.key(), role);
        });
        carryOut(
                S3Operations.CREATE_BUCKET,
                CreateBucketInput.builder().bucket("bucket").build());
        reference = new OperationsReference(server, new Caller.IamUser(user, "AKIAX", null), new MadeInputs(TEXTS));
    }

    @SuppressWarnings("unchecked") // an operation has the types of its model
    private static <I, O> void carryOut(OperationModel<I, O> model, I input) {
        Operation<I, O> operation =
                (Operation<I, O>) server.services().operation(model).orElseThrow();
        RequestInfo info = new RequestInfo("id", TestServer.NOW, "us-east-1", "127.0.0.1", true, null, null);
        Caller root = new Caller.Root(ACCOUNT, "AKIAX", null);
        Call<I> call = new Call<>(input, root, info, server.core().state().current());
        Verdict<I> verdict = server.core().authorizer().authorize(call, operation.accesses(call));
        operation.handle(((Verdict.Granted<I>) verdict).request());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        String page = reference.page();
        if (Boolean.getBoolean("signet.reference.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertEquals(
                page,
                Files.exists(PAGE) ? Files.readString(PAGE) : "",
                "docs/reference/operations.md is not what the code says: write it anew by mvn -pl server -am test"
                        + " -Dtest=OperationsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dsignet.reference.write=true");
    }
}
