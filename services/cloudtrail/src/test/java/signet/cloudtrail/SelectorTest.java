package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.cloudtrail.ListedHistory.Made;
import signet.model.cloudtrail.AdvancedEventSelector;
import signet.model.cloudtrail.AdvancedFieldSelector;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.DataResource;
import signet.model.cloudtrail.EventSelector;
import signet.model.cloudtrail.GetEventSelectorsInput;
import signet.model.cloudtrail.GetEventSelectorsOutput;
import signet.model.cloudtrail.PutEventSelectorsInput;

/** Which events a trail's selectors mean. */
class SelectorTest {
    private static final String S3 = "AWS::S3::Object";
    private static final String LAMBDA = "AWS::Lambda::Function";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";

    @TempDir
    private Path directory = Path.of("");

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
        world.make("mine");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static EventSelector.Builder data(String type, String... values) {
        return EventSelector.builder()
                .dataResources(List.of(DataResource.builder()
                        .type(type)
                        .values(List.of(values))
                        .build()));
    }

    private static PutEventSelectorsInput put(@Nullable List<EventSelector> selectors) {
        return PutEventSelectorsInput.builder()
                .trailName("mine")
                .eventSelectors(selectors)
                .build();
    }

    private GetEventSelectorsOutput shown() {
        return world.ask(CloudTrailOperations.GET_EVENT_SELECTORS, new GetEventSelectorsInput("mine"));
    }

    private String refused(EventSelector.Builder selector) {
        return world.error(CloudTrailOperations.PUT_EVENT_SELECTORS, put(List.of(selector.build())));
    }

    private boolean wants(EventSelector.Builder selector, Made made) {
        return Selector.all(List.of(selector.build())).getFirst().wants(world.history.add(made));
    }

    private static Made management() {
        return Made.of("CreateRole", World.START);
    }

    private static Made object(String arn) {
        return Made.of("PutObject", World.START).from("s3.amazonaws.com").data(S3, arn);
    }

    @Test
    void aNewTrailHasAllManagementEvents() {
        EventSelector usual = Objects.requireNonNull(shown().eventSelectors()).getFirst();

        assertEquals(World.arn("mine"), shown().trailARN());
        assertEquals("All", usual.readWriteType());
        assertEquals(true, usual.includeManagementEvents());
        assertEquals(List.of(), usual.dataResources());
        assertEquals(List.of(), usual.excludeManagementEventSources());
        assertFalse(world.record("mine").customSelectors());
    }

    @Test
    void selectorsAreShownAsTheyWerePut() {
        EventSelector chosen = data(S3, "arn:aws:s3:::b/", "arn:aws:s3:::c/p")
                .readWriteType("WriteOnly")
                .includeManagementEvents(false)
                .excludeManagementEventSources(List.of())
                .build();

        assertEquals(
                List.of(chosen),
                world.ask(CloudTrailOperations.PUT_EVENT_SELECTORS, put(List.of(chosen)))
                        .eventSelectors());
        assertEquals(List.of(chosen), shown().eventSelectors());
        assertTrue(world.record("mine").customSelectors());
    }

    @ParameterizedTest
    @CsvSource({
        "All, true, true",
        "ReadOnly, false, true",
        "WriteOnly, true, false",
    })
    void eventsAreReadsOrWritesOrBoth(String type, boolean writes, boolean reads) {
        EventSelector.Builder selector = data(S3, "arn:aws:s3").readWriteType(type);

        assertEquals(writes, wants(selector, management()));
        assertEquals(reads, wants(selector, management().reading()));
        assertEquals(writes, wants(selector, object("arn:aws:s3:::b/k")));
        assertEquals(reads, wants(selector, object("arn:aws:s3:::b/k").reading()));
    }

    @Test
    void managementEventsAreThereUnlessTheyAreLeftOut() {
        assertTrue(wants(EventSelector.builder(), management()));
        assertFalse(wants(EventSelector.builder().includeManagementEvents(false), management()));
        EventSelector.Builder without =
                EventSelector.builder().excludeManagementEventSources(List.of("kms.amazonaws.com"));
        assertTrue(wants(without, management()));
        assertFalse(wants(without, management().from("kms.amazonaws.com")));
    }

    @Test
    void dataEventsAreNotThereUnlessTheyAreNamed() {
        assertFalse(wants(EventSelector.builder(), object("arn:aws:s3:::b/k")));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3, arn:aws:s3:::b/k, true",
        "arn:aws:s3:::, arn:aws:s3:::b/k, true",
        "arn:aws:s3:::b/, arn:aws:s3:::b/k, true",
        "arn:aws:s3:::b/, arn:aws:s3:::bc/k, false",
        "arn:aws:s3:::b/p, arn:aws:s3:::b/pq/k, true",
        "arn:aws:s3:::b/p, arn:aws:s3:::b/q, false",
    })
    void objectsAreNamedByTheBeginningsOfTheirArns(String value, String arn, boolean wanted) {
        assertEquals(wanted, wants(data(S3, value), object(arn)));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:lambda, " + FUNCTION + ", true",
        FUNCTION + ", " + FUNCTION + ", true",
        FUNCTION + ", " + FUNCTION + ":1, true",
        FUNCTION + ", " + FUNCTION + "2, false",
        "arn:aws:lambda, arn:aws:s3:::b/k, false",
    })
    void functionsAreNamedByTheirArns(String value, String arn, boolean wanted) {
        Made invoke =
                Made.of("Invoke", World.START).from("lambda.amazonaws.com").data(LAMBDA, arn);

        assertEquals(wanted, wants(data(LAMBDA, value), invoke));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:s3:::b", "b", "arn:aws:s3:::/k", "arn:aws:s3:b/", "", "arn:aws:lambda"})
    void whatNamesNoObjectsIsRefused(String value) {
        assertTrue(refused(data(S3, value)).startsWith("400 InvalidEventSelectorsException: "));
    }

    @Test
    void whatIsNoSelectorIsRefused() {
        String bad = "400 InvalidEventSelectorsException: ";
        assertTrue(refused(EventSelector.builder().readWriteType("Some")).startsWith(bad));
        assertTrue(refused(EventSelector.builder().excludeManagementEventSources(List.of("iam.amazonaws.com")))
                .startsWith(bad));
        assertTrue(refused(data(LAMBDA, "arn:aws:s3")).startsWith(bad));
        assertTrue(refused(data(S3, Collections.nCopies(251, "arn:aws:s3").toArray(String[]::new)))
                .startsWith(bad));
        assertTrue(world.error(CloudTrailOperations.PUT_EVENT_SELECTORS, put(List.of()))
                .startsWith(bad));
        assertTrue(
                world.error(CloudTrailOperations.PUT_EVENT_SELECTORS, put(null)).startsWith(bad));
        assertTrue(world.error(
                        CloudTrailOperations.PUT_EVENT_SELECTORS,
                        put(Collections.nCopies(6, EventSelector.builder().build())))
                .startsWith(bad));
        assertFalse(world.record("mine").customSelectors());
    }

    @Test
    void dataThatSignetHasNotAndAdvancedSelectorsAreRefusedByTheirNames() {
        assertEquals(
                "501 NotImplemented: The type of data resources AWS::DynamoDB::Table is not supported by Signet.",
                refused(data("AWS::DynamoDB::Table", "arn:aws:dynamodb")));
        AdvancedEventSelector advanced = AdvancedEventSelector.builder()
                .fieldSelectors(List.of(
                        AdvancedFieldSelector.builder().field("eventCategory").build()))
                .build();
        assertEquals(
                "501 NotImplemented: The parameter AdvancedEventSelectors of PutEventSelectors is not supported by"
                        + " Signet.",
                world.error(
                        CloudTrailOperations.PUT_EVENT_SELECTORS,
                        PutEventSelectorsInput.builder()
                                .trailName("mine")
                                .advancedEventSelectors(List.of(advanced))
                                .build()));
    }
}
