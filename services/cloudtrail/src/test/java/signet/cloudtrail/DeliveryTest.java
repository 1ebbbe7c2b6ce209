package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.cloudtrail.ListedHistory.Made;
import signet.identity.Ids;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.DataResource;
import signet.model.cloudtrail.DeleteTrailInput;
import signet.model.cloudtrail.EventSelector;
import signet.model.cloudtrail.GetTrailStatusInput;
import signet.model.cloudtrail.GetTrailStatusOutput;
import signet.model.cloudtrail.PutEventSelectorsInput;
import signet.model.cloudtrail.StartLoggingInput;
import signet.model.cloudtrail.StopLoggingInput;
import signet.model.cloudtrail.UpdateTrailInput;

/** What trails write into their buckets, and when. */
class DeliveryTest {
    @TempDir
    private Path directory = Path.of("");

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void happened(String name) {
        world.history.add(Made.of(name, world.now()));
    }

    private GetTrailStatusOutput status() {
        return world.ask(CloudTrailOperations.GET_TRAIL_STATUS, new GetTrailStatusInput("mine"));
    }

    private void stop() {
        world.ask(CloudTrailOperations.STOP_LOGGING, new StopLoggingInput("mine"));
    }

    private void start() {
        world.ask(CloudTrailOperations.START_LOGGING, new StartLoggingInput("mine"));
    }

    private void select(EventSelector.Builder selector) {
        world.ask(
                CloudTrailOperations.PUT_EVENT_SELECTORS,
                PutEventSelectorsInput.builder()
                        .trailName("mine")
                        .eventSelectors(List.of(selector.build()))
                        .build());
    }

    private static EventSelector.Builder everyObject() {
        return EventSelector.builder()
                .dataResources(List.of(DataResource.builder()
                        .type("AWS::S3::Object")
                        .values(List.of("arn:aws:s3"))
                        .build()));
    }

    /** What S3 leaves behind of a file that CloudTrail wrote. */
    private void deliveryLeftAnEvent() {
        world.history.add(Made.of("PutObject", world.now())
                .from("s3.amazonaws.com")
                .by("cloudtrail.amazonaws.com")
                .data("AWS::S3::Object", "arn:aws:s3:::logs/AWSLogs/x.json.gz"));
    }

    @Test
    void aFileHasCloudTrailsNameAndForm() {
        world.log("mine");
        happened("CreateUser");
        happened("CreateRole");
        world.deliver();

        String key = world.files().getFirst();
        assertTrue(
                key.matches(
                        "logs/AWSLogs/123456789012/CloudTrail/us-east-1/2026/12/01/123456789012_CloudTrail_us-east-1_"
                                + "20261201T1015Z_[A-Za-z0-9]{16}\\.json\\.gz"),
                key);
        assertEquals(List.of("CreateUser", "CreateRole"), World.events(Objects.requireNonNull(world.objects.get(key))));
        assertTrue(world.sent
                .getLast()
                .startsWith("cloudtrail.amazonaws.com for " + World.arn("mine") + " of 123456789012:"));
        assertTrue(world.sent.getLast().endsWith(" bucket-owner-full-control"));
    }

    @Test
    void keysBeginWithTheTrailsPrefix() {
        Random random = new Random(1);
        Ids ids = new Ids(random::nextBytes);
        for (String prefix : List.of("p", "p/", "a/b", "a/b/")) {
            TrailSettings settings = new TrailSettings("b", prefix, true, false, true);
            TrailRecord trail = TrailRecord.create(World.ACCOUNT, World.REGION, "t", settings, Map.of());
            String folder = prefix.replaceAll("/$", "") + "/AWSLogs/123456789012/CloudTrail/us-east-1/2026/01/02/";

            LogFile file = LogFile.of(trail, List.of(), Instant.parse("2026-01-02T03:04:05Z"), ids);
            assertTrue(file.key().startsWith(folder + "123456789012_CloudTrail_us-east-1_20260102T0304Z_"), file.key());
            assertTrue(!LogFile.of(trail, List.of(), World.START, ids).key().equals(file.key()));
        }
    }

    @Test
    void onlyWhatHappensWhileATrailLogsIsDelivered() {
        world.make("mine");
        happened("Before");
        start();
        happened("During");
        stop();
        happened("Between");
        start();
        happened("Again");
        world.deliver();

        assertEquals(List.of("During", "Again"), world.delivered());
        assertEquals(1, world.record("mine").spans().size());
        stop();
        world.deliver();
        assertEquals(List.of(), world.record("mine").spans());
        assertEquals(2, world.files().size());
    }

    @Test
    void anEventIsDeliveredOnceAlsoByAServerThatStartsAnew() {
        world.log("mine");
        happened("CreateUser");
        world.deliver();
        world.deliver();
        happened("CreateRole");
        Delivery running = world.delivery();
        running.all();
        running.all();

        assertEquals(List.of("CreateUser", "CreateRole"), world.delivered());
        assertEquals(2, world.files().size());
    }

    @Test
    void whenThereIsNothingToDeliverNoFileIsWritten() {
        world.log("mine");
        world.history.add(Made.of("CreateUser", world.now()).in(World.OTHER));
        world.history.add(Made.of("GetObject", world.now()).data("AWS::S3::Object", "arn:aws:s3:::b/k"));
        world.deliver();

        assertEquals(List.of(), world.files());
        assertNull(status().latestDeliveryTime());
    }

    @Test
    void manyEventsAreSeveralFiles() {
        world.log("mine");
        for (int i = 0; i < 2_500; i++) {
            happened("E" + i);
        }
        world.deliver();

        assertEquals(3, world.files().size());
        assertEquals(2_500, world.delivered().stream().distinct().count());
        assertEquals(2_500, world.delivered().size());
    }

    @Test
    void aBucketThatRefusesGetsItsEventsLater() {
        world.log("mine");
        happened("CreateUser");
        world.refuse(World.denied());
        world.deliver();
        assertEquals(List.of(), world.files());
        assertEquals("AccessDenied", status().latestDeliveryError());
        assertEquals("2026-12-01T10:15:30Z", status().latestDeliveryAttemptTime());
        assertEquals("", status().latestDeliveryAttemptSucceeded());

        world.refuse(null);
        world.pass(Duration.ofMinutes(1));
        happened("CreateRole");
        world.deliver();
        assertEquals(List.of("CreateUser", "CreateRole"), world.delivered());
        assertNull(status().latestDeliveryError());
        assertEquals(world.now(), status().latestDeliveryTime());
    }

    @Test
    void aTrailThatIsRefusedKeepsNoOtherWaiting() {
        world.log("mine");
        world.log("other");
        world.ask(
                CloudTrailOperations.UPDATE_TRAIL,
                UpdateTrailInput.builder()
                        .name("other")
                        .s3BucketName("other-logs")
                        .build());
        happened("CreateUser");
        world.refuse(World.BUCKET, World.denied());
        world.deliver();

        assertEquals(1, world.files().size());
        assertTrue(world.files().getFirst().startsWith("other-logs/"));
        assertEquals("AccessDenied", status().latestDeliveryError());
    }

    @Test
    void theStatusSaysWhenLoggingBeganAndEnded() {
        world.make("mine");
        assertEquals(false, status().isLogging());
        assertNull(status().startLoggingTime());
        assertEquals("", status().timeLoggingStarted());
        start();
        assertEquals(true, status().isLogging());
        assertEquals(World.START, status().startLoggingTime());
        assertEquals("2026-12-01T10:15:30Z", status().timeLoggingStarted());
        world.pass(Duration.ofMinutes(1));
        start();
        assertEquals(World.START, status().startLoggingTime());
        stop();
        assertEquals(false, status().isLogging());
        assertEquals(World.START.plusSeconds(60), status().stopLoggingTime());
        world.pass(Duration.ofMinutes(1));
        stop();
        assertEquals(World.START.plusSeconds(60), status().stopLoggingTime());
    }

    @Test
    void selectorsSayWhatIsDelivered() {
        world.log("mine");
        select(everyObject().includeManagementEvents(false).readWriteType("WriteOnly"));
        happened("CreateUser");
        world.history.add(Made.of("PutObject", world.now()).data("AWS::S3::Object", "arn:aws:s3:::b/k"));
        world.history.add(Made.of("GetObject", world.now())
                .data("AWS::S3::Object", "arn:aws:s3:::b/k")
                .reading());
        world.deliver();

        assertEquals(List.of("PutObject"), world.delivered());
    }

    @Test
    void aTrailWithoutGlobalServicesHasNoEventsOfIam() {
        world.log("mine");
        world.ask(
                CloudTrailOperations.UPDATE_TRAIL,
                UpdateTrailInput.builder()
                        .name("mine")
                        .includeGlobalServiceEvents(false)
                        .build());
        happened("CreateUser");
        world.history.add(Made.of("RunInstances", world.now()).from("ec2.amazonaws.com"));
        world.deliver();

        assertEquals(List.of("RunInstances"), world.delivered());
    }

    @Test
    void deliveringDoesNotGiveItselfWorkForEver() {
        world.log("mine");
        select(everyObject());
        happened("CreateUser");
        Delivery delivery = world.delivery();
        for (int i = 0; i < 5; i++) {
            delivery.all();
            deliveryLeftAnEvent();
        }
        assertEquals(1, world.files().size());
        happened("CreateRole");
        delivery.all();

        assertEquals(2, world.files().size());
        assertEquals(
                List.of("CreateUser", "PutObject", "PutObject", "PutObject", "PutObject", "PutObject", "CreateRole"),
                world.delivered());
    }

    @Test
    void aTrailThatEndsDeliversWhatDeliveringLeftBehindToo() {
        world.log("mine");
        select(everyObject());
        deliveryLeftAnEvent();
        stop();
        world.deliver();

        assertEquals(List.of("PutObject"), world.delivered());
    }

    @Test
    void withoutRecursiveLoggingDeliveringLeavesNothingBehind() {
        world.log("mine");
        select(everyObject());
        world.ask(
                CloudTrailOperations.UPDATE_TRAIL,
                UpdateTrailInput.builder().name("mine").recursiveLogging(false).build());
        deliveryLeftAnEvent();
        happened("CreateUser");
        world.deliver();

        assertEquals(List.of("CreateUser"), world.delivered());
    }

    @Test
    void aTrailIsTheSameAfterAServersEnd() {
        world.log("mine");
        select(everyObject());
        happened("CreateUser");
        world.deliver();
        TrailRecord before = world.record("mine");
        GetTrailStatusOutput status = status();
        world.close();
        world = new World(directory);

        assertEquals(before, world.record("mine"));
        assertEquals(status, status());
    }

    @Test
    void aDeletedTrailDeliversNothing() {
        world.log("mine");
        happened("CreateUser");
        world.ask(CloudTrailOperations.DELETE_TRAIL, new DeleteTrailInput("mine"));
        world.deliver();

        assertEquals(List.of(), world.files());
    }

    @Test
    void aServiceThatWasStartedDeliversByItself() {
        world.log("mine");
        happened("CreateUser");
        world.start();

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (status().latestDeliveryTime() == null) {
                Thread.onSpinWait();
            }
        });
        assertEquals(List.of("CreateUser"), world.delivered());
    }
}
