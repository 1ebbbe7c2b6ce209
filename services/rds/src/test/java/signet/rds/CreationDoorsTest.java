package signet.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.rds.World.ACCOUNT;
import static signet.rds.World.ARN;
import static signet.rds.World.allow;
import static signet.rds.World.deny;
import static signet.rds.World.instanceOf;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.iam.DeleteServiceLinkedRoleInput;
import signet.model.iam.GetRoleInput;
import signet.model.iam.GetServiceLinkedRoleDeletionStatusInput;
import signet.model.iam.GetServiceLinkedRoleDeletionStatusOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.RoleUsageType;
import signet.model.rds.CreateDBInstanceInput;
import signet.model.rds.RdsOperations;
import signet.model.rds.Tag;

/** Who may make an instance, and the service-linked role that comes with the first one. */
class CreationDoorsTest extends RdsTest {
    private static final String ROLE_ARN =
            "arn:aws:iam::" + ACCOUNT + ":role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS";
    private static final String MAKES_ROLE = allow("iam:CreateServiceLinkedRole", "*");

    @Test
    void itIsAskedForTheInstanceAndTheGroupsThatItUses() {
        var _ = world.instance("Shop");
        var _ = error(RdsOperations.CREATE_DB_INSTANCE, instanceOf("Shop").build());
        assertEquals(
                List.of(
                        "rds:CreateDBInstance " + ARN + "db:shop",
                        "rds:CreateDBInstance " + ARN + "og:default:postgres-17",
                        "rds:CreateDBInstance " + ARN + "pg:default.postgres17",
                        "rds:CreateDBInstance " + ARN + "subgrp:default"),
                world.asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:shop", "og:default:postgres-17", "pg:default.postgres17", "subgrp:default"})
    void eachOfThemCanBeRefused(String resource) {
        Caller user = world.user("u", allow("*", "*"), deny("rds:CreateDBInstance", ARN + resource));
        assertEquals(
                "AccessDenied: User: arn:aws:iam::" + ACCOUNT + ":user/u is not authorized to perform:"
                        + " rds:CreateDBInstance on resource: " + ARN + resource
                        + " with an explicit deny in an identity-based policy",
                error(user, RdsOperations.CREATE_DB_INSTANCE, instanceOf("shop").build()));
    }

    @Test
    void thePolicyOfAmazonsExampleAllowsWhatItSays() {
        Caller user = world.user("u", MAKES_ROLE, """
                {"Effect":"Allow","Action":"rds:CreateDBInstance","Resource":["arn:aws:rds:*:123456789012:db:test*",
                "arn:aws:rds:*:123456789012:og:default*","arn:aws:rds:*:123456789012:pg:default*",
                "arn:aws:rds:*:123456789012:subgrp:default"],"Condition":{"StringEquals":{
                "rds:DatabaseEngine":"postgres","rds:DatabaseClass":"db.t3.micro"}}}""");
        var _ = world.ask(
                user, RdsOperations.CREATE_DB_INSTANCE, instanceOf("test1").build());
        assertTrue(error(
                        user,
                        RdsOperations.CREATE_DB_INSTANCE,
                        instanceOf("other").build())
                .contains("on resource: " + ARN + "db:other because no identity-based policy allows"));
        assertTrue(error(
                        user,
                        RdsOperations.CREATE_DB_INSTANCE,
                        instanceOf("test2").dbInstanceClass("db.r5.large").build())
                .startsWith("AccessDenied: "));
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, rds:DatabaseClass, db.t3.micro",
        "StringEquals, rds:DatabaseEngine, postgres",
        "StringEquals, rds:DatabaseName, shop",
        "NumericEquals, rds:StorageSize, 20",
        "NumericEquals, rds:Piops, 0",
        "Bool, rds:MultiAz, false",
        "Bool, rds:StorageEncrypted, false",
        "Bool, rds:Vpc, true",
        "Bool, rds:PubliclyAccessible, false",
        "Bool, rds:ManageMasterUserPassword, false",
        "StringEquals, rds:BackupTarget, region",
        "StringEquals, rds:req-tag/stage, test",
        "StringEquals, aws:RequestTag/stage, test",
        "ForAllValues:StringEquals, aws:TagKeys, stage"
    })
    void everyConditionKeyOfTheReferenceHasItsValue(String operator, String key, String value) {
        Caller user = world.user(
                "u",
                MAKES_ROLE,
                allow("rds:*", "*", "{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}}"),
                deny("rds:*", "*", "{\"Null\":{\"" + key + "\":\"true\"}}"));
        var _ = world.ask(user, RdsOperations.CREATE_DB_INSTANCE, tagged("shop"));
        Caller other = world.user(
                "o",
                MAKES_ROLE,
                allow("rds:*", "*"),
                deny("rds:*", "*", "{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}}"));
        assertTrue(
                error(other, RdsOperations.CREATE_DB_INSTANCE, tagged("other")).startsWith("AccessDenied: "));
    }

    @Test
    void tagsNeedTheirOwnPermission() {
        Caller user = world.user("u", MAKES_ROLE, allow("rds:CreateDBInstance", "*"));
        assertEquals(
                "AccessDenied: User: arn:aws:iam::" + ACCOUNT + ":user/u is not authorized to perform:"
                        + " rds:AddTagsToResource on resource: " + ARN + "db:shop because no identity-based policy"
                        + " allows the rds:AddTagsToResource action",
                error(user, RdsOperations.CREATE_DB_INSTANCE, tagged("shop")));
        var _ = world.ask(
                user, RdsOperations.CREATE_DB_INSTANCE, instanceOf("shop").build());
    }

    @Test
    void theFirstInstanceMakesTheServiceLinkedRoleForItsMaker() {
        Caller user = world.user("u", allow("rds:*", "*"), conditionally());
        var _ = world.ask(
                user, RdsOperations.CREATE_DB_INSTANCE, instanceOf("one").build());
        var _ = world.ask(
                user, RdsOperations.CREATE_DB_INSTANCE, instanceOf("two").build());
        assertEquals(
                List.of("arn:aws:iam::" + ACCOUNT + ":user/u iam:CreateServiceLinkedRole via rds.amazonaws.com"),
                world.sent);
        assertEquals(
                ROLE_ARN,
                ask(IamOperations.GET_ROLE, new GetRoleInput("AWSServiceRoleForRDS"))
                        .role()
                        .arn());
    }

    static Stream<String> tooLittle() {
        return Stream.of(
                allow("s3:*", "*"),
                allow("iam:CreateServiceLinkedRole", ROLE_ARN.replace("ForRDS", "ForOther")),
                allow(
                        "iam:CreateServiceLinkedRole",
                        "*",
                        "{\"StringEquals\":{\"iam:AWSServiceName\":\"autoscaling.amazonaws.com\"}}"),
                MAKES_ROLE + "," + deny("iam:CreateServiceLinkedRole", "*"));
    }

    @ParameterizedTest
    @MethodSource("tooLittle")
    void whoMayNotMakeTheRoleIsRefusedInRdssWordsAndNothingIsMade(String statement) {
        Caller user = world.user("u", allow("rds:*", "*"), statement);
        assertEquals(
                "InvalidParameterValue: Unable to create the resource. Verify that you have permission to create service"
                        + " linked role. Otherwise wait and try again later",
                error(user, RdsOperations.CREATE_DB_INSTANCE, instanceOf("one").build()));
        assertTrue(world.runner.disk.isEmpty());
        assertEquals(0, world.state.current().under(Tables.INSTANCES, "").size());
    }

    @Test
    void whoMayNotMakeTheRoleMakesInstancesOnceItIsThere() {
        var _ = world.instance("first");
        Caller user = world.user("u", allow("rds:*", "*"));
        var _ = world.ask(
                user, RdsOperations.CREATE_DB_INSTANCE, instanceOf("one").build());
    }

    @Test
    void theRoleStaysAsLongAsAnInstanceNeedsIt() {
        var _ = world.instance("one");
        var _ = world.instance("two");
        GetServiceLinkedRoleDeletionStatusOutput failed = deletion();
        assertEquals("FAILED", failed.status());
        assertEquals(
                List.of(new RoleUsageType("us-east-1", List.of(ARN + "db:one", ARN + "db:two"))),
                some(failed.reason()).roleUsageList());
        assertEquals(
                ROLE_ARN,
                ask(IamOperations.GET_ROLE, new GetRoleInput("AWSServiceRoleForRDS"))
                        .role()
                        .arn());
        delete("one");
        world.settle();
        assertEquals("FAILED", deletion().status());
        delete("two");
        world.settle();
        assertEquals("SUCCEEDED", deletion().status());
        var _ = world.instance("three");
        assertEquals(2, world.sent.size());
    }

    private GetServiceLinkedRoleDeletionStatusOutput deletion() {
        String task = ask(
                        IamOperations.DELETE_SERVICE_LINKED_ROLE,
                        new DeleteServiceLinkedRoleInput("AWSServiceRoleForRDS"))
                .deletionTaskId();
        return ask(
                IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
                new GetServiceLinkedRoleDeletionStatusInput(task));
    }

    private static CreateDBInstanceInput tagged(String name) {
        return instanceOf(name)
                .dbName("shop")
                .tags(List.of(new Tag("stage", "test")))
                .build();
    }

    private static String conditionally() {
        return allow(
                "iam:CreateServiceLinkedRole",
                ROLE_ARN,
                "{\"StringEquals\":{\"iam:AWSServiceName\":\"rds.amazonaws.com\"}}");
    }
}
