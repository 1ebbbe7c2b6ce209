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
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;

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
        reference = new OperationsReference(server, new Caller.IamUser(user, "AKIAX", null), new MadeInputs(TEXTS));
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
