package signet.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.rds.World.ACCOUNT;
import static signet.rds.World.ARN;
import static signet.rds.World.allow;
import static signet.rds.World.deny;
import static signet.rds.World.instanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.model.rds.AddTagsToResourceInput;
import signet.model.rds.DBEngineVersion;
import signet.model.rds.DBInstance;
import signet.model.rds.DBInstanceMessage;
import signet.model.rds.DescribeDBEngineVersionsInput;
import signet.model.rds.DescribeDBInstancesInput;
import signet.model.rds.Filter;
import signet.model.rds.ListTagsForResourceInput;
import signet.model.rds.RdsOperations;
import signet.model.rds.RemoveTagsFromResourceInput;
import signet.model.rds.StopDBInstanceInput;
import signet.model.rds.Tag;

/** What is shown, to whom; filters, pages and tags. */
class DescribeTest extends RdsTest {
    private static final String SHOP = ARN + "db:shop";

    @Test
    void everyOperationOfTheCatalogueIsThere() {
        assertEquals(
                List.of(
                        "AddTagsToResource",
                        "CreateDBInstance",
                        "DeleteDBInstance",
                        "DescribeDBEngineVersions",
                        "DescribeDBInstances",
                        "ListTagsForResource",
                        "ModifyDBInstance",
                        "RebootDBInstance",
                        "RemoveTagsFromResource",
                        "StartDBInstance",
                        "StopDBInstance"),
                world.rds.operations().stream()
                        .map(Operation::model)
                        .map(model -> model.name())
                        .sorted()
                        .toList());
    }

    @Test
    void allAreAskedForAsAllAndOneAsItself() {
        Caller user = world.user("u", allow("rds:DescribeDBInstances", SHOP));
        var _ = world.instance("shop");
        assertEquals(
                "AccessDenied: User: arn:aws:iam::" + ACCOUNT + ":user/u is not authorized to perform:"
                        + " rds:DescribeDBInstances on resource: " + ARN
                        + "db:* because no identity-based policy allows"
                        + " the rds:DescribeDBInstances action",
                error(user, RdsOperations.DESCRIBE_DB_INSTANCES, all().build()));
        DBInstanceMessage one = world.ask(
                user,
                RdsOperations.DESCRIBE_DB_INSTANCES,
                all().dbInstanceIdentifier("Shop").build());
        assertEquals(1, some(one.dbInstances()).size());
        var _ = world.ask(
                user,
                RdsOperations.DESCRIBE_DB_INSTANCES,
                all().dbInstanceIdentifier(SHOP).build());
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of("db-instance-id", List.of("one"), List.of("one")),
                Arguments.of("db-instance-id", List.of(ARN + "db:two", "ONE", "three"), List.of("one", "two")),
                Arguments.of("engine", List.of("postgres"), List.of("one", "two")),
                Arguments.of("engine", List.of("mysql"), List.of()),
                Arguments.of("db-cluster-id", List.of("one"), List.of()),
                Arguments.of("domain", List.of("one"), List.of()),
                Arguments.of("dbi-resource-id", List.of("db-NONE"), List.of()));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterLeavesWhatHasOneOfItsValues(String name, List<String> values, List<String> left) {
        var _ = world.instance("one");
        var _ = world.instance("two");
        assertEquals(
                left,
                names(world.shown(
                        all().filters(List.of(new Filter(name, values))).build())));
    }

    @Test
    void allFiltersHaveToHold() {
        String id = some(world.instance("one").dbiResourceId());
        var _ = world.instance("two");
        Filter first = new Filter("dbi-resource-id", List.of(id));
        Filter second = new Filter("db-instance-id", List.of("two"));
        assertEquals(
                List.of("one"), names(world.shown(all().filters(List.of(first)).build())));
        assertEquals(
                List.of(),
                names(world.shown(all().filters(List.of(first, second)).build())));
    }

    @Test
    void aFilterThatThereIsNotIsRefused() {
        assertEquals(
                "InvalidParameterValue: Unrecognized filter name: colour",
                error(
                        RdsOperations.DESCRIBE_DB_INSTANCES,
                        all().filters(List.of(new Filter("colour", List.of("red"))))
                                .build()));
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        IntStream.range(0, 45)
                .forEach(i -> ask(
                        RdsOperations.CREATE_DB_INSTANCE,
                        instanceOf("db%02d".formatted(i)).build()));
        world.settle();
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        @Nullable String marker = null;
        do {
            DBInstanceMessage page = ask(
                    RdsOperations.DESCRIBE_DB_INSTANCES,
                    all().maxRecords(20).marker(marker).build());
            seen.addAll(names(some(page.dbInstances())));
            sizes.add(some(page.dbInstances()).size());
            marker = page.marker();
        } while (marker != null);
        assertEquals(List.of(20, 20, 5), sizes);
        assertEquals(IntStream.range(0, 45).mapToObj("db%02d"::formatted).toList(), seen);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 101})
    void aPageHasTwentyToAHundred(int size) {
        assertEquals(
                "InvalidParameterValue: Invalid value " + size + " for MaxRecords. Must be between 20 and 100",
                error(
                        RdsOperations.DESCRIBE_DB_INSTANCES,
                        all().maxRecords(size).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!", "bm90IG91cnM"})
    void aMarkerIsOneThatWasGiven(String marker) {
        assertEquals(
                "InvalidParameterValue: The marker is invalid.",
                error(RdsOperations.DESCRIBE_DB_INSTANCES, all().marker(marker).build()));
    }

    @Test
    void tagsAreAddedReplacedListedAndRemoved() {
        var _ = ask(
                RdsOperations.CREATE_DB_INSTANCE,
                instanceOf("shop").tags(List.of(new Tag("a", "1"))).build());
        assertEquals(List.of(new Tag("a", "1")), tags());
        var _ = ask(
                RdsOperations.ADD_TAGS_TO_RESOURCE,
                new AddTagsToResourceInput(SHOP, List.of(new Tag("b", null), new Tag("a", "2"))));
        assertEquals(List.of(new Tag("a", "2"), new Tag("b", "")), tags());
        assertEquals(tags(), world.shown("shop").tagList());
        var _ = ask(
                RdsOperations.REMOVE_TAGS_FROM_RESOURCE, new RemoveTagsFromResourceInput(SHOP, List.of("a", "never")));
        assertEquals(List.of(new Tag("b", "")), tags());
    }

    @ParameterizedTest
    @CsvSource({"aws:ResourceTag/stage", "rds:db-tag/stage"})
    void anInstancesTagsDecideWhoMayDoWhatToIt(String key) {
        var _ = world.instance("other");
        var _ = ask(
                RdsOperations.CREATE_DB_INSTANCE,
                instanceOf("shop").tags(List.of(new Tag("stage", "test"))).build());
        world.settle();
        Caller user = world.user("u", allow("rds:*", "*", "{\"StringEquals\":{\"" + key + "\":\"test\"}}"));
        var _ = world.ask(user, RdsOperations.STOP_DB_INSTANCE, new StopDBInstanceInput("shop", null, null));
        assertTrue(error(user, RdsOperations.STOP_DB_INSTANCE, new StopDBInstanceInput("other", null, null))
                .startsWith("AccessDenied: "));
    }

    @Test
    void whatATagSaysCanBeRefusedWhenItIsSetAndWhenItIsTaken() {
        var _ = world.instance("shop");
        Caller user = world.user(
                "u",
                allow("rds:*", "*"),
                deny("rds:AddTagsToResource", "*", "{\"StringEquals\":{\"rds:req-tag/stage\":\"live\"}}"),
                deny("rds:RemoveTagsFromResource", "*", "{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":\"stage\"}}"));
        var _ = world.ask(
                user,
                RdsOperations.ADD_TAGS_TO_RESOURCE,
                new AddTagsToResourceInput(SHOP, List.of(new Tag("stage", "test"))));
        assertTrue(error(
                        user,
                        RdsOperations.ADD_TAGS_TO_RESOURCE,
                        new AddTagsToResourceInput(SHOP, List.of(new Tag("stage", "live"))))
                .contains("with an explicit deny"));
        assertTrue(error(
                        user,
                        RdsOperations.REMOVE_TAGS_FROM_RESOURCE,
                        new RemoveTagsFromResourceInput(SHOP, List.of("stage")))
                .contains("with an explicit deny"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "arn:aws:s3:::shop",
                "arn:aws:rds:eu-west-1:123456789012:db:shop",
                "arn:aws:rds:us-east-1:210987654321:db:shop"
            })
    void aResourceIsOneOfThisAccountAndRegion(String name) {
        assertEquals(
                "InvalidParameterValue: Invalid resource name: " + name,
                error(RdsOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceInput(name, null)));
    }

    @Test
    void onlyInstancesHaveTags() {
        assertEquals(
                "NotImplemented: The resource type pg is not supported by Signet.",
                error(RdsOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceInput(ARN + "pg:x", null)));
        assertEquals(
                "DBInstanceNotFound: DBInstance nobody not found.",
                error(RdsOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceInput(ARN + "db:nobody", null)));
        assertEquals(
                "NotImplemented: The parameter Filters of ListTagsForResource is not supported by Signet.",
                error(
                        RdsOperations.LIST_TAGS_FOR_RESOURCE,
                        new ListTagsForResourceInput(SHOP, List.of(new Filter("a", List.of("b"))))));
    }

    @Test
    void thereIsOneEngineInOneVersion() {
        DBEngineVersion only = versions(DescribeDBEngineVersionsInput.builder()).getFirst();
        assertEquals("postgres", only.engine());
        assertEquals("17.7", only.engineVersion());
        assertEquals("17", only.majorEngineVersion());
        assertEquals("postgres17", only.dbParameterGroupFamily());
        assertEquals(1, versions(engine("postgres").engineVersion("17")).size());
        assertEquals(0, versions(engine("mysql")).size());
        assertEquals(0, versions(engine("postgres").engineVersion("16")).size());
        assertNull(ask(
                        RdsOperations.DESCRIBE_DB_ENGINE_VERSIONS,
                        engine("postgres").build())
                .marker());
    }

    private static DescribeDBEngineVersionsInput.Builder engine(String name) {
        return DescribeDBEngineVersionsInput.builder().engine(name);
    }

    private List<DBEngineVersion> versions(DescribeDBEngineVersionsInput.Builder input) {
        return some(
                ask(RdsOperations.DESCRIBE_DB_ENGINE_VERSIONS, input.build()).dbEngineVersions());
    }

    private List<Tag> tags() {
        return some(ask(RdsOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceInput(SHOP, null))
                .tagList());
    }

    private static DescribeDBInstancesInput.Builder all() {
        return DescribeDBInstancesInput.builder();
    }

    private static List<String> names(List<DBInstance> instances) {
        return instances.stream()
                .map(DBInstance::dbInstanceIdentifier)
                .map(String::valueOf)
                .toList();
    }
}
