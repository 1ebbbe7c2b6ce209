package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances and the security groups between them, made with the AWS CLI as Amazon's own guides do. */
class InstanceNetworkTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String DATABASE = "import socket\\ns = socket.create_server((\"\", 5432))\\nwhile True:\\n"
            + "    c, _ = s.accept(); c.sendall(b\"a row\"); c.close()\\n";

    @Test
    void anInstanceReachesAnotherAsItsSecurityGroupSaysAndNotAnyMoreOnceItIsRevoked() {
        String said = String.valueOf(SERVER.server().said());
        Assumptions.assumeFalse(said.contains("not kept apart") || said.contains("do not reach one another"), said);
        String app = group("app");
        String db = group("db");
        String appInstance = instance(app);
        String dbInstance = instance(db);
        String address = ec2("describe-instances", "--instance-ids", dbInstance, "--query", ADDRESS);
        on(dbInstance, "printf '" + DATABASE + "' >/tmp/db.py; setsid python3 /tmp/db.py >/dev/null 2>&1 &")
                .success();
        Article.eventually(
                "the database listens",
                () -> on(dbInstance, query("127.0.0.1")).out().equals("a row"));
        assertNotEquals("a row", on(appInstance, query(address)).out(), "a new group lets nothing in");

        String[] rule = {"--group-id", db, "--protocol", "tcp", "--port", "5432", "--source-group", app};
        assertEquals("True", ec2("authorize-security-group-ingress", rule, "--query", "Return"));
        assertEquals("a row", on(appInstance, query(address)).success());
        String appAddress = ec2("describe-instances", "--instance-ids", appInstance, "--query", ADDRESS);
        assertNotEquals("a row", on(dbInstance, query(appAddress)).out(), "a rule is about one direction");

        Ran again = cli("authorize-security-group-ingress", rule);
        assertTrue(
                again.failure()
                        .contains(
                                "(InvalidPermission.Duplicate) when calling the AuthorizeSecurityGroupIngress operation:"
                                        + " the specified rule \"peer: " + app
                                        + ", TCP, from port: 5432, to port: 5432, ALLOW\" already exists"),
                again::toString);
        Ran deleted = cli("delete-security-group", "--group-id", app);
        assertTrue(
                deleted.failure()
                        .contains("(DependencyViolation) when calling the DeleteSecurityGroup operation: resource "
                                + app + " has a dependent object"),
                deleted::toString);

        assertEquals("True", ec2("revoke-security-group-ingress", rule, "--query", "Return"));
        assertNotEquals("a row", on(appInstance, query(address)).out());
        assertEquals("db", on(dbInstance, GROUPS).success(), "its metadata");
    }

    private static final String ADDRESS = "Reservations[0].Instances[0].PrivateIpAddress";
    private static final String GROUPS = """
            token=$(curl -s -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
            curl -s -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/security-groups""";

    private static String query(String address) {
        return "timeout 3 bash -c 'cat </dev/tcp/" + address + "/5432'";
    }

    private static String group(String name) {
        return ec2("create-security-group", "--group-name", name, "--description", "of a test", "--query", "GroupId");
    }

    private static String instance(String group) {
        String id = ec2(
                "run-instances",
                "--image-id",
                Article.IMAGE,
                "--security-group-ids",
                group,
                "--query",
                "Instances[0].InstanceId");
        ec2("wait", "instance-running", "--instance-ids", id);
        return id;
    }

    private static Ran on(String instance, String script) {
        return SERVER.asRoot().connect(instance, "sh", "-c", script);
    }

    private static String ec2(String operation, String[] arguments, String... more) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return ec2(operation, all);
    }

    private static String ec2(String operation, String... arguments) {
        return cli(operation, arguments).success();
    }

    private static Ran cli(String operation, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "ec2";
        all[1] = operation;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[arguments.length + 2] = "--output";
        all[arguments.length + 3] = "text";
        return SERVER.asRoot().cli(all);
    }
}
