package signet.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.rds.World.instanceOf;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.rds.CreateDBInstanceInput;
import signet.model.rds.DeleteDBInstanceInput;
import signet.model.rds.ModifyDBInstanceInput;
import signet.model.rds.RdsOperations;
import signet.model.rds.RebootDBInstanceInput;
import signet.model.rds.StartDBInstanceInput;
import signet.model.rds.StopDBInstanceInput;
import signet.model.rds.Tag;

/** What RDS refuses, in AWS's words where they are known. */
class RefusalsTest extends RdsTest {
    private static final String BAD_IDENTIFIER =
            "InvalidParameterValue: The parameter DBInstanceIdentifier is not a valid"
                    + " identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens;"
                    + " and must not end with a hyphen or contain two consecutive hyphens.";
    private static final String BAD_PASSWORD =
            "InvalidParameterValue: The parameter MasterUserPassword is not a valid" + " password";

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("engine", x -> x.engine("sqlite"), "InvalidParameterValue: Invalid DB engine: sqlite"),
                wrong(
                        "version",
                        x -> x.engineVersion("15.3"),
                        "InvalidParameterCombination: Cannot find version 15.3 for postgres"),
                wrong(
                        "class",
                        x -> x.dbInstanceClass("t3.micro"),
                        "InvalidParameterValue: Invalid DB Instance class: t3.micro"),
                wrong(
                        "no storage",
                        x -> x.allocatedStorage(null),
                        "InvalidParameterValue: The parameter AllocatedStorage must be provided and must not be null."),
                wrong(
                        "little storage",
                        x -> x.allocatedStorage(19),
                        "InvalidParameterCombination: Invalid storage size for engine name postgres and storage type gp2:"
                                + " 19"),
                wrong(
                        "much storage",
                        x -> x.allocatedStorage(65_537).storageType("gp3"),
                        "InvalidParameterCombination: Invalid storage size for engine name postgres and storage type gp3:"
                                + " 65537"),
                wrong("no user", x -> x.masterUsername(null), "InvalidParameterValue: Invalid master user name"),
                wrong(
                        "a long user",
                        x -> x.masterUsername("abcdefghijklmnopq"),
                        "InvalidParameterValue: Invalid master user name"),
                wrong(
                        "a reserved user",
                        x -> x.masterUsername("admin"),
                        "InvalidParameterValue: MasterUsername admin cannot be used as it is a reserved word used by the"
                                + " engine"),
                wrong(
                        "PostgreSQL's user",
                        x -> x.masterUsername("pg_dba"),
                        "InvalidParameterValue: MasterUsername pg_dba cannot be used because role names starting with"
                                + " \"pg_\" are reserved by the PostgreSQL engine"),
                wrong("no password", x -> x.masterUserPassword(null), "InvalidParameterValue: Invalid master password"),
                wrong(
                        "a short password",
                        x -> x.masterUserPassword("1234567"),
                        BAD_PASSWORD + " because it is shorter than 8 characters."),
                wrong(
                        "a long password",
                        x -> x.masterUserPassword("x".repeat(129)),
                        BAD_PASSWORD + " because it is longer than 128 characters."),
                wrong(
                        "a database's name",
                        x -> x.dbName("my-db"),
                        "InvalidParameterValue: DBName must begin with a letter and contain only alphanumeric"
                                + " characters."),
                wrong(
                        "a reserved database",
                        x -> x.dbName("template1"),
                        "InvalidParameterValue: DBName template1 cannot be used as it is a reserved word used by the"
                                + " engine"),
                wrong(
                        "a low port",
                        x -> x.port(1149),
                        "InvalidParameterValue: Invalid port: 1149. Valid values are 1150-65535."),
                wrong(
                        "a long name",
                        x -> x.dbInstanceIdentifier("x".repeat(64)),
                        "InvalidParameterValue: The parameter DBInstanceIdentifier is not a valid identifier because it is"
                                + " longer than 63 characters."),
                wrong(
                        "a reserved tag",
                        x -> x.tags(List.of(new Tag("aws:x", "1"))),
                        "InvalidParameterValue: Tag keys that begin with aws: are reserved: aws:x"),
                wrong(
                        "a tag without a key",
                        x -> x.tags(List.of(new Tag(null, "1"))),
                        "InvalidParameterValue: Invalid tag key: null"),
                wrong(
                        "a tag's value",
                        x -> x.tags(List.of(new Tag("k", "<"))),
                        "InvalidParameterValue: Invalid value of the tag k"),
                wrong(
                        "too many tags",
                        x -> x.tags(IntStream.range(0, 51)
                                .mapToObj(i -> new Tag("k" + i, ""))
                                .toList()),
                        "InvalidParameterValue: A resource cannot have more than 50 tags."));
    }

    private static Arguments wrong(String what, UnaryOperator<CreateDBInstanceInput.Builder> change, String answer) {
        return Arguments.of(what, change, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void whatIsWrongIsToldAndNothingIsMade(
            String what, UnaryOperator<CreateDBInstanceInput.Builder> change, String answer) {
        assertEquals(
                answer,
                error(
                        RdsOperations.CREATE_DB_INSTANCE,
                        change.apply(instanceOf("shop")).build()),
                what);
        assertTrue(world.runner.disk.isEmpty());
        assertTrue(world.sent.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1shop", "-shop", "shop-", "sh--op", "sh_op", "shöp", "sh.op", "sh/op"})
    void anIdentifierHasRdssForm(String name) {
        assertEquals(
                BAD_IDENTIFIER,
                error(RdsOperations.CREATE_DB_INSTANCE, instanceOf(name).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sla/sh-1234", "at@home-12", "quo\"te-123", "spa ce-123", "ümlaut-123", "tab\t-12345"})
    void aPasswordIsOfSomeCharacters(String password) {
        assertEquals(
                BAD_PASSWORD + ". Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.",
                error(
                        RdsOperations.CREATE_DB_INSTANCE,
                        instanceOf("shop").masterUserPassword(password).build()));
    }

    static Stream<Arguments> notThere() {
        return Stream.of(
                wrong("The engine mysql", x -> x.engine("mysql"), ""),
                wrong("The engine aurora-postgresql", x -> x.engine("aurora-postgresql"), ""),
                wrong("The value io1 of StorageType", x -> x.storageType("io1"), ""),
                wrong("The value 7 of BackupRetentionPeriod", x -> x.backupRetentionPeriod(7), ""),
                wrong("The value mine of DBParameterGroupName", x -> x.dbParameterGroupName("mine"), ""),
                wrong("The value mine of OptionGroupName", x -> x.optionGroupName("mine"), ""),
                wrong("The value mine of DBSubnetGroupName", x -> x.dbSubnetGroupName("mine"), ""),
                parameter("MultiAZ", x -> x.multiAZ(true)),
                parameter("StorageEncrypted", x -> x.storageEncrypted(true)),
                parameter("KmsKeyId", x -> x.kmsKeyId("alias/x")),
                parameter("Iops", x -> x.iops(3000)),
                parameter("PubliclyAccessible", x -> x.publiclyAccessible(true)),
                parameter("VpcSecurityGroupIds", x -> x.vpcSecurityGroupIds(List.of("sg-1"))),
                parameter("DBSecurityGroups", x -> x.dbSecurityGroups(List.of("default"))),
                parameter("DBClusterIdentifier", x -> x.dbClusterIdentifier("c")),
                parameter("EnableIAMDatabaseAuthentication", x -> x.enableIAMDatabaseAuthentication(true)),
                parameter("ManageMasterUserPassword", x -> x.manageMasterUserPassword(true)),
                parameter("EnablePerformanceInsights", x -> x.enablePerformanceInsights(true)),
                parameter("DomainIAMRoleName", x -> x.domainIAMRoleName("r")),
                parameter("AvailabilityZone", x -> x.availabilityZone("us-east-1b")));
    }

    private static Arguments parameter(String name, UnaryOperator<CreateDBInstanceInput.Builder> change) {
        return wrong("The parameter " + name + " of CreateDBInstance", change, "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notThere")
    void whatIsNotThereIsRefusedAndNeverIgnored(String what, UnaryOperator<CreateDBInstanceInput.Builder> change) {
        assertEquals(
                "NotImplemented: " + what + " is not supported by Signet.",
                error(
                        RdsOperations.CREATE_DB_INSTANCE,
                        change.apply(instanceOf("shop")).build()));
    }

    @Test
    void whatMeansTheUsualIsTaken() {
        var _ = ask(
                RdsOperations.CREATE_DB_INSTANCE,
                instanceOf("shop")
                        .engineVersion("17")
                        .licenseModel("postgresql-license")
                        .dbParameterGroupName("default.postgres17")
                        .optionGroupName("default:postgres-17")
                        .dbSubnetGroupName("default")
                        .backupRetentionPeriod(0)
                        .multiAZ(false)
                        .storageEncrypted(false)
                        .publiclyAccessible(false)
                        .storageType("gp3")
                        .networkType("IPV4")
                        .build());
        assertEquals("gp3", world.shown("shop").storageType());
    }

    @Test
    void aNameIsTakenOnce() {
        var _ = world.instance("shop");
        assertEquals(
                "DBInstanceAlreadyExists: DB instance already exists",
                error(RdsOperations.CREATE_DB_INSTANCE, instanceOf("SHOP").build()));
    }

    @Test
    void aHostThatRunsNoDatabasesSaysWhy() {
        world.runner.obstacle = "there is no PostgreSQL for it";
        assertEquals(
                "NotImplemented: DB instances cannot run on this host: there is no PostgreSQL for it.",
                error(RdsOperations.CREATE_DB_INSTANCE, instanceOf("shop").build()));
        assertTrue(world.sent.isEmpty());
    }

    @Test
    void aPortThatSomethingElseHasIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertEquals(
                    "InvalidParameterValue: Port " + port
                            + " of 127.0.0.1, where Signet's DB instances listen, is in use"
                            + " on this host; choose another or none.",
                    error(
                            RdsOperations.CREATE_DB_INSTANCE,
                            instanceOf("shop").port(port).build()));
        }
    }

    @Test
    void aPortThatAnInstanceHasIsRefusedAlsoWhileItRests() {
        int port = some(some(world.instance("one").endpoint()).port());
        stop("one");
        world.settle();
        assertTrue(error(
                        RdsOperations.CREATE_DB_INSTANCE,
                        instanceOf("two").port(port).build())
                .startsWith("InvalidParameterValue: Port " + port));
    }

    @Test
    void instancesHaveDifferentPortsBelowThoseOfOutgoingConnections() {
        List<Integer> ports = IntStream.range(0, 20)
                .mapToObj(i -> some(some(world.instance("db" + i).endpoint()).port()))
                .toList();
        assertEquals(20, ports.stream().distinct().count());
        assertTrue(ports.stream().allMatch(port -> port >= 20_000 && port < 30_000), ports.toString());
    }

    @Test
    void aSnapshotIsNeitherTakenNorForgotten() {
        var _ = world.instance("shop");
        assertEquals(
                "InvalidParameterCombination: FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
                error(
                        RdsOperations.DELETE_DB_INSTANCE,
                        DeleteDBInstanceInput.builder()
                                .dbInstanceIdentifier("shop")
                                .build()));
        assertEquals(
                "NotImplemented: The parameter FinalDBSnapshotIdentifier of DeleteDBInstance is not supported by Signet.",
                error(
                        RdsOperations.DELETE_DB_INSTANCE,
                        deletionOf("shop")
                                .skipFinalSnapshot(false)
                                .finalDBSnapshotIdentifier("last")
                                .build()));
        assertEquals(
                "InvalidParameterCombination: FinalDBSnapshotIdentifier cannot be specified with SkipFinalSnapshot.",
                error(
                        RdsOperations.DELETE_DB_INSTANCE,
                        deletionOf("shop").finalDBSnapshotIdentifier("last").build()));
        assertEquals(
                "NotImplemented: The parameter DBSnapshotIdentifier of StopDBInstance is not supported by Signet.",
                error(RdsOperations.STOP_DB_INSTANCE, new StopDBInstanceInput("shop", "last", null)));
        assertEquals("available", world.status("shop"));
    }

    @Test
    void thereIsNothingToFailOverTo() {
        var _ = world.instance("shop");
        assertEquals(
                "InvalidParameterCombination: A failover cannot be forced, as the instance is not Multi-AZ.",
                error(RdsOperations.REBOOT_DB_INSTANCE, new RebootDBInstanceInput("shop", true)));
    }

    @Test
    void whatCannotBeChangedIsRefused() {
        var _ = world.instance("shop");
        ModifyDBInstanceInput.Builder change = ModifyDBInstanceInput.builder().dbInstanceIdentifier("shop");
        assertEquals(
                "NotImplemented: The parameter AllocatedStorage of ModifyDBInstance is not supported by Signet.",
                error(
                        RdsOperations.MODIFY_DB_INSTANCE,
                        change.allocatedStorage(40).build()));
        assertEquals(
                BAD_PASSWORD + " because it is shorter than 8 characters.",
                error(
                        RdsOperations.MODIFY_DB_INSTANCE,
                        change.allocatedStorage(null)
                                .masterUserPassword("short")
                                .build()));
    }

    @ParameterizedTest
    @CsvSource({"nobody", "Nobody", "arn:aws:rds:us-east-1:123456789012:db:nobody"})
    void anInstanceThatIsNotThereIsNotFound(String identifier) {
        String answer = "DBInstanceNotFound: DBInstance nobody not found.";
        assertEquals(answer, error(RdsOperations.START_DB_INSTANCE, new StartDBInstanceInput(identifier, null)));
        assertEquals(answer, error(RdsOperations.STOP_DB_INSTANCE, new StopDBInstanceInput(identifier, null, null)));
        assertEquals(answer, error(RdsOperations.REBOOT_DB_INSTANCE, new RebootDBInstanceInput(identifier, null)));
        assertEquals(
                answer,
                error(RdsOperations.DELETE_DB_INSTANCE, deletionOf(identifier).build()));
        assertEquals(
                answer,
                error(
                        RdsOperations.MODIFY_DB_INSTANCE,
                        ModifyDBInstanceInput.builder()
                                .dbInstanceIdentifier(identifier)
                                .build()));
    }
}
