package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import signet.database.PostgresRunner;
import software.amazon.awssdk.services.iam.IamClient;

/** The AWS CLI makes databases of RDS, with the roles that belong to them; PostgreSQL's own driver talks to them. */
@Tag("slow")
class DatabaseTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    /** One on which nobody has made a database before. */
    @RegisterExtension
    static final ServerExtension FRESH = new ServerExtension();

    private static final String PASSWORD = "Correct-Horse-9";
    private static final String CREATE = " --db-instance-class db.t3.micro --engine postgres --allocated-storage 20"
            + " --master-username ada --master-user-password " + PASSWORD;
    private static final String RDS_ONLY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"*"}]}""";

    @Test
    void theFirstDatabaseMakesTheRoleOfRdsForWhoMayMakeItAndIsARealOne() throws Exception {
        assumeDatabases();
        IamClient iam = FRESH.asRoot().iam();
        Clients developer = FRESH.as(Article.user(iam, "developer", RDS_ONLY));
        Clients admin = FRESH.as(Article.user(iam, "admin", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""));

        String refused = cli(developer, "rds create-db-instance --db-instance-identifier shop" + CREATE)
                .failure();

        assertTrue(
                refused.contains(
                        "(InvalidParameterValue) when calling the CreateDBInstance operation: Unable to create the"
                                + " resource. Verify that you have permission to create service linked role. Otherwise wait and"
                                + " try again later"),
                refused);
        assertTrue(cli(admin, "iam get-role --role-name AWSServiceRoleForRDS")
                .failure()
                .contains("NoSuchEntity"));

        assertEquals(
                "creating\tNone",
                cli(
                                admin,
                                "rds create-db-instance --db-instance-identifier shop --db-name shop --tags"
                                        + " Key=stage,Value=test" + CREATE
                                        + " --query DBInstance.[DBInstanceStatus,Endpoint] --output text")
                        .success());
        assertEquals(
                "/aws-service-role/rds.amazonaws.com/",
                cli(admin, "iam get-role --role-name AWSServiceRoleForRDS --query Role.Path --output text")
                        .success());
        awaitAvailable(admin, "shop");
        cli(admin, "rds wait db-instance-available --db-instance-identifier shop")
                .success();

        assertEquals("ada", ask(url(admin, "shop") + "/shop", PASSWORD, "SELECT current_user"));
        assertEquals("17.7", ask(url(admin, "shop") + "/postgres", PASSWORD, "SHOW server_version"));
        String url = url(admin, "shop") + "/shop";
        assertThrows(SQLException.class, () -> ask(url, "Wrong-Horse-99", "SELECT 1"));

        cli(
                        developer,
                        "rds modify-db-instance --db-instance-identifier shop --apply-immediately"
                                + " --master-user-password Another-Horse-10")
                .success();
        assertThrows(SQLException.class, () -> ask(url, PASSWORD, "SELECT 1"));
        assertEquals("1", ask(url, "Another-Horse-10", "SELECT 1"));
        assertEquals(
                "stage\ttest",
                cli(
                                developer,
                                "rds list-tags-for-resource --resource-name arn:aws:rds:us-east-1:" + Signet.ACCOUNT
                                        + ":db:shop --query TagList[0].[Key,Value] --output text")
                        .success());
        theRoleStaysUntilTheDatabaseIsGone(admin);
    }

    private static void theRoleStaysUntilTheDatabaseIsGone(Clients admin) {
        assertEquals("FAILED\tarn:aws:rds:us-east-1:" + Signet.ACCOUNT + ":db:shop", deletion(admin));
        cli(admin, "rds delete-db-instance --db-instance-identifier shop --skip-final-snapshot")
                .success();
        Article.eventually(
                "the database is gone",
                () -> !cli(admin, "rds describe-db-instances --query DBInstances[].DBInstanceIdentifier --output text")
                        .success()
                        .contains("shop"));
        assertTrue(cli(admin, "rds describe-db-instances --db-instance-identifier shop")
                .failure()
                .contains("(DBInstanceNotFound) when calling the DescribeDBInstances operation: DBInstance shop not"
                        + " found."));
    }

    private static String deletion(Clients admin) {
        String task = cli(
                        admin,
                        "iam delete-service-linked-role --role-name AWSServiceRoleForRDS --query DeletionTaskId"
                                + " --output text")
                .success();
        return cli(
                        admin,
                        "iam get-service-linked-role-deletion-status --output text --query"
                                + " [Status,Reason.RoleUsageList[0].Resources[0]] --deletion-task-id " + task)
                .success();
    }

    @Test
    void aRoleForMonitoringIsPassedAndHasToBeForIt() {
        assumeDatabases();
        Clients root = SERVER.asRoot();
        IamClient iam = root.iam();
        role(iam, "monitors", "monitoring.rds.amazonaws.com");
        role(iam, "wrong", "rds.amazonaws.com");
        Clients may = SERVER.as(Article.user(iam, "may", """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":["rds:*","iam:CreateServiceLinkedRole"],"Resource":"*"},
             {"Effect":"Allow","Action":"iam:PassRole","Resource":"*",
              "Condition":{"StringEquals":{"iam:PassedToService":"monitoring.rds.amazonaws.com"}}}]}"""));
        Clients mayNot = SERVER.as(Article.user(iam, "maynot", RDS_ONLY));

        String denied = cli(mayNot, monitored("monitors")).failure();
        String unusable = cli(may, monitored("wrong")).failure();
        String noRole = cli(
                        may,
                        "rds create-db-instance --db-instance-identifier watched --monitoring-interval 60" + CREATE)
                .failure();

        assertTrue(
                denied.contains("(AccessDenied) when calling the CreateDBInstance operation: User: arn:aws:iam::"
                        + Signet.ACCOUNT + ":user/maynot is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::" + Signet.ACCOUNT + ":role/monitors because no identity-based policy allows"
                        + " the iam:PassRole action"),
                denied);
        assertTrue(
                unusable.contains(
                        "(InvalidParameterValue) when calling the CreateDBInstance operation: IAM role ARN value"
                                + " is invalid or does not include the required permissions for: ENHANCED_MONITORING"),
                unusable);
        assertTrue(
                noRole.contains(
                        "(InvalidParameterCombination) when calling the CreateDBInstance operation: A"
                                + " MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0."),
                noRole);
        assertEquals(
                "60\tarn:aws:iam::" + Signet.ACCOUNT + ":role/monitors",
                cli(
                                may,
                                monitored("monitors")
                                        + " --query DBInstance.[MonitoringInterval,MonitoringRoleArn] --output text")
                        .success());
        cli(may, "rds delete-db-instance --db-instance-identifier watched --skip-final-snapshot")
                .success();
    }

    @Test
    void whatRdsHasAndSignetHasNotIsSaid() {
        assumeDatabases();
        String refused = cli(SERVER.asRoot(), "rds describe-db-snapshots").failure();

        assertTrue(refused.contains("Signet does not implement rds:DescribeDBSnapshots"), refused);
    }

    @Test
    void aServerThatIsKilledLeavesNoDatabaseBehindAndTheNextOneGoesOnWithIt() throws Exception {
        assumeDatabases();
        Path data = Files.createTempDirectory("signet-database");
        RunningServer first = RunningServer.on(data);
        Clients before = new Clients(first.endpoint(), Keys.ROOT);
        cli(before, "rds create-db-instance --db-instance-identifier kept" + CREATE)
                .success();
        awaitAvailable(before, "kept");
        String url = url(before, "kept") + "/postgres";
        tell(url, "CREATE TABLE t AS SELECT 42 AS n");
        first.kill();
        Article.eventually("the database is gone with its server", () -> !answers(url));

        try (RunningServer second = RunningServer.on(data)) {
            Clients after = new Clients(second.endpoint(), Keys.ROOT);
            Article.eventually("the database is back", () -> answers(url));
            assertEquals("42", ask(url, PASSWORD, "SELECT n FROM t"));
            assertEquals(url, url(after, "kept") + "/postgres");
        }
        assertFalse(answers(url));
        delete(data);
    }

    private static void assumeDatabases() {
        Assumptions.assumeTrue(Clients.onPath("aws"), "the AWS CLI is not on PATH");
        try (PostgresRunner runner = new PostgresRunner(Path.of("target"))) {
            runner.obstacle().ifPresent(reason -> Assumptions.abort("no database on this host: " + reason));
        }
    }

    private static void delete(Path data) throws IOException {
        ServerExtension.delete(data);
    }

    private static void role(IamClient iam, String name, String service) {
        iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
             "Principal":{"Service":"%s"}}]}""".formatted(service)));
        iam.attachRolePolicy(attach -> attach.roleName(name)
                .policyArn("arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"));
    }

    private static String monitored(String role) {
        return "rds create-db-instance --db-instance-identifier watched --monitoring-interval 60 --monitoring-role-arn"
                + " arn:aws:iam::" + Signet.ACCOUNT + ":role/" + role + CREATE;
    }

    private static void awaitAvailable(Clients clients, String name) {
        Article.eventually(
                name + " is available",
                () -> cli(
                                clients,
                                "rds describe-db-instances --db-instance-identifier " + name
                                        + " --query DBInstances[0].DBInstanceStatus --output text")
                        .success()
                        .equals("available"));
    }

    private static String url(Clients clients, String name) {
        List<String> endpoint = List.of(cli(
                        clients,
                        "rds describe-db-instances --db-instance-identifier " + name
                                + " --query DBInstances[0].Endpoint.[Address,Port] --output text")
                .success()
                .split("\t", -1));
        return "jdbc:postgresql://" + endpoint.getFirst() + ":" + endpoint.getLast();
    }

    private static String ask(String url, String password, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "ada", password);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    private static void tell(String url, String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "ada", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static boolean answers(String url) {
        try {
            return ask(url, PASSWORD, "SELECT 1").equals("1");
        } catch (SQLException e) {
            return false;
        }
    }

    /** In us-east-1 version 1 of the AWS CLI asks RDS at {@code rds.amazonaws.com} whatever AWS_ENDPOINT_URL says. */
    private static Ran cli(Clients clients, String line) {
        return clients.cli((line + " --endpoint-url " + clients.endpoint()).split(" ", -1));
    }
}
